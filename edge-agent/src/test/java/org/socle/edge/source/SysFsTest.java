package org.socle.edge.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SysFsTest {
    @TempDir
    Path root;

    private SysFs files;

    @BeforeEach
    void files() {
        files = new SysFs(root);
    }

    @Test
    void textComesWithoutWhatIsAroundIt() throws IOException {
        assertThat(read(" 47000\n")).contains("47000");
        assertThat(read("Raspberry Pi 4\0")).contains("Raspberry Pi 4");
        assertThat(read("\0\n \t")).isEmpty();
        assertThat(read("")).isEmpty();
        assertThat(files.read("nowhere")).isEmpty();
        assertThat(files.read(".")).as("a directory").isEmpty();
    }

    @Test
    void numbersAreDecimalOrHexadecimal() throws IOException {
        assertThat(number("50005")).contains(50_005L);
        assertThat(number("-1")).contains(-1L);
        assertThat(number("0x1F")).contains(31L);
        assertThat(number("1.5")).isEmpty();
        assertThat(number("18446744073709551615")).isEmpty();
        assertThat(number("unknown")).isEmpty();
        read("-1");
        assertThat(files.readCount("file")).isEmpty();
        read("0");
        assertThat(files.readCount("file")).contains(0L);
    }

    @Test
    void namesAreSortedAndLinksAsWritten() throws IOException {
        Files.createSymbolicLink(root.resolve("b"), Path.of("../to/nowhere"));
        Files.createDirectory(root.resolve("a"));
        assertThat(files.list("")).containsExactly("a", "b");
        assertThat(files.list("nowhere")).isEmpty();
        assertThat(files.link("b")).contains("../to/nowhere");
        assertThat(files.link("a")).isEmpty();
    }

    @Test
    void onlyTheRootItselfIsThisMachine() {
        assertThat(files.live()).isFalse();
        assertThat(new SysFs(Path.of("/")).live()).isTrue();
    }

    private Optional<String> read(String content) throws IOException {
        Files.writeString(root.resolve("file"), content);
        return files.read("file");
    }

    private Optional<Long> number(String content) throws IOException {
        Files.writeString(root.resolve("file"), content);
        return files.readLong("file");
    }
}
