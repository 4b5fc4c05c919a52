package org.socle.fleet.enrolment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes those wait who send wrong codes, without locking out those beside them: a whole school may come from one address. A code
 * that is sent again after it was wrong waits longer each time, from that address; an address has thirty wrong ones, then one in two
 * seconds; and all that ever erred have ten a second together. What is right counts nowhere. A code has 80 random bits: at that pace
 * none is found in the age of the universe. Remembers ten thousand of each. Thread-safe.
 */
final class GuessLimit {
    private static final int FREE = 3;
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration FORGOTTEN = Duration.ofHours(24);
    private static final int MOST = 10_000;

    private static final double OF_ADDRESS = 30;
    private static final double OF_ADDRESS_A_SECOND = 0.5;
    private static final double OF_ALL = 600;
    private static final double OF_ALL_A_SECOND = 10;

    private record Record(int wrong, Instant last, Instant until) {}

    /** Attempts left, and when that was. */
    private record Bucket(double left, Instant at) {}

    private final Clock clock;
    private final Map<String, Record> codes = new Bounded<>();
    private final Map<String, Bucket> addresses = new Bounded<>();
    private Bucket all;

    GuessLimit(Clock clock) {
        this.clock = clock;
        this.all = new Bucket(OF_ALL, clock.instant());
    }

    /**
     * How long an address still has to wait before it may ask with a code; zero when it may.
     *
     * @param code what stands for the code; empty for a text that cannot be one
     */
    synchronized Duration wait(String address, String code) {
        Instant now = clock.instant();
        Record record = codes.get(address + " " + code);
        Duration wait =
                record == null || !now.isBefore(record.until) ? Duration.ZERO : Duration.between(now, record.until);
        Bucket own = addresses.get(address);
        if (own == null) {
            return wait;
        }
        Duration ofAddress = missing(filled(own, OF_ADDRESS, OF_ADDRESS_A_SECOND, now), OF_ADDRESS_A_SECOND);
        Duration ofAll = missing(filled(all, OF_ALL, OF_ALL_A_SECOND, now), OF_ALL_A_SECOND);
        return longer(wait, longer(ofAddress, ofAll));
    }

    /** A code was wrong. */
    synchronized void wrong(String address, String code) {
        Instant now = clock.instant();
        String key = address + " " + code;
        Record before = codes.get(key);
        int wrong = before == null || before.last.plus(FORGOTTEN).isBefore(now) ? 1 : before.wrong + 1;
        Instant until = now;
        if (wrong >= FREE) {
            Duration pause = FIRST.multipliedBy(1L << Math.min(wrong - FREE, 10));
            until = now.plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
        }
        codes.put(key, new Record(wrong, now, until));
        Bucket own = addresses.getOrDefault(address, new Bucket(OF_ADDRESS, now));
        addresses.put(address, less(filled(own, OF_ADDRESS, OF_ADDRESS_A_SECOND, now)));
        all = less(filled(all, OF_ALL, OF_ALL_A_SECOND, now));
    }

    private static Bucket filled(Bucket bucket, double most, double aSecond, Instant now) {
        double seconds = Math.max(0, Duration.between(bucket.at, now).toMillis() / 1_000.0);
        return new Bucket(Math.min(most, bucket.left + seconds * aSecond), now);
    }

    private static Bucket less(Bucket bucket) {
        return new Bucket(Math.max(0, bucket.left - 1), bucket.at);
    }

    private static Duration missing(Bucket bucket, double aSecond) {
        return bucket.left >= 1
                ? Duration.ZERO
                : Duration.ofMillis((long) Math.ceil((1 - bucket.left) / aSecond * 1_000));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** Forgets what was used longest ago. */
    private static final class Bounded<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;

        private Bounded() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > MOST;
        }
    }
}
