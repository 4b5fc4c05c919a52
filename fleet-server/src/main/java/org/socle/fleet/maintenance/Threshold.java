package org.socle.fleet.maintenance;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A limit of a rule that places may set otherwise. Its words are {@code threshold.{word}} and, where it comes from, {@code
 * threshold.{word}.source} in the message files.
 */
public enum Threshold {
    REALLOCATED_SECTORS(5, 1, 1_000, null),
    REALLOCATED_SECTORS_FAILING(17, 1, 10_000, null),
    DISK_WEAR(80, 10, 255, "%"),
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
    SECURITY_UPDATES(10, 1, 1_000, null),
    PACKAGE_LISTS(30, 2, 365, "d"),
    SUPPORT_NOTICE(180, 0, 1_000, "d"),
    BATTERY_HEALTH(60, 10, 95, "%");

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

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Threshold> of(String word) {
        return Arrays.stream(values())
                .filter(threshold -> threshold.word().equals(word))
                .findFirst();
    }
}
