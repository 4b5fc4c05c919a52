package org.socle.edge.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The only starter of processes. Output is in the C locale and bounded; a program that outlasts its time is killed with
 * its children.
 */
public final class Command implements Commands {
    private static final int MAX_OUTPUT = 1 << 20;

    /** Where administration tools live, also for users whose PATH does not say so. */
    private static final List<String> ALSO = List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin");

    @Override
    public Result run(List<String> command, Duration timeout) throws IOException {
        Path program = find(command.get(0)).orElseThrow(() -> new MissingTool(command.get(0)));
        List<String> line = new ArrayList<>(command);
        line.set(0, program.toString());
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LC_ALL", "C");
        builder.environment().remove("LANGUAGE");
        Process process = builder.start();
        AtomicBoolean guarded = new AtomicBoolean();
        try {
            // The guard ends the process, which ends the reading below: no second thread has to read.
            process.onExit()
                    .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((ended, late) -> {
                        if (late != null) {
                            guarded.set(true);
                            kill(process);
                        }
                    });
            byte[] output;
            try (InputStream in = process.getInputStream()) {
                output = in.readNBytes(MAX_OUTPUT);
            }
            boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended || guarded.get()) {
                throw new TookTooLong(String.join(" ", command), timeout);
            }
            int exit = process.exitValue();
            if (exit == 128 + 9) {
                throw new IOException(command.get(0) + " was killed by somebody");
            }
            return new Result(exit, new String(output, StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException(command.get(0) + " was interrupted").initCause(e);
        } finally {
            kill(process);
        }
    }

    private static void kill(Process process) {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Override
    public boolean available(String program) {
        return find(program).isPresent();
    }

    private static Optional<Path> find(String program) {
        Set<String> directories = new LinkedHashSet<>();
        String path = System.getenv("PATH");
        if (path != null) {
            for (String directory : path.split(":", -1)) {
                // An empty or relative entry means the working directory, from which nothing is ever run.
                if (directory.startsWith("/")) {
                    directories.add(directory);
                }
            }
        }
        directories.addAll(ALSO);
        return directories.stream()
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
