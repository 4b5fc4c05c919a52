package org.socle.edge.publish;

import java.time.Duration;
import java.time.InstantSource;
import org.socle.edge.source.SysFs;

/** Time as this boot knows it: a wall clock that may be wrong, and the time since boot, which is not. Thread-safe. */
public interface BootClock {

    /** Id of this boot, new at each start of the machine. */
    String bootId();

    /** Time since boot, sleep included; never goes back. */
    Duration uptime();

    /** Milliseconds since 1970 by the machine's clock, right or wrong. */
    long wallMillis();

    /** The clock of a machine, read from {@code /proc}. */
    static BootClock of(SysFs files, InstantSource wall) {
        String boot = files.read("proc/sys/kernel/random/boot_id").orElse("unknown");
        return new BootClock() {
            @Override
            public String bootId() {
                return boot;
            }

            @Override
            public Duration uptime() {
                return files.read("proc/uptime")
                        .map(text -> Duration.ofMillis(Math.round(Double.parseDouble(text.split(" ", 2)[0]) * 1000)))
                        .orElseGet(() -> Duration.ofNanos(System.nanoTime()));
            }

            @Override
            public long wallMillis() {
                return wall.millis();
            }
        };
    }
}
