package org.socle.edge.publish;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Packs that the server has not taken, across connections. Each is tried again after a pause, alone, when no other one waits. When
 * it has not been taken {@link #TRIES} times, and after each of them another pack was, it is the pack: then it is given up here. As
 * long as no other pack gets through either, it is the server. Not thread-safe.
 */
final class Suspects {
    /** Pauses of half a minute, doubling, make them seven minutes and a half at least. */
    static final int TRIES = 5;

    static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final int DOUBLED_AT_MOST = 4;

    /** So many different packs refused, and none taken in between: it is not them. */
    private static final int SERVER = 4;

    private static final class Case {
        private int code;
        private int counted;
        private int tries;
        private long again;
        private boolean othersPassed = true;
    }

    private final LongSupplier nanoTime;
    private final Duration firstPause;
    private final Map<Long, Case> cases = new HashMap<>();
    private final Set<Long> unclear = new HashSet<>();
    /** Refused since a pack was taken. */
    private final Set<Long> inARow = new HashSet<>();

    Suspects(LongSupplier nanoTime, Duration firstPause) {
        this.nanoTime = nanoTime;
        this.firstPause = firstPause;
    }

    /**
     * The server has not taken a pack, and it can be no other one.
     *
     * @param code why, see {@link Refusal}
     */
    void refused(long sequence, int code) {
        unclear.remove(sequence);
        inARow.add(sequence);
        Case known = cases.computeIfAbsent(sequence, each -> new Case());
        known.code = code;
        if (known.othersPassed) {
            known.counted++;
            known.othersPassed = false;
        }
        long pause = firstPause.toNanos() << Math.min(known.tries, DOUBLED_AT_MOST);
        known.tries++;
        known.again = nanoTime.getAsLong() + pause;
    }

    /** The connection ended with these on their way: one of them may be why. They go one at a time from now on. */
    void unclear(Set<Long> onTheirWay) {
        unclear.addAll(onTheirWay);
    }

    /**
     * The server has taken a pack.
     *
     * @return those of which it is clear now that they are refused for themselves; to be forgotten here once they are set aside
     */
    List<Long> passed(long sequence) {
        inARow.clear();
        forget(sequence);
        List<Long> given = new ArrayList<>();
        cases.forEach((refused, known) -> {
            known.othersPassed = true;
            if (known.counted >= TRIES) {
                given.add(refused);
            }
        });
        return given;
    }

    void forget(long sequence) {
        unclear.remove(sequence);
        cases.remove(sequence);
    }

    /** Why a pack was refused last; empty when it was not. */
    OptionalInt code(long sequence) {
        Case known = cases.get(sequence);
        return known == null ? OptionalInt.empty() : OptionalInt.of(known.code);
    }

    /** Whether a pack is sent by {@link #due} only. */
    boolean holds(long sequence) {
        return cases.containsKey(sequence);
    }

    /** Whether packs have to go one at a time, to find out which one it is. */
    boolean oneAtATime() {
        return !unclear.isEmpty() || !inARow.isEmpty();
    }

    /** Whether the server takes nothing at all, as far as can be told. */
    boolean serverRefusesAll() {
        return inARow.size() >= SERVER;
    }

    /** The pack whose next try is due. */
    OptionalLong due() {
        long now = nanoTime.getAsLong();
        return cases.entrySet().stream()
                .filter(each -> each.getValue().again - now <= 0)
                .mapToLong(Map.Entry::getKey)
                .min();
    }

    /** How long until one is due; empty when none is held. */
    Optional<Duration> untilDue() {
        long now = nanoTime.getAsLong();
        return cases.values().stream()
                .map(known -> Duration.ofNanos(Math.max(0, known.again - now)))
                .min(Duration::compareTo);
    }
}
