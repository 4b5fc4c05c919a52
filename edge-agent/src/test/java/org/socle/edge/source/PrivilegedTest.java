package org.socle.edge.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The privileged reader's script, really run, and what the agent takes from what it leaves. */
class PrivilegedTest {
    private static final Path SCRIPT = Path.of("bin/socle-hwread").toAbsolutePath();

    @TempDir
    private Path root;

    private void with(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Over this machine's files, into where this machine's agent looks. */
    private void readByRoot() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        SCRIPT.toString(),
                        root.toString(),
                        root.resolve(Privileged.DIRECTORY).toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void whatTheReaderLeavesStandsInForWhatMayNotBeRead() throws Exception {
        with("proc/uptime", "1234.50 2000.00\n");
        with("sys/class/dmi/id/product_serial", "4X\"K\\Q5\t\u0001X1\n");
        with("sys/class/powercap/intel-rapl:0/energy_uj", "262143000000\n");
        with("sys/block/sda/size", "1000\n");
        with("sys/block/sda/removable", "0\n");
        with("sys/block/sdb/size", "1000\n");
        with("sys/block/sdb/removable", "1\n");
        with("sys/block/mmcblk0/size", "1000\n");
        with("var/log/kern.log", """
                [1] blk_update_request: I/O error, dev sda, sector 1 op 0x0
                [2] I/O error, dev sda, sector 2
                [3] I/O error, dev sdb, sector 2
                [4] mmcblk0: error -110 transferring data
                """);
        readByRoot();
        // As it is for an agent without rights: gone or denied is the same to it.
        Files.delete(root.resolve("sys/class/dmi/id/product_serial"));
        Files.delete(root.resolve("sys/class/powercap/intel-rapl:0/energy_uj"));

        SysFs files = new SysFs(root);
        assertThat(files.read("sys/class/dmi/id/product_serial")).contains("4X\"K\\Q5X1");
        assertThat(files.readLong("sys/class/powercap/intel-rapl:0/energy_uj")).contains(262_143_000_000L);
        assertThat(files.read("counters-read-at")).contains("1234.50");
        assertThat(files.readLong("kernel-errors/sda")).contains(2L);
        assertThat(files.readLong("kernel-errors/mmcblk0")).contains(1L);
        // A stick is its owner's.
        assertThat(files.read("kernel-errors/sdb")).isEmpty();
    }

    @Test
    void countersAreReadEachTimeTheRestHalfHourly() throws Exception {
        with("proc/uptime", "60.00 1.00\n");
        with("sys/class/dmi/id/product_serial", "FIRST\n");
        with("sys/class/powercap/intel-rapl:0/energy_uj", "1\n");
        readByRoot();
        with("proc/uptime", "120.00 1.00\n");
        with("sys/class/dmi/id/product_serial", "SECOND\n");
        with("sys/class/powercap/intel-rapl:0/energy_uj", "2\n");
        readByRoot();
        Path left = root.resolve(Privileged.DIRECTORY);
        assertThat(Files.readString(left.resolve("counters.json"))).contains("\"120.00\"", ":\"2\"");
        assertThat(Files.readString(left.resolve("files.json")))
                .contains("FIRST")
                .doesNotContain("SECOND");
        assertThat(Files.list(left).map(file -> String.valueOf(file.getFileName())))
                .containsExactlyInAnyOrder("counters.json", "files.json");
    }

    /** With programs of the test's before the machine's, and less patience. */
    private void readByRootWith(String smartctl) throws IOException, InterruptedException {
        with("bin/smartctl", "#!/bin/sh\n" + smartctl + "\n");
        assertThat(root.resolve("bin/smartctl").toFile().setExecutable(true)).isTrue();
        String script = Files.readString(SCRIPT)
                .replace("PATH=/usr/sbin", "PATH=" + root.resolve("bin") + ":/usr/sbin")
                .replace("timeout -k 5 60 smartctl", "timeout -k 1 1 smartctl");
        Files.deleteIfExists(root.resolve(Privileged.DIRECTORY).resolve("files.json"));
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        script,
                        "socle-hwread",
                        root.toString(),
                        root.resolve(Privileged.DIRECTORY).toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private Optional<String> smart(Duration later) throws IOException {
        return new Privileged(root, InstantSource.offset(InstantSource.system(), later)).smart("sda");
    }

    @Test
    void aDiskThatHangsKeepsItsLastAnswer() throws Exception {
        with("sys/block/sda/size", "1000\n");
        readByRootWith("echo '{\"serial_number\":\"FIRST\"}'; exit 4");
        assertThat(smart(Duration.ZERO))
                .hasValueSatisfying(answer -> assertThat(answer).contains("FIRST"));
        readByRootWith("sleep 20");
        Path left = root.resolve(Privileged.DIRECTORY).resolve("smart");
        assertThat(Files.readString(left.resolve("sda.json"))).contains("FIRST");
        assertThatThrownBy(() -> smart(Duration.ZERO))
                .isInstanceOf(TookTooLong.class)
                .hasMessage("smartctl of socle-hwread on /dev/sda did not end within 60 s");
        readByRootWith("exit 1");
        assertThat(Files.readString(left.resolve("sda.json"))).contains("FIRST");
        readByRootWith("echo '{\"serial_number\":\"SECOND\"}'");
        assertThat(smart(Duration.ZERO))
                .hasValueSatisfying(answer -> assertThat(answer).contains("SECOND"));
        assertThat(left.resolve("sda.hangs")).doesNotExist();
    }

    @Test
    void anOldAnswerIsNotTakenForANewOne() throws Exception {
        with(Privileged.DIRECTORY + "/smart/sda.json", "{}");
        assertThat(smart(Duration.ofMinutes(149))).contains("{}");
        assertThatThrownBy(() -> smart(Duration.ofMinutes(151)))
                .isInstanceOf(StaleReading.class)
                .hasMessage("socle-hwread has not read /dev/sda for 151 min");
        assertThatThrownBy(() -> smart(Duration.ofMinutes(-60))).isInstanceOf(StaleReading.class);
        assertThat(smart(Duration.ofMinutes(-4))).contains("{}");
    }

    @Test
    void afterTheClockWasSetBackAllIsReadAgain() throws Exception {
        with("sys/class/dmi/id/product_serial", "FIRST\n");
        readByRoot();
        Path files = root.resolve(Privileged.DIRECTORY).resolve("files.json");
        Files.setLastModifiedTime(files, FileTime.from(Instant.now().plus(Duration.ofDays(400))));
        with("sys/class/dmi/id/product_serial", "SECOND\n");
        readByRoot();
        assertThat(Files.readString(files)).contains("SECOND");
    }

    @Test
    void aFaultInThreeWordingsCountsOnce() throws Exception {
        with("sys/block/sda/size", "1000\n");
        with("sys/block/nvme0n1/size", "1000\n");
        with("var/log/kern.log", """
                [1] sd 0:0:0:0: [sda] tag#0 Sense Key : Medium Error [current]
                [1] blk_update_request: critical medium error, dev sda, sector 123 op 0x0:(READ)
                [2] I/O error, dev sda, sector 2 op 0x0:(READ)
                [2] Buffer I/O error on dev sda1, logical block 0, async page read
                [3] critical target error, dev sda, sector 2 op 0x3:(DISCARD) flags 0x800
                [4] Buffer I/O error on device nvme0n1p2, logical block 7
                """);
        readByRoot();
        assertThat(new SysFs(root).readLong("kernel-errors/sda")).contains(2L);
        assertThat(new SysFs(root).readLong("kernel-errors/nvme0n1")).contains(1L);
    }

    @Test
    void bytesThatAreNoTextBreakNothing() throws Exception {
        Path serial = root.resolve("sys/class/dmi/id/product_serial");
        Files.createDirectories(serial.getParent());
        Files.write(serial, new byte[] {'A', (byte) 0xE9, 'B', (byte) 0xFF, '\n'});
        readByRoot();
        Files.delete(serial);
        assertThat(new SysFs(root).read("sys/class/dmi/id/product_serial")).contains("AB");
    }

    @Test
    void othersReadNothingOfWhatItLeaves() throws Exception {
        readByRoot();
        Path left = root.resolve(Privileged.DIRECTORY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(left)))
                .isEqualTo("rwxr-x---");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(left.resolve("counters.json"))))
                .isEqualTo("rw-r-----");
    }

    @Test
    void smartctlIsNotRunWhereTheReaderHasAsked() throws Exception {
        with(Privileged.DIRECTORY + "/smart/sda.json", "{\"smartctl\":{\"exit_status\":0}}");
        Commands none = new RecordedCommands(root.resolve("no-commands"));
        Commands commands = new PrivilegedCommands(new Privileged(root), none);
        assertThat(commands.run(List.of("smartctl", "-x", "--json", "/dev/sda"), Duration.ofSeconds(1)))
                .isEqualTo(new Commands.Result(0, "{\"smartctl\":{\"exit_status\":0}}"));
    }

    @Test
    void halfAFileIsAsGoodAsNone() throws Exception {
        with(Privileged.DIRECTORY + "/files.json", "{\"sys/class/dmi/id/product_serial\":\"4X");
        assertThat(new SysFs(root).read("sys/class/dmi/id/product_serial")).isEmpty();
        with(Privileged.DIRECTORY + "/files.json", "null");
        assertThat(new SysFs(root).read("sys/class/dmi/id/product_serial")).isEmpty();
        with(Privileged.DIRECTORY + "/files.json", "[1,2]");
        assertThat(new SysFs(root).read("sys/class/dmi/id/product_serial")).isEmpty();
    }
}
