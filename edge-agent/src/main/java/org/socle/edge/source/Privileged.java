package org.socle.edge.source;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
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

    /** The reader asks disks every half hour: four times it may fail, or wait for a busy machine. */
    private static final Duration OLDEST = Duration.ofMinutes(150);

    /** Clocks are set by a little all the time. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    /** As in the script. */
    private static final Duration READERS_PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final InstantSource clock;
    private final Map<String, Leaf> leaves = new HashMap<>();

    private record Leaf(FileTime modified, Map<String, String> texts) {}

    Privileged(Path root) {
        this(root, InstantSource.system());
    }

    Privileged(Path root, InstantSource clock) {
        this.directory = root.resolve(DIRECTORY);
        this.clock = clock;
    }

    /** The text of a file the agent itself may not read; empty when the reader did not read it either. */
    Optional<String> read(String path) {
        return find("counters.json", path).or(() -> find("files.json", path));
    }

    /**
     * What smartctl said of a disk, and its exit status stands in it; empty when the reader never asked.
     *
     * @throws TookTooLong when smartctl did not answer the reader any more
     * @throws StaleReading when the answer is too old, or its age is not known, since the clock was set back
     */
    Optional<String> smart(String disk) throws IOException {
        Path smart = directory.resolve("smart");
        Path said = smart.resolve(disk + ".json");
        if (Files.exists(smart.resolve(disk + ".hangs"))) {
            throw new TookTooLong("smartctl of socle-hwread on /dev/" + disk, READERS_PATIENCE);
        }
        if (!Files.exists(said)) {
            return Optional.empty();
        }
        Duration age = Duration.between(Files.getLastModifiedTime(said).toInstant(), clock.instant());
        if (age.compareTo(OLDEST) > 0 || age.compareTo(AHEAD.negated()) < 0) {
            throw new StaleReading("/dev/" + disk, age);
        }
        return text(said).filter(answer -> !answer.isBlank());
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
