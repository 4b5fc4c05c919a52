package org.socle.fleet.energy.waste;

import org.jspecify.annotations.Nullable;

/**
 * Consumption of a machine that serves nobody.
 *
 * @param yearly watt-hours that would be saved in a year whose class is like that of the last four weeks, and whose other hours are like theirs: an
 *     estimate
 * @param off watt-hours by which that may be off: as much as what the machine consumed in these weeks
 * @param measure what gave it away, in the unit the kind's words name: hours a day, watts or years
 * @param carbon after how many years replacing it has saved what making the replacement emitted; null where nothing is replaced,
 *     and where a factor is missing
 */
public record Waste(
        WasteKind kind,
        double yearly,
        double off,
        double measure,
        @Nullable Years carbon) {
    /** Watt-hours a year below which nobody should be troubled. */
    static final double LEAST = 5_000;
}
