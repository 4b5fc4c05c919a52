package org.socle.edge.source;

/**
 * A moment by the machine's own clocks, which nobody sets: not the wall clock.
 *
 * @param boot names this start of the machine
 * @param sinceBoot seconds since it started, sleep included
 * @param awake seconds since it started that it was awake
 */
public record Elapsed(String boot, double sinceBoot, double awake) {

    /** Whether both belong to one start, and this is not before the other. */
    public boolean follows(Elapsed before) {
        return boot.equals(before.boot) && sinceBoot >= before.sinceBoot && awake >= before.awake;
    }

    /** Seconds awake since an earlier moment of the same start. */
    public double awakeSince(Elapsed before) {
        return awake - before.awake;
    }

    /** Seconds asleep since an earlier moment of the same start. Both clocks are read a moment apart: a second is none. */
    public double asleepSince(Elapsed before) {
        double asleep = sinceBoot - before.sinceBoot - (awake - before.awake);
        return asleep < 1 ? 0 : asleep;
    }
}
