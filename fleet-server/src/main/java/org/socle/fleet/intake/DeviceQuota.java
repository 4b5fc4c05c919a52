package org.socle.fleet.intake;

import org.socle.fleet.config.MqttConfig;

/**
 * What one device may still send and how often it may still connect: buckets that fill with time. A bucket holds what an
 * honest machine needs after a summer offline, and fills at a rate that all machines together can keep up. Thread-safe.
 */
final class DeviceQuota {
    /** Connections a device may make at once, and the seconds after which it may make another one. */
    private static final double CONNECTIONS = 60;

    private static final double SECONDS_A_CONNECTION = 10;

    private static final double SECONDS_A_MINUTE = 60;
    private static final double SECONDS_A_DAY = 86_400;

    /** Nanoseconds after which a flood is over. */
    private static final long REST = 3_600_000_000_000L;

    private final MqttConfig.Quota limits;
    private double packs;
    private double bytes;
    private double today;
    private double connections = CONNECTIONS;
    private long filled;
    private long refused;
    private long refusedLast;

    /**
     * A full one.
     *
     * @param now nanoseconds, as {@link System#nanoTime}
     */
    DeviceQuota(MqttConfig.Quota limits, long now) {
        this.limits = limits;
        this.packs = limits.packs();
        this.bytes = limits.bytes();
        this.today = limits.bytesPerDay();
        this.filled = now;
    }

    /** Takes a message out of it; false when it is beyond what is left. */
    synchronized boolean take(int size, long now) {
        fill(now);
        if (packs < 1 || bytes < size || today < size) {
            refused = refusedNow(now) + 1;
            refusedLast = now;
            return false;
        }
        packs--;
        bytes -= size;
        today -= size;
        return true;
    }

    /** Takes a connection out of it, that has been made already: what is owed is refused next time. */
    synchronized void connected(long now) {
        fill(now);
        connections--;
    }

    /** Whether the device may connect. */
    synchronized boolean mayConnect(long now) {
        fill(now);
        return connections >= 1;
    }

    /** Whether more than half of what it may send at once is used up: it sends far more than others, or catches up. */
    synchronized boolean heavy(long now) {
        fill(now);
        return packs < limits.packs() / 2.0 || bytes < limits.bytes() / 2.0;
    }

    /** Messages refused without an hour's rest between them; 0 after such a rest. */
    synchronized long refused(long now) {
        return refusedNow(now);
    }

    private long refusedNow(long now) {
        return now - refusedLast < REST ? refused : 0;
    }

    /** Whether it is as good as new, so that it need not be kept. */
    synchronized boolean full(long now) {
        fill(now);
        return packs >= limits.packs()
                && bytes >= limits.bytes()
                && today >= limits.bytesPerDay()
                && connections >= CONNECTIONS;
    }

    private void fill(long now) {
        double seconds = Math.max(0, (now - filled) / 1e9);
        filled = Math.max(filled, now);
        packs = Math.min(limits.packs(), packs + seconds * limits.packsPerMinute() / SECONDS_A_MINUTE);
        bytes = Math.min(limits.bytes(), bytes + seconds * limits.bytesPerMinute() / SECONDS_A_MINUTE);
        today = Math.min(limits.bytesPerDay(), today + seconds * limits.bytesPerDay() / SECONDS_A_DAY);
        connections = Math.min(CONNECTIONS, connections + seconds / SECONDS_A_CONNECTION);
    }
}
