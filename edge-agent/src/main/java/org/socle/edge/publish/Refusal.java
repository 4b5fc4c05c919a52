package org.socle.edge.publish;

import java.util.Set;

/** What reason codes of MQTT 5 say of a pack. */
final class Refusal {
    /** No code of MQTT: the server ended the connection after the pack and said nothing, all that MQTT 3.1.1 knows. */
    static final int CLOSED = 0;

    /** No code of MQTT: what waits under the pack's number is no pack any more. */
    static final int UNREADABLE = 1;

    /** From here on a reason code means failure. */
    static final int FAILURE = 0x80;

    static final int LAST = 0xFF;

    private static final int NOT_NOW = 0x97;

    /** The server cannot now, whatever the pack: unavailable, busy, quota exceeded, too many connections. */
    private static final Set<Integer> BUSY = Set.of(0x88, 0x89, NOT_NOW, 0x9F);

    /**
     * Reasons to end a connection that are not the pack's either: busy, shutting down, kept silent too long, another connection under
     * this name, somebody's decision, another server, connected for long enough.
     */
    private static final Set<Integer> NOT_THE_PACKS =
            Set.of(0x88, 0x89, 0x8B, 0x8D, 0x8E, NOT_NOW, 0x98, 0x9C, 0x9D, 0x9F, 0xA0);

    private Refusal() {}

    /** Whether the server can take nothing now, so that what waits stays as it is. */
    static boolean busy(int code) {
        return BUSY.contains(code);
    }

    /** Whether the pack on its way may be why the connection ended. */
    static boolean mayBeThePacks(int code) {
        return !NOT_THE_PACKS.contains(code);
    }
}
