package org.socle.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.socle.contract.Topics;

/** The id this machine goes by, made once and kept in its state directory. */
final class DeviceId {
    private DeviceId() {}

    static UUID of(Path stateDirectory) throws IOException {
        Path file = stateDirectory.resolve("device-id");
        if (Files.exists(file)) {
            String text = Files.readString(file).strip();
            return Topics.deviceId(text)
                    .orElseThrow(
                            () -> new IOException(file + " does not hold a device id; remove it to get a new one"));
        }
        UUID id = UUID.randomUUID();
        Path fresh = Files.createTempFile(
                stateDirectory,
                "device-id",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap((id + "\n").getBytes(US_ASCII)));
            // Without this, a power cut could leave an empty file under the final name.
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        return id;
    }
}
