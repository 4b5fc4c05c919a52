package org.socle.fleet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.config.ConfigException;

class DataDirectoryTest {

    @Test
    void oneServerAtATimeWorksInADirectory(@TempDir Path directory) throws Exception {
        try (Closeable first = DataDirectory.lock(directory)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> DataDirectory.lock(directory))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("another server already runs on the data directory " + directory);
        }
        DataDirectory.lock(directory).close();
        assertThat(Files.exists(directory.resolve("server.lock"))).isTrue();
    }
}
