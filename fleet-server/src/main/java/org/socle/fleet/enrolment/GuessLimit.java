package org.socle.fleet.enrolment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes those wait who send wrong codes: after ten from one address a minute, then twice as long each time, at most an
 * hour. Remembers the ten thousand addresses that erred last. Thread-safe.
 */
final class GuessLimit {
    private static final int FREE = 10;
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration FORGOTTEN = Duration.ofHours(24);
    private static final int MOST_ADDRESSES = 10_000;

    private record Record(int wrong, Instant last, Instant until) {}

    private final Clock clock;
    private final Map<String, Record> records = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Record> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    GuessLimit(Clock clock) {
        this.clock = clock;
    }

    /** How long an address still has to wait; zero when it may ask. */
    synchronized Duration wait(String address) {
        Record record = records.get(address);
        Instant now = clock.instant();
        return record == null || !now.isBefore(record.until) ? Duration.ZERO : Duration.between(now, record.until);
    }

    synchronized void wrong(String address) {
        Instant now = clock.instant();
        Record before = records.get(address);
        int wrong = before == null || before.last.plus(FORGOTTEN).isBefore(now) ? 1 : before.wrong + 1;
        Instant until = now;
        if (wrong >= FREE) {
            Duration pause = FIRST.multipliedBy(1L << Math.min(wrong - FREE, 10));
            until = now.plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
        }
        records.put(address, new Record(wrong, now, until));
    }
}
