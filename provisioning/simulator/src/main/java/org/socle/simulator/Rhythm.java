package org.socle.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.socle.edge.config.RhythmConfig;

/**
 * How often machines read and report, by how long ago it is: a long past told as finely as the present would be hundreds of times
 * its size. Immutable.
 */
public final class Rhythm {
    private static final RhythmConfig AS_LIVE =
            config(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofHours(6));

    private static final List<Step> PAST = List.of(
            new Step(Duration.ofHours(12), every(Duration.ofMinutes(5))),
            new Step(Duration.ofDays(2), every(Duration.ofMinutes(30))),
            new Step(Duration.ofDays(7), every(Duration.ofHours(2))),
            new Step(Duration.ofDays(30), every(Duration.ofHours(4))));

    /** Each machine tells of its start and its end, and twice a day when it has no end. */
    private static final RhythmConfig LONG_AGO = every(Duration.ofHours(12));

    private record Step(Duration upTo, RhythmConfig config) {}

    private final Instant present;
    private final List<Step> steps;
    private final RhythmConfig before;

    private Rhythm(Instant present, List<Step> steps, RhythmConfig before) {
        this.present = present;
        this.steps = steps;
        this.before = before;
    }

    /** The agent's own: a look a minute, a pack of changes each five. */
    public static Rhythm live() {
        return new Rhythm(Instant.MAX, List.of(), AS_LIVE);
    }

    /** The agent's own from a moment on, and before it ever coarser towards the past. */
    public static Rhythm past(Instant present) {
        return new Rhythm(present, PAST, LONG_AGO);
    }

    /** The same all the time. */
    public static Rhythm steady(Duration every) {
        return new Rhythm(Instant.MAX, List.of(), every(every));
    }

    private static RhythmConfig every(Duration time) {
        return config(time, time, Duration.ofHours(24));
    }

    private static RhythmConfig config(Duration sample, Duration send, Duration snapshot) {
        return new RhythmConfig(sample, send, snapshot, Duration.ofSeconds(5), Duration.ofMinutes(10));
    }

    /** The rhythm at a moment. */
    RhythmConfig at(Instant moment) {
        if (moment.isAfter(present)) {
            return AS_LIVE;
        }
        for (Step step : steps) {
            if (moment.isAfter(present.minus(step.upTo))) {
                return step.config;
            }
        }
        return before;
    }
}
