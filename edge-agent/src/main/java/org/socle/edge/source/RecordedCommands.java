package org.socle.edge.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Answers of a captured machine: {@code smartctl -x /dev/sda} is answered by the file {@code smartctl_-x__dev_sda.out}
 * (spaces and slashes written as {@code _}) and by the exit status in {@code smartctl_-x__dev_sda.exit}, 0 when there is
 * none. A program of which nothing was captured is not installed.
 */
public final class RecordedCommands implements Commands {
    private final Path directory;

    public RecordedCommands(Path directory) {
        this.directory = directory;
    }

    @Override
    public Result run(List<String> command, Duration timeout) throws IOException {
        if (!available(command.get(0))) {
            throw new MissingTool(command.get(0));
        }
        String name = String.join("_", command).replace('/', '_');
        Path output = directory.resolve(name + ".out");
        if (!Files.exists(output)) {
            throw new IOException("nothing was captured of " + String.join(" ", command));
        }
        Path exit = directory.resolve(name + ".exit");
        return new Result(
                Files.exists(exit) ? Integer.parseInt(Files.readString(exit).trim()) : 0, Files.readString(output));
    }

    @Override
    public boolean available(String program) {
        return new SysFs(directory).list("").stream().anyMatch(name -> name.startsWith(program + "_"));
    }
}
