package org.socle.fleet.energy.own;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.fleet.store.Database;
import org.socle.fleet.store.Job;
import org.socle.fleet.store.StorageAdvice;

/**
 * Measures what this server takes: its processor time as the system counts it, and the bytes it sends and takes in. Kept every few
 * minutes and when it stops, so that a restart loses a few minutes at most.
 */
public final class OwnMeter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnMeter.class);
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final double NANOSECONDS = 1e9;

    private final Database database;
    private final LongSupplier processor;
    private final LongSupplier served;
    private final LongSupplier taken;
    private final Clock clock;
    private final OwnTable table = new OwnTable();
    private long processorBefore;
    private long servedBefore;
    private long takenBefore;

    /**
     * One over this process.
     *
     * @param served bytes sent over HTTP since the start; likewise taken, of packs
     */
    public OwnMeter(Database database, LongSupplier served, LongSupplier taken, Clock clock) {
        this(database, OwnMeter::processorTime, served, taken, clock);
    }

    /** @param processor nanoseconds since the start */
    OwnMeter(Database database, LongSupplier processor, LongSupplier served, LongSupplier taken, Clock clock) {
        this.database = database;
        this.processor = processor;
        this.served = served;
        this.taken = taken;
        this.clock = clock;
    }

    private static long processorTime() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? Math.max(0, system.getProcessCpuTime())
                : 0;
    }

    /** Its job; what was taken since the process started counts. */
    public Job job() {
        return new Job("own-bill", EVERY, EVERY, this::keep);
    }

    /** Keeps what was taken since the last time, on the day it is. */
    synchronized void keep() {
        long processorNow = processor.getAsLong();
        long servedNow = served.getAsLong();
        long takenNow = taken.getAsLong();
        LocalDate today = LocalDate.ofInstant(clock.instant(), AgentCount.ZONE);
        database.writing(handle -> table.addServer(
                handle,
                today,
                (processorNow - processorBefore) / NANOSECONDS,
                servedNow - servedBefore,
                takenNow - takenBefore));
        processorBefore = processorNow;
        servedBefore = servedNow;
        takenBefore = takenNow;
    }

    /** Keeps what was taken last; before the database is closed. */
    @Override
    public void close() {
        try {
            keep();
        } catch (RuntimeException e) {
            LOG.error("what the server took last could not be kept: {}", StorageAdvice.cause(e));
        }
    }
}
