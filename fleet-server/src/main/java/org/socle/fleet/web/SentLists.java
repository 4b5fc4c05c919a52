package org.socle.fleet.web;

import io.javalin.config.Key;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.socle.enrol.Secret;

/**
 * Lists between the look at what they would do and the doing, on the disk: a form would carry all of them to the browser and back.
 * Gone after an hour, when the server starts, and when there are many. Thread-safe.
 */
public final class SentLists {
    /** Where pages find it. */
    static final Key<SentLists> KEY = new Key<>("sent-lists");

    /** What is shorter goes through the form, and is shown again in it. */
    static final int SHORT = 60_000;

    private static final String KEPT = "kept:";
    private static final int MOST = 20;
    private static final Duration KEEP = Duration.ofHours(1);
    private static final String SUFFIX = ".list";

    private final Path directory;

    /**
     * Lists in a directory, which is emptied; what is sent in parts lies there, too, while it is read.
     *
     * @throws UncheckedIOException when it cannot be made
     */
    SentLists(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            try (Stream<Path> left = Files.list(directory)) {
                for (Path each : left.toList()) {
                    Files.deleteIfExists(each);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the directory for uploads " + directory + " cannot be made", e);
        }
    }

    /** What a form shows or carries of a list: itself when it is short, else what it is found by. */
    public static String back(Context context, String list) {
        return list.length() <= SHORT ? list : context.appData(KEY).keep(list, owner(context));
    }

    /**
     * The list that a form names or holds.
     *
     * @throws Refusal when it is no longer there
     */
    static String of(Context context, String field) {
        return field.startsWith(KEPT) && field.length() < 200
                ? context.appData(KEY).find(field.substring(KEPT.length()), owner(context))
                : field;
    }

    private static String owner(Context context) {
        return String.valueOf(Access.viewer(context).account());
    }

    private synchronized String keep(String list, String owner) {
        try {
            forget();
            String key = Secret.hash(Secret.random()).replaceAll("[^A-Za-z0-9]", "");
            Path file = directory.resolve(key + "-" + owner + SUFFIX);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.WRITE)) {
                out.write(list);
            }
            return KEPT + key;
        } catch (IOException e) {
            throw new UncheckedIOException("a list that was sent cannot be kept in " + directory, e);
        }
    }

    private void forget() throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.list(directory)) {
            all = found.filter(each -> each.toString().endsWith(SUFFIX))
                    .sorted(Comparator.comparing(SentLists::age).reversed())
                    .toList();
        }
        Instant end = Instant.now().minus(KEEP);
        for (int i = 0; i < all.size(); i++) {
            if (i >= MOST - 1 || age(all.get(i)).isBefore(end)) {
                Files.deleteIfExists(all.get(i));
            }
        }
    }

    private static Instant age(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    private synchronized String find(String key, String owner) {
        if (!key.matches("[A-Za-z0-9]{10,100}")) {
            throw new Refusal("import.refused.gone");
        }
        Path file = directory.resolve(key + "-" + owner + SUFFIX);
        try {
            if (age(file).isBefore(Instant.now().minus(KEEP))) {
                throw new Refusal("import.refused.gone");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new Refusal("import.refused.gone");
        } catch (IOException e) {
            throw new UncheckedIOException("a list that was kept in " + directory + " cannot be read", e);
        }
    }
}
