package org.socle.fleet.config;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socle.contract.config.ConfigException;
import org.socle.contract.config.Settings;

/**
 * Tests of the schools' lines.
 *
 * @param everyDays between two tests of a school that nobody asked for; {@code connectivity.test_every_days}, 0 to 30,
 *     default 1; 0 for none
 * @param classHours when nothing is tested unless asked; {@code connectivity.class_hours}, default {@code 08:00-18:00} on
 *     weekdays; {@code none} for none, null then
 * @param slowBelow Mbit/s a line needs at least; {@code connectivity.slow_below}, 1 to 100000, default 8
 * @param fastFrom Mbit/s from which a line is fast; {@code connectivity.fast_from}, 1 to 100000, default 30
 */
public record ConnectivityConfig(int everyDays, @Nullable ClassHours classHours, int slowBelow, int fastFrom) {
    private static final String HOURS_KEY = "connectivity.class_hours";

    /** What holds when nothing is said. */
    public static final ConnectivityConfig DEFAULT =
            new ConnectivityConfig(1, new ClassHours(LocalTime.of(8, 0), LocalTime.of(18, 0)), 8, 30);

    /**
     * The hours of class on a day.
     *
     * @param from before {@code to}
     */
    public record ClassHours(LocalTime from, LocalTime to) {}

    static ConnectivityConfig of(Settings settings) {
        Optional<Optional<ClassHours>> hours =
                settings.parsed(HOURS_KEY, text -> text.equals("none") ? Optional.empty() : Optional.of(hours(text)));
        ConnectivityConfig config = new ConnectivityConfig(
                (int) settings.number("connectivity.test_every_days", DEFAULT.everyDays, 0, 30),
                hours.isEmpty() ? DEFAULT.classHours : hours.get().orElse(null),
                (int) settings.number("connectivity.slow_below", DEFAULT.slowBelow, 1, 100_000),
                (int) settings.number("connectivity.fast_from", DEFAULT.fastFrom, 1, 100_000));
        if (config.slowBelow > config.fastFrom) {
            throw new ConfigException("connectivity.fast_from: a fast line of " + config.fastFrom
                    + " Mbit/s would be too slow by connectivity.slow_below = " + config.slowBelow);
        }
        return config;
    }

    private static ClassHours hours(String text) {
        String[] ends = text.split("-", -1);
        try {
            if (ends.length == 2) {
                ClassHours hours = new ClassHours(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
                if (hours.from.isBefore(hours.to)) {
                    return hours;
                }
            }
        } catch (DateTimeParseException e) {
            // Said below.
        }
        throw new ConfigException(HOURS_KEY + ": '" + text + "' are no hours of a day such as 08:00-18:00");
    }
}
