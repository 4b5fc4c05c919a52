package org.socle.fleet.intake;

import java.util.HashMap;
import java.util.Map;

/**
 * Bytes that a connection passed on and the broker has not acknowledged: they wait in memory, so that above a limit nothing more
 * is to be read from it, until half of it is free. Used in the connection's own thread.
 */
final class UnackedBytes {
    private final Map<Integer, Integer> sizes = new HashMap<>();
    private final int most;
    private int waiting;
    private boolean full;

    UnackedBytes(int most) {
        this.most = most;
    }

    /** A message goes on. */
    void passed(int packet, int size) {
        // The same number again is the same message again.
        Integer before = sizes.put(packet, size);
        waiting += size - (before == null ? 0 : before);
        full = full || waiting > most;
    }

    /** A message is on the disk. */
    void acknowledged(int packet) {
        Integer size = sizes.remove(packet);
        waiting -= size == null ? 0 : size;
        full = full && waiting > most / 2;
    }

    /** Whether nothing more is to be read. */
    boolean full() {
        return full;
    }
}
