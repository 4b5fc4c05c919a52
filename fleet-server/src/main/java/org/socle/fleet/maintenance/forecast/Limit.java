package org.socle.fleet.maintenance.forecast;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.socle.contract.catalogue.Battery;
import org.socle.contract.catalogue.FileSystem;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Storage;

/** What is looked ahead for: a reading and the value at which something has to be done. */
public enum Limit {
    /** A volume has no room left. Room is finer than the share that is filled, which shows the same forecast. */
    VOLUME_FULL(FileSystem.AVAILABLE, FileSystem.FILL, 0, false),
    /** A battery holds less than 60 % of what it held when new, the limit of the rule {@code battery_worn}. */
    BATTERY_WORN(Battery.HEALTH, Battery.HEALTH, 60, false),
    /** A solid-state disk has had the writes its maker reckoned with; it may last longer (NVMe 1.4, percentage used). */
    DISK_WORN(Storage.PERCENTAGE_USED, Storage.PERCENTAGE_USED, 100, true);

    private final Resource measured;
    private final Resource shown;
    private final double value;
    private final boolean rising;

    Limit(Resource measured, Resource shown, double value, boolean rising) {
        this.measured = measured;
        this.shown = shown;
        this.value = value;
        this.rising = rising;
    }

    /** The reading whose history is used. */
    Resource measured() {
        return measured;
    }

    double value() {
        return value;
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
