package org.socle.fleet.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an installation consists of, beside its directory. None is any good without the others. */
public enum Part {
    /** Everything that was reported, and who may see it. */
    DATABASE(Database.FILE),
    /** The keys by which machines know this server, and it knows them. */
    AUTHORITY("ca"),
    /** What machines were told has arrived, and is not stored yet. */
    BROKER("broker");

    /** The number of the authority that signs: without it nobody knows which one that is. */
    private static final String SIGNING = "current";

    private final String file;

    Part(String file) {
        this.file = file;
    }

    /** Where it is in a data directory. */
    public Path in(Path data) {
        return data.resolve(file);
    }

    /** What people call it on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The part with a word; empty when there is none. */
    public static Optional<Part> of(String word) {
        return Arrays.stream(values()).filter(part -> part.word().equals(word)).findFirst();
    }

    /** Whether it is there and holds something: an empty file or directory would be filled anew without a word. */
    boolean isIn(Path data) {
        try {
            return switch (this) {
                case DATABASE -> Files.isRegularFile(in(data)) && Files.size(in(data)) > 0;
                case AUTHORITY -> Files.exists(in(data).resolve(SIGNING));
                case BROKER -> holds(in(data).resolve("journal")) && holds(in(data).resolve("bindings"));
            };
        } catch (IOException e) {
            throw new UncheckedIOException(in(data) + " cannot be read", e);
        }
    }

    private static boolean holds(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isPresent();
        }
    }
}
