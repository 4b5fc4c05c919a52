package org.socle.edge.source;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Runs a program and gives what it said: {@link Command} on a machine, {@link RecordedCommands} on a captured one. */
public interface Commands {

    /**
     * Runs a program to its end.
     *
     * @param command the program and its arguments; no shell is involved
     * @throws MissingTool when the program is not installed
     * @throws TookTooLong when it did not end in time
     * @throws IOException when it could not be run
     */
    Result run(List<String> command, Duration timeout) throws IOException;

    /** Whether the program is installed. */
    boolean available(String program);

    /**
     * What a program said.
     *
     * @param exit its exit status
     * @param stdout its standard output, cut at 1 MiB
     */
    record Result(int exit, String stdout) {}
}
