package org.socle.fleet.finding.forecast;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Battery;
import org.socle.contract.catalogue.FileSystem;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Storage;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.Threshold;

/** What is looked ahead for: a reading and the value at which something has to be done. */
public enum Limit {
    /** A volume has no room left. Room is finer than the share that is filled, which shows the same forecast. */
    VOLUME_FULL(FileSystem.AVAILABLE, FileSystem.FILL, null, false),
    /** A battery holds so little of what it held when new that the rule {@code battery_worn} finds it. */
    BATTERY_WORN(Battery.HEALTH, Battery.HEALTH, Threshold.BATTERY_HEALTH, false),
    /** A solid-state disk has had the writes its maker reckoned with; it may last longer (NVMe 1.4, percentage used). */
    DISK_WORN(Storage.PERCENTAGE_USED, Storage.PERCENTAGE_USED, Threshold.DISK_WORN, true);

    private final Resource measured;
    private final Resource shown;
    private final @Nullable Threshold threshold;
    private final boolean rising;

    /** @param threshold the value; null for 0 */
    Limit(Resource measured, Resource shown, @Nullable Threshold threshold, boolean rising) {
        this.measured = measured;
        this.shown = shown;
        this.threshold = threshold;
        this.rising = rising;
    }

    /** The reading whose history is used. */
    Resource measured() {
        return measured;
    }

    /** The value to reach, in the reading's unit, where these limits hold. */
    double value(Limits limits) {
        return threshold == null ? 0 : limits.of(threshold);
    }

    boolean rising() {
        return rising;
    }

    /** What the history of a reading leads to; empty for most. */
    public static Optional<Limit> of(Resource resource) {
        return Arrays.stream(values())
                .filter(limit -> limit.measured == resource || limit.shown == resource)
                .findFirst();
    }

    /** As it stands in messages and answers: {@code volume_full}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
