package org.socle.edge.source;

import java.util.Optional;

/** Tells the machine's own time. */
@FunctionalInterface
public interface Ticks {
    double NANOS = 1e9;

    /** Seconds, more than three hundred years: no machine is up for longer, and a counter gone wrong is. */
    double LONGEST_UPTIME = 1e10;

    /** Now; empty where the kernel does not say when it started. */
    Optional<Elapsed> now();

    /**
     * Of a live machine, or of a captured one, which never slept. Java's own monotonic clock is the kernel's
     * CLOCK_MONOTONIC on Linux: seconds since the start without sleep, the same for every process of one start. What
     * {@code proc/uptime} tells includes sleep.
     */
    static Ticks of(SysFs files) {
        return () -> files.read("proc/uptime")
                .flatMap(text -> Numbers.decimal(text.split(" ", 2)[0]))
                .filter(seconds -> seconds >= 0 && seconds < LONGEST_UPTIME)
                .map(sinceBoot -> {
                    double awake = files.live() ? Math.min(sinceBoot, System.nanoTime() / NANOS) : sinceBoot;
                    return new Elapsed(
                            files.read("proc/sys/kernel/random/boot_id").orElse("start"), sinceBoot, awake);
                });
    }
}
