package org.socle.edge.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.socle.edge.source.SysFs;
import org.socle.edge.tree.Reading;

/** A machine of a few files, written by the test that needs them. */
record FakeMachine(Path root) {

    /** A copy of a captured machine, for the test to change. */
    static FakeMachine like(String captured, Path root) {
        Path from = Path.of("src/test/resources/machines", captured);
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.toList()) {
                Path to = root.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to, LinkOption.NOFOLLOW_LINKS);
                }
            }
            return new FakeMachine(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With a line of a file taken away. */
    FakeMachine withoutLine(String path, String start) {
        return with(
                path,
                files().lines(path).stream()
                        .filter(line -> !line.startsWith(start))
                        .collect(Collectors.joining("\n")));
    }

    SysFs files() {
        return new SysFs(root);
    }

    FakeMachine with(String path, Object content) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content + "\n");
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FakeMachine withBytes(String path, byte[] content) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FakeMachine without(String path) {
        try {
            Files.delete(root.resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A link, which may point to nowhere. */
    FakeMachine linked(String path, String to) {
        try {
            Path link = root.resolve(path);
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, Path.of(to));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a probe reads, as {@code key[instance]}; nothing where it says that there is nothing. */
    static Map<String, Object> read(Probe probe) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        Readings readings = new Readings();
        if (probe.present()) {
            probe.read(readings);
        }
        for (Reading reading : readings.list()) {
            if (!reading.resource().naming()) {
                String instance = reading.instanceName() == null ? "" : "[" + reading.instanceName() + "]";
                values.put(reading.resource().key() + instance, reading.value());
            }
        }
        return values;
    }
}
