package org.socle.fleet.demo;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.socle.contract.config.ConfigException;
import org.socle.enrol.SafeFile;
import org.socle.fleet.store.DataDirectory;

/**
 * What marks a directory as that of a demo, and from which it goes on: a file in it.
 *
 * @param seed decides the fleet and its days
 * @param schools how many there are
 * @param origin when the fleet begins
 * @param made when the demo was made: its faults lie some days before
 * @param reached up to when its past is complete; null while it is being made
 */
record DemoMark(
        long seed,
        int schools,
        Instant origin,
        Instant made,
        @Nullable Instant reached) {

    /** The mark of a directory; empty when it has none. */
    static Optional<DemoMark> of(Path directory) {
        Path file = directory.resolve(DataDirectory.DEMO);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
            String reached = properties.getProperty("reached", "");
            return Optional.of(new DemoMark(
                    Long.parseLong(properties.getProperty("seed")),
                    Integer.parseInt(properties.getProperty("schools")),
                    Instant.parse(properties.getProperty("origin")),
                    Instant.parse(properties.getProperty("made")),
                    reached.isEmpty() ? null : Instant.parse(reached)));
        } catch (IOException | RuntimeException e) {
            throw new ConfigException(file + " cannot be read; delete " + directory + " to make the demo anew", e);
        }
    }

    /** The same further on. */
    DemoMark reached(Instant newReached) {
        return new DemoMark(seed, schools, origin, made, newReached);
    }

    /** Writes it whole or not at all. */
    void write(Path directory) {
        String text = "# Invented data: the demo of Socle. Delete the directory to be rid of it.\n"
                + "seed=" + seed + "\nschools=" + schools + "\norigin=" + origin + "\nmade=" + made + "\n"
                + (reached == null ? "" : "reached=" + reached + "\n");
        try {
            SafeFile.writeSecret(directory.resolve(DataDirectory.DEMO), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the mark of the demo cannot be written", e);
        }
    }
}
