package org.socle.fleet.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.health.Trouble;
import org.socle.fleet.health.Trouble.Kind;
import org.socle.fleet.health.Vital;
import org.socle.fleet.store.DatabaseTrouble;

/** Why the database took nothing the last time; shuts the doors while that concerns everybody. Thread-safe. */
final class StoreTrouble implements Vital {
    private final DoorLatch latch;
    private volatile @Nullable DatabaseTrouble present;

    StoreTrouble(DoorLatch latch) {
        this.latch = latch;
    }

    /**
     * The database refused.
     *
     * @return whether it refused for another reason the last time, or did not
     */
    boolean refused(DatabaseTrouble trouble) {
        boolean fresh = present != trouble;
        present = trouble;
        if (trouble.everybody()) {
            latch.shut(DoorLatch.Reason.DATABASE);
        }
        return fresh;
    }

    /** The database took something. */
    void over() {
        if (present != null) {
            present = null;
            latch.open(DoorLatch.Reason.DATABASE);
        }
    }

    @Override
    public List<Trouble> troubles() {
        DatabaseTrouble trouble = present;
        if (trouble == null) {
            return List.of();
        }
        return switch (trouble) {
            case FULL -> List.of(Trouble.of(Kind.DATABASE_FULL));
            case READ_ONLY -> List.of(Trouble.of(Kind.DATABASE_READ_ONLY));
            case DAMAGED -> List.of(Trouble.of(Kind.DATABASE_DAMAGED));
            case UNREADABLE -> List.of(Trouble.of(Kind.DATABASE_UNREADABLE));
            case BUSY, REQUEST -> List.of();
        };
    }
}
