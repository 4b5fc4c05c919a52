package org.socle.edge.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socle.edge.source.SysFs;

class BootClockTest {
    private static final InstantSource WALL = InstantSource.fixed(Instant.ofEpochMilli(1_763_906_400_123L));

    @Test
    void readsThisMachine() throws Exception {
        BootClock clock = BootClock.of(new SysFs(Path.of("/")), WALL);

        Duration before =
                BootClock.uptime(Files.readString(Path.of("/proc/uptime"))).orElseThrow();
        Duration uptime = clock.uptime();
        Duration after =
                BootClock.uptime(Files.readString(Path.of("/proc/uptime"))).orElseThrow();

        assertThat(uptime).isBetween(before, after);
        assertThat(clock.bootId())
                .isEqualTo(Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                        .strip());
        assertThat(clock.wallMillis()).isEqualTo(1_763_906_400_123L);
    }

    @Test
    void timePassesOnACapturedMachineToo(@TempDir Path root) throws Exception {
        Files.createDirectories(root.resolve("proc/sys/kernel/random"));
        Files.writeString(root.resolve("proc/uptime"), "12473.21 22451.78\n");
        Files.writeString(root.resolve("proc/sys/kernel/random/boot_id"), "5b0c6a0e-1111-4222-8333-444455556666\n");

        BootClock clock = BootClock.of(new SysFs(root), WALL);

        assertThat(clock.bootId()).isEqualTo("5b0c6a0e-1111-4222-8333-444455556666");
        Duration first = clock.uptime();
        Thread.sleep(2);
        assertThat(clock.uptime()).isGreaterThan(first).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void readsTheFirstNumberToTheMillisecond() {
        assertThat(BootClock.uptime("12473.21 22451.78\n")).contains(Duration.ofMillis(12_473_210));
        assertThat(BootClock.uptime("0.00 0.00")).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "soon", "-1 2", "NaN 1", "Infinity"})
    void whatIsNoUptimeIsNone(String text) {
        assertThat(BootClock.uptime(text)).isEmpty();
    }
}
