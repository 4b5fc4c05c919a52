package org.socle.edge.publish;

import org.socle.edge.publish.Entry.Stamp;

/** Works out under which time a pack is sent. */
final class SendTime {
    private SendTime() {}

    /**
     * Seconds for the pack's base time: since 1970 when the time can be known, else relative to now, not above 0.
     *
     * @param now the moment of sending
     * @param lastOfItsBoot uptime in ms of the last pack closed in the same boot as {@code stamp}
     */
    static double of(Stamp stamp, Stamp now, long lastOfItsBoot) {
        if (stamp.trusted()) {
            return stamp.wallMillis() / 1000.0;
        }
        // An earlier boot ended at the latest when this one began, and no pack tells how long before.
        long age = stamp.boot().equals(now.boot())
                ? now.uptimeMillis() - stamp.uptimeMillis()
                : now.uptimeMillis() + lastOfItsBoot - stamp.uptimeMillis();
        long positive = Math.max(0, age);
        return now.trusted() ? (now.wallMillis() - positive) / 1000.0 : -positive / 1000.0;
    }
}
