package org.socle.fleet.connectivity;

import java.util.Locale;
import org.socle.fleet.config.ConnectivityConfig;

/** How good a line is. Its words are {@code speed.band.{word}} in the message files. */
public enum Band {
    SLOW,
    FAIR,
    FAST;

    /**
     * The band of a speed.
     *
     * @param mbit Mbit/s towards the school
     */
    static Band of(double mbit, ConnectivityConfig config) {
        if (mbit < config.slowBelow()) {
            return SLOW;
        }
        return mbit < config.fastFrom() ? FAIR : FAST;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
