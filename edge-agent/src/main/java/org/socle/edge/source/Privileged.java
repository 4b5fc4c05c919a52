package org.socle.edge.source;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the privileged reader {@code socle-hwread} has read for this agent, which may not: it leaves files in {@code
 * run/socle-hwread}, and there is no way to ask it for anything. {@code files.json} and {@code counters.json} are one flat
 * object each, from paths as {@code sys/class/dmi/id/product_serial} to their text; {@code smart/sda.json} is what smartctl
 * said. Thread-safe.
 */
final class Privileged {
    static final String DIRECTORY = "run/socle-hwread";

    /** Far beyond what the reader writes. */
    private static final long MOST_BYTES = 1 << 20;

    private final Path directory;
    private final Map<String, Leaf> leaves = new HashMap<>();

    private record Leaf(FileTime modified, Map<String, String> texts) {}

    Privileged(Path root) {
        directory = root.resolve(DIRECTORY);
    }

    /** The text of a file the agent itself may not read; empty when the reader did not read it either. */
    Optional<String> read(String path) {
        return find("counters.json", path).or(() -> find("files.json", path));
    }

    /** What smartctl said of a disk, and its exit status stands in it; empty when it was not asked. */
    Optional<String> smart(String disk) {
        return text(directory.resolve("smart").resolve(disk + ".json"));
    }

    private synchronized Optional<String> find(String file, String path) {
        Path whole = directory.resolve(file);
        try {
            FileTime modified = Files.getLastModifiedTime(whole);
            Leaf leaf = leaves.get(file);
            if (leaf == null || !leaf.modified.equals(modified)) {
                leaf = new Leaf(modified, text(whole).map(Privileged::parse).orElse(Map.of()));
                leaves.put(file, leaf);
            }
            return Optional.ofNullable(leaf.texts.get(path));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> parse(String json) {
        Map<String, String> texts = new HashMap<>();
        try {
            if (JSON.std.anyFrom(json) instanceof Map<?, ?> map) {
                map.forEach((path, value) -> put(texts, String.valueOf(path), value));
            }
        } catch (IOException e) {
            // Half written or not ours: as if it were not there.
            return Map.of();
        }
        return texts;
    }

    private static void put(Map<String, String> texts, String path, @Nullable Object value) {
        if (value instanceof String text && !text.isBlank()) {
            texts.put(path, text.strip());
        }
    }

    private static Optional<String> text(Path file) {
        try {
            return Files.size(file) > MOST_BYTES
                    ? Optional.empty()
                    : Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
