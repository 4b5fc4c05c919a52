package org.socle.edge.publish;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.socle.edge.source.Numbers;
import org.socle.edge.source.SysFs;

/** Time as this boot knows it: a wall clock that may be wrong, and the time since boot, which is not. Thread-safe. */
public interface BootClock {

    /** Id of this boot, new at each start of the machine. */
    String bootId();

    /** Time since boot, sleep included; never goes back. */
    Duration uptime();

    /** Milliseconds since 1970 by the machine's clock, right or wrong. */
    long wallMillis();

    /**
     * The clock of a machine, read from {@code /proc}. Where the time since boot stands still, as on a captured machine, or
     * cannot be read, the time since this process began takes its place.
     */
    static BootClock of(SysFs files, InstantSource wall) {
        String boot = files.read("proc/sys/kernel/random/boot_id").orElse("unknown");
        long started = System.nanoTime();
        return new BootClock() {
            @Override
            public String bootId() {
                return boot;
            }

            @Override
            public Duration uptime() {
                return Optional.of(files)
                        .filter(SysFs::live)
                        .flatMap(machine -> machine.read("proc/uptime"))
                        .flatMap(BootClock::uptime)
                        .orElseGet(() -> Duration.ofNanos(System.nanoTime() - started));
            }

            @Override
            public long wallMillis() {
                return wall.millis();
            }
        };
    }

    /** The first number of {@code proc/uptime}: {@code 12473.21 22451.78}. */
    static Optional<Duration> uptime(String text) {
        return Numbers.decimal(text.split(" ", 2)[0])
                .filter(seconds -> seconds >= 0)
                .map(seconds -> Duration.ofMillis(Math.round(seconds * 1000)));
    }
}
