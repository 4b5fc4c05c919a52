package org.socle.fleet.overview;

import io.javalin.http.sse.SseClient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many live streams there are: each holds a connection and wakes a machine. Thread-safe. */
public final class LiveLimit {
    /** Of one session: a technician with some machines open beside each other. */
    public static final int OF_A_SESSION = 6;

    /** Of all. */
    static final int OF_ALL = 200;

    private final Map<String, Deque<SseClient>> bySession = new HashMap<>();
    private int all;

    /** Whether a session may have one more; then perhaps instead of its oldest. */
    synchronized boolean hasRoom(String session) {
        return all < OF_ALL
                || bySession.getOrDefault(session, new ArrayDeque<>()).size() >= OF_A_SESSION;
    }

    /** Counts a stream; the oldest of a session that has too many are told to end, and ended. */
    void add(String session, SseClient client) {
        List<SseClient> ended = new ArrayList<>();
        synchronized (this) {
            Deque<SseClient> open = bySession.computeIfAbsent(session, any -> new ArrayDeque<>());
            while (open.size() >= OF_A_SESSION) {
                ended.add(open.removeFirst());
                all--;
            }
            open.addLast(client);
            all++;
        }
        for (SseClient each : ended) {
            // Its page would come again at once, and end the next.
            each.sendEvent("end", "another");
            each.close();
        }
    }

    /** A stream is over. */
    synchronized void remove(String session, SseClient client) {
        Deque<SseClient> open = bySession.get(session);
        if (open != null && open.remove(client)) {
            all--;
            if (open.isEmpty()) {
                bySession.remove(session);
            }
        }
    }

    /** How many there are. */
    synchronized int size() {
        return all;
    }
}
