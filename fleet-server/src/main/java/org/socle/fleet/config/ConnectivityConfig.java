package org.socle.fleet.config;

import org.socle.contract.config.ConfigException;
import org.socle.contract.config.Settings;

/**
 * Tests of the schools' lines.
 *
 * @param everyDays between two tests of a school that nobody asked for; {@code connectivity.test_every_days}, 0 to 30,
 *     default 1; 0 for none
 * @param slowBelow Mbit/s a line needs at least; {@code connectivity.slow_below}, 1 to 100000, default 8
 * @param fastFrom Mbit/s from which a line is fast; {@code connectivity.fast_from}, 1 to 100000, default 30
 */
public record ConnectivityConfig(int everyDays, int slowBelow, int fastFrom) {
    private static final String HOURS_KEY = "connectivity.class_hours";

    /** What holds when nothing is said. */
    public static final ConnectivityConfig DEFAULT = new ConnectivityConfig(1, 8, 30);

    static ConnectivityConfig of(Settings settings) {
        settings.parsed(HOURS_KEY, text -> text).ifPresent(text -> {
            throw new ConfigException(
                    HOURS_KEY + ": hours are kept with the schools now: remove this setting, and say '" + text
                            + "' at Places, the collectivité, Calendar and hours");
        });
        ConnectivityConfig config = new ConnectivityConfig(
                (int) settings.number("connectivity.test_every_days", DEFAULT.everyDays, 0, 30),
                (int) settings.number("connectivity.slow_below", DEFAULT.slowBelow, 1, 100_000),
                (int) settings.number("connectivity.fast_from", DEFAULT.fastFrom, 1, 100_000));
        if (config.slowBelow > config.fastFrom) {
            throw new ConfigException("connectivity.fast_from: a fast line of " + config.fastFrom
                    + " Mbit/s would be too slow by connectivity.slow_below = " + config.slowBelow);
        }
        return config;
    }
}
