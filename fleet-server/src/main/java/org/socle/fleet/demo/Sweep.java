package org.socle.fleet.demo;

import java.time.Instant;
import org.socle.fleet.intake.HistoryIntake;
import org.socle.fleet.store.Database;

/**
 * What the server does every minute by the clock, driven along a past that is taken in at once. Called between two transactions, by
 * the thread that takes in: presence and findings of everything that arrived until then are in the database, readings may not be yet.
 */
@FunctionalInterface
public interface Sweep {
    /** Makes one over a demo's database, into which {@code intake} takes the past. */
    @FunctionalInterface
    interface Over {
        /** One that does nothing. */
        Over NONE = (database, intake) -> now -> {};

        Sweep over(Database database, HistoryIntake intake);
    }

    /**
     * Looks at everything once.
     *
     * @param now after that of the last call: in the last 30 days by a quarter of an hour while machines report, before by an
     *     hour, and by six hours at most while none does
     */
    void sweep(Instant now);
}
