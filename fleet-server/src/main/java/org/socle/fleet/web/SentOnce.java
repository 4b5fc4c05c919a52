package org.socle.fleet.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.socle.enrol.Secret;

/**
 * Has a form that is sent twice do its work once: the second time, of a double click or after going back, it is answered like the
 * first. Unlike {@link OneTime} it keeps nothing before a form is sent, so that one may be filled in for as long as it takes; what
 * was sent is known for an hour. Thread-safe; one form at a time, as the database writes one at a time.
 */
public final class SentOnce<T> {
    /** Name of the field in the form. */
    public static final String FIELD = "once";

    private static final Duration KEPT = Duration.ofHours(1);
    private static final int MOST = 1_000;

    private final Clock clock;
    private final Map<String, Done<T>> all = new LinkedHashMap<>();

    private record Done<T>(T answer, Instant until) {}

    public SentOnce(Clock clock) {
        this.clock = clock;
    }

    /** What a form that is shown carries in its field. */
    public static String token() {
        return Secret.random();
    }

    /**
     * Does the work of a form, or answers what came of it before. Work that throws is not done.
     *
     * @param browser the secret of the session, or another that only this browser has
     * @param token what the form carried; empty for one that was not shown by us, whose work is done each time
     */
    public synchronized T of(String browser, String token, Supplier<T> work) {
        if (token.isEmpty()) {
            return work.get();
        }
        Instant now = clock.instant();
        Iterator<Done<T>> oldest = all.values().iterator();
        while (oldest.hasNext() && (oldest.next().until().isBefore(now) || all.size() >= MOST)) {
            oldest.remove();
        }
        String name = Secret.hash(token + " " + browser);
        Done<T> before = all.get(name);
        if (before != null) {
            return before.answer();
        }
        T answer = work.get();
        all.put(name, new Done<>(answer, now.plus(KEPT)));
        return answer;
    }
}
