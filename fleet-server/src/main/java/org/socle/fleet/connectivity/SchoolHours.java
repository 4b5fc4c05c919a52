package org.socle.fleet.connectivity;

import java.time.Instant;
import org.socle.fleet.config.ConnectivityConfig;

/** When a school is in class. */
public interface SchoolHours {

    /**
     * The first moment, not before {@code from}, at which the school is not in class; {@code from} itself when it is not.
     *
     * @param school number of the school's place
     */
    Instant free(long school, Instant from);

    /** The hours of the settings, the same in every school. */
    static SchoolHours of(ConnectivityConfig config) {
        return new WeekdayHours(SpeedRounds.ZONE, config.classHours());
    }
}
