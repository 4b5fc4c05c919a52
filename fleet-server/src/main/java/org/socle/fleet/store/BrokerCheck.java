package org.socle.fleet.store;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks whether the broker's files are its own: it would end in a stack trace over one that is not. What lies inside them it
 * checks by itself. Stateless.
 */
final class BrokerCheck {
    /** What each file of Artemis's journal begins with; 0 until it is used. */
    private static final int FORMAT = 2;

    private BrokerCheck() {}

    /** A file that cannot be one of the broker's; empty when there is none. */
    static String finding(Path broker) throws IOException {
        for (String directory : List.of("journal", "bindings")) {
            Path each = broker.resolve(directory);
            if (!Files.isDirectory(each)) {
                continue;
            }
            List<Path> files;
            try (Stream<Path> found = Files.list(each)) {
                files = found.filter(file -> file.toString().matches(".*\\.(amq|bindings)"))
                        .sorted()
                        .toList();
            }
            for (Path file : files) {
                if (Files.size(file) >= Integer.BYTES && !begins(file)) {
                    return file.toString();
                }
            }
        }
        return "";
    }

    private static boolean begins(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            int first = in.readInt();
            return first == FORMAT || first == 0;
        }
    }
}
