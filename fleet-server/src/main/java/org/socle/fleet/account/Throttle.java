package org.socle.fleet.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Slows guessing down: after a few attempts that failed, each one more has to wait twice as long. An attempt counts from its
 * beginning, so that many at once are no way around. Thread-safe; its memory is bounded.
 */
public final class Throttle {
    private static final Duration FIRST = Duration.ofSeconds(2);

    private final int free;
    private final Duration longest;
    private final int most;
    private final Clock clock;
    private final Map<String, Attempts> byKey = new HashMap<>();

    /** Attempts since the last one that succeeded, and when the newest was. */
    private record Attempts(int count, Instant last) {}

    /**
     * A throttle.
     *
     * @param free attempts before anybody waits
     * @param longest the longest wait; who stays away for twice as long starts afresh
     * @param most keys to keep; beyond, keys share their attempts
     */
    public Throttle(int free, Duration longest, int most, Clock clock) {
        this.free = free;
        this.longest = longest;
        this.most = most;
        this.clock = clock;
    }

    /** Begins an attempt: zero when it may go on, else how long to wait first, and the attempt does not count. */
    public synchronized Duration attempt(String key) {
        Instant now = clock.instant();
        String slot = slot(key, now);
        Attempts before = byKey.get(slot);
        if (before != null && over(before, now)) {
            before = null;
        }
        int count = before == null ? 0 : before.count();
        if (before != null) {
            Duration left = Duration.between(now, before.last().plus(delay(count)));
            if (!left.isNegative() && !left.isZero()) {
                return left;
            }
        }
        byKey.put(slot, new Attempts(count + 1, now));
        return Duration.ZERO;
    }

    /** The attempt was a good one: the count starts afresh. */
    synchronized void succeeded(String key) {
        byKey.remove(slot(key, clock.instant()));
    }

    /** The attempt was a good one and does not count; those before it do. */
    public synchronized void forgive(String key) {
        byKey.computeIfPresent(
                slot(key, clock.instant()),
                (slot, attempts) -> attempts.count() <= 1 ? null : new Attempts(attempts.count() - 1, attempts.last()));
    }

    /** How many keys are kept. */
    synchronized int size() {
        return byKey.size();
    }

    private Duration delay(int attempts) {
        if (attempts < free) {
            return Duration.ZERO;
        }
        Duration delay = FIRST.multipliedBy(1L << Math.min(attempts - free, 20));
        return delay.compareTo(longest) > 0 ? longest : delay;
    }

    private boolean over(Attempts attempts, Instant now) {
        return attempts.last().plus(longest.multipliedBy(2)).isBefore(now);
    }

    private String slot(String key, Instant now) {
        if (byKey.containsKey(key) || byKey.size() < most) {
            return key;
        }
        byKey.values().removeIf(attempts -> over(attempts, now));
        // Full: nothing is forgotten to make room, or flooding it would be a way around. The rest share a few slots.
        return byKey.size() < most ? key : "shared " + Math.floorMod(key.hashCode(), 64);
    }
}
