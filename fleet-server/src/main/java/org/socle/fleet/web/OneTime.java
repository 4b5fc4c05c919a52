package org.socle.fleet.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.socle.enrol.Secret;

/**
 * Things to be shown once, on the page a form leads to: kept in memory for some minutes, given out one time to the session
 * they were made in. So that loading that page again sends no form again. Thread-safe.
 */
public final class OneTime<T> {
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int MOST = 200;

    private final Clock clock;
    private final Map<String, Kept<T>> all = new LinkedHashMap<>();

    private record Kept<T>(T value, Instant until) {}

    public OneTime(Clock clock) {
        this.clock = clock;
    }

    /** Keeps something for a session; answers the key to ask for it with. */
    public synchronized String keep(String session, T value) {
        Iterator<Kept<T>> oldest = all.values().iterator();
        while (oldest.hasNext() && (oldest.next().until().isBefore(clock.instant()) || all.size() >= MOST)) {
            oldest.remove();
        }
        String key = Secret.random();
        all.put(name(key, session), new Kept<>(value, clock.instant().plus(KEPT)));
        return key;
    }

    /** Gives it out; empty when it was given out before, was kept for another session, is too old or never was. */
    public synchronized Optional<T> take(String session, String key) {
        return Optional.ofNullable(all.remove(name(key, session)))
                .filter(kept -> !kept.until().isBefore(clock.instant()))
                .map(Kept::value);
    }

    private static String name(String key, String session) {
        return Secret.hash(key + " " + session);
    }
}
