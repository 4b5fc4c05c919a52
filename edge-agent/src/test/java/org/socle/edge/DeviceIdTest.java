package org.socle.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceIdTest {
    @TempDir
    Path directory;

    @Test
    void isMadeOnceAndKept() throws IOException {
        UUID first = DeviceId.of(directory);
        assertThat(DeviceId.of(directory)).isEqualTo(first);
        assertThat(Files.readString(directory.resolve("device-id"))).isEqualTo(first + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("device-id"))))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(directory.resolve("device-id"));
        }
    }

    @Test
    void twoMachinesHaveTwo(@TempDir Path other) throws IOException {
        assertThat(DeviceId.of(directory)).isNotEqualTo(DeviceId.of(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "socle", "5B0C6A0E-1111-4222-8333-444455556666", "5b0c6a0e-1111-4222-8333"})
    void aFileThatHoldsNoneIsNotReplacedSilently(String text) throws IOException {
        Path file = directory.resolve("device-id");
        Files.writeString(file, text);
        assertThatThrownBy(() -> DeviceId.of(directory))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " does not hold a device id; remove it to get a new one");
        assertThat(Files.readString(file)).isEqualTo(text);
    }

    @Test
    void aDirectoryThatIsMissingIsAnError() {
        assertThatThrownBy(() -> DeviceId.of(directory.resolve("nowhere"))).isInstanceOf(IOException.class);
    }
}
