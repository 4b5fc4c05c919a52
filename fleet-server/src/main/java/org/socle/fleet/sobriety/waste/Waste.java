package org.socle.fleet.sobriety.waste;

/**
 * Consumption of a machine that serves nobody.
 *
 * @param yearly watt-hours that would be saved in a year, were the last four weeks like all of it: an estimate
 * @param measure what gave it away, in the unit the kind's words name: hours a day, watts or years
 */
public record Waste(WasteKind kind, double yearly, double measure) {
    /** Watt-hours a year below which nobody should be troubled. */
    static final double LEAST = 5_000;
}
