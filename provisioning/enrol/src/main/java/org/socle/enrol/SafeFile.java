package org.socle.enrol;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Files that are there whole or not at all, also after a power cut. */
public final class SafeFile {
    private static final String OWNER_ONLY = "rw-------";
    private static final String READABLE = "rw-r--r--";

    private SafeFile() {}

    /** Writes a file that only its owner may read (0600), whatever the process's umask is. */
    public static void writeSecret(Path file, byte[] content) throws IOException {
        write(file, content, OWNER_ONLY);
    }

    /** Writes a file that everybody may read (0644). */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, content, READABLE);
    }

    private static void write(Path file, byte[] content, String permissions) throws IOException {
        Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a directory");
        Path part = Files.createTempFile(
                directory,
                String.valueOf(file.getFileName()),
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        try {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                // Without this, a power cut could leave an empty file under the final name.
                channel.force(true);
            }
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString(permissions));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }
}
