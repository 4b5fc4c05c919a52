package org.socle.fleet.intake;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the doors shut as long as there is a reason to: nothing is acknowledged that might not be stored. Thread-safe. */
final class DoorLatch {
    private static final Logger LOG = LoggerFactory.getLogger(DoorLatch.class);

    /** Why they are shut. */
    enum Reason {
        /** No space for the journal. */
        DISK,
        /** The database takes nothing. */
        DATABASE,
        /** What the broker takes does not arrive. */
        DEAF
    }

    private final Doorkeeper doors;
    private final Consumer<Set<UUID>> lost;
    private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);

    /**
     * One for doors that are open.
     *
     * @param lost told the devices that were lost while the doors were shut, when they open again
     */
    DoorLatch(Doorkeeper doors, Consumer<Set<UUID>> lost) {
        this.doors = doors;
        this.lost = lost;
    }

    /** Shuts the doors for a reason. */
    synchronized void shut(Reason reason) {
        if (reasons.add(reason)) {
            LOG.error("no message of a device is taken in from now on: {}", reason);
            doors.shut();
        }
    }

    /** The reason is gone; opens the doors when it was the last one. */
    void open(Reason reason) {
        Set<UUID> gone;
        synchronized (this) {
            if (!reasons.remove(reason) || !reasons.isEmpty()) {
                return;
            }
            LOG.info("messages of devices are taken in again");
            gone = doors.open();
        }
        if (!gone.isEmpty()) {
            lost.accept(gone);
        }
    }

    synchronized boolean shutFor(Reason reason) {
        return reasons.contains(reason);
    }
}
