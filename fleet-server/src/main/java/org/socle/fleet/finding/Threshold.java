package org.socle.fleet.finding;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A limit of a rule that places may set otherwise. Its words are {@code threshold.{word}} and, where it comes from, {@code
 * threshold.{word}.source} in the message files.
 */
public enum Threshold {
    UNREADABLE_SECTORS(1, 1, 1_000, null),
    REALLOCATED_SECTORS(5, 1, 1_000, null),
    REALLOCATED_SECTORS_FAILING(17, 1, 10_000, null),
    DISK_WEAR(80, 10, 254, "%"),
    DISK_WORN(100, 20, 255, "%"),
    KERNEL_ERRORS(3, 1, 10_000, null),
    CABLE_ERRORS(10, 1, 100_000, null),
    FILLING(90, 50, 99, "%"),
    FULL(98, 60, 100, "%"),
    PLENTY(20, 0, 1_000, "GiB"),
    HOT(85, 40, 110, "Cel"),
    OVERHEATING(95, 50, 120, "Cel"),
    FAN_WARM(75, 30, 100, "Cel"),
    MEMORY_USED(92, 50, 100, "%"),
    CORRECTED_ERRORS(100, 1, 1_000_000, null),
    WIFI_SIGNAL(75, 40, 100, "-dBm"),
    LINK_LOSS(5, 1, 100, "%"),
    CLOCK_OFFSET(60, 1, 3_600, "s"),
    SECURITY_UPDATES(10, 1, 1_000, null),
    PACKAGE_LISTS(30, 2, 365, "d"),
    SUPPORT_NOTICE(180, 0, 1_000, "d"),
    BATTERY_HEALTH(60, 10, 95, "%"),
    CERTIFICATE_NOTICE(30, 1, 90, "d"),
    AGENT_BEHIND(7, 1, 180, "d"),
    LINE_SLOW(50, 5, 90, "%"),
    SILENCE_GROUP(15, 5, 120, "class-min"),
    SILENCE_ALONE(60, 15, 300, "class-min"),
    SILENCE_LATE(12, 6, 60, "class-h"),
    SILENCE_AWAY(30, 12, 150, "class-h"),
    HEAT_LASTS(10, 0, 1_440, "min"),
    THROTTLING_LASTS(30, 0, 1_440, "min"),
    MEMORY_LASTS(60, 0, 1_440, "min"),
    WIFI_LASTS(60, 0, 1_440, "min"),
    LOSS_LASTS(30, 0, 1_440, "min"),
    PORTAL_LASTS(15, 0, 1_440, "min"),
    TOTEM_LASTS(10, 0, 1_440, "min"),
    CLOCK_LASTS(60, 0, 1_440, "min"),
    PROBE_LASTS(60, 0, 1_440, "min"),
    UPDATES_LAST(3, 0, 60, "d");

    /** Of each pair the first has to stay below the second, or nothing would ever be worth a look before it is a breakdown. */
    private static final List<Pair> ORDER = List.of(
            new Pair(REALLOCATED_SECTORS, REALLOCATED_SECTORS_FAILING),
            new Pair(DISK_WEAR, DISK_WORN),
            new Pair(FILLING, FULL),
            new Pair(HOT, OVERHEATING),
            new Pair(FAN_WARM, OVERHEATING),
            new Pair(SILENCE_GROUP, SILENCE_ALONE),
            new Pair(SILENCE_LATE, SILENCE_AWAY));

    /** Two limits of which one has to stay below the other. */
    public record Pair(Threshold lower, Threshold upper) {}

    private final double usual;
    private final double least;
    private final double most;
    private final @Nullable String unit;

    Threshold(double usual, double least, double most, @Nullable String unit) {
        this.usual = usual;
        this.least = least;
        this.most = most;
        this.unit = unit;
    }

    /** What holds where nobody has set anything. */
    public double usual() {
        return usual;
    }

    /** The smallest value that may be set. */
    public double least() {
        return least;
    }

    /** The largest value that may be set. */
    public double most() {
        return most;
    }

    /** Key of its unit's word, {@code threshold.unit.{unit}}; null for a count. */
    public @Nullable String unit() {
        return unit;
    }

    /** The pair that these limits contradict; empty when they contradict none. */
    public static Optional<Pair> contradiction(Limits limits) {
        return ORDER.stream()
                .filter(pair -> limits.of(pair.lower()) >= limits.of(pair.upper()))
                .findFirst();
    }

    /** Of a limit that is a length of time, how long a number of its units is. */
    Duration length(double number) {
        if (unit == null) {
            throw new IllegalStateException(this + " is no length of time");
        }
        return Duration.ofSeconds(Math.round(number
                * switch (unit) {
                    case "min", "class-min" -> 60;
                    case "h", "class-h" -> 3_600;
                    case "d" -> 86_400;
                    default -> throw new IllegalStateException(this + " is no length of time");
                }));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Threshold> of(String word) {
        return Arrays.stream(values())
                .filter(threshold -> threshold.word().equals(word))
                .findFirst();
    }
}
