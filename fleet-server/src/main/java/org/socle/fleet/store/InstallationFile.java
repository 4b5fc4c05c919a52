package org.socle.fleet.store;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.contract.config.ConfigException;
import org.socle.enrol.SafeFile;

/**
 * What a data directory says of itself, in {@code installation.id}.
 *
 * @param id the one all parts carry
 * @param make parts that may be missing, and are made then, or may carry no id: all of them until the first start has come to its
 *     end
 * @param adopted what somebody took as it is, and the audit log does not know yet: {@code part by user}
 */
record InstallationFile(UUID id, Set<Part> make, List<String> adopted) {
    /** Its name, in the data directory and in the parts that are directories. */
    static final String NAME = "installation.id";

    InstallationFile {
        make = Set.copyOf(make);
        adopted = List.copyOf(adopted);
    }

    /** A new installation, nothing of which is there. */
    static InstallationFile fresh() {
        return new InstallationFile(UUID.randomUUID(), EnumSet.allOf(Part.class), List.of());
    }

    /** The same once everything is in its place. */
    InstallationFile complete() {
        return new InstallationFile(id, Set.of(), List.of());
    }

    /**
     * The same when somebody says so.
     *
     * @param may what may be missing from now on, or carry no id; null for none
     * @param what that is for the audit log
     */
    InstallationFile adopting(@Nullable Part may, String what, String by) {
        Set<Part> making = EnumSet.noneOf(Part.class);
        making.addAll(make);
        if (may != null) {
            making.add(may);
        }
        List<String> all = new ArrayList<>(adopted);
        all.add(what + " by " + by);
        return new InstallationFile(id, making, all);
    }

    /** The one of a directory; empty when there is none. */
    static Optional<InstallationFile> of(Path data) {
        Path file = data.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Properties read = new Properties();
            read.load(new StringReader(Files.readString(file, StandardCharsets.ISO_8859_1)));
            return Optional.of(new InstallationFile(
                    UUID.fromString(read.getProperty("id", "")),
                    words(read, "make").flatMap(word -> Part.of(word).stream()).collect(Collectors.toSet()),
                    words(read, "adopted").toList()));
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException(
                    file + " cannot be read (" + e.getMessage() + "): restore it from the backup; or delete it, and the"
                            + " next start makes it again from the ids of the database, ca and broker",
                    e);
        }
    }

    private static Stream<String> words(Properties read, String key) {
        return Stream.of(read.getProperty(key, "").split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty());
    }

    /** Writes it whole or not at all. */
    void write(Path data) throws IOException {
        String text = "# Ties database, ca and broker together: keep it with them.\nid=" + id + "\nmake="
                + make.stream().sorted().map(Part::word).collect(Collectors.joining(",")) + "\nadopted="
                + String.join(",", adopted) + "\n";
        SafeFile.writeSecret(data.resolve(NAME), text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The id that a directory carries; empty when it carries none, also an unreadable one. */
    static Optional<UUID> carriedBy(Path directory) {
        Path file = directory.resolve(NAME);
        try {
            return Files.exists(file)
                    ? Optional.of(UUID.fromString(
                            Files.readString(file, StandardCharsets.ISO_8859_1).strip()))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Has a directory carry an id. */
    static void mark(Path directory, UUID id) throws IOException {
        SafeFile.writeSecret(directory.resolve(NAME), (id + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
