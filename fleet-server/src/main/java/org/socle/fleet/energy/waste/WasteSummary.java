package org.socle.fleet.energy.waste;

import java.util.List;

/**
 * What is wasted, kind by kind.
 *
 * @param lines the largest first
 * @param machines how many waste in some way
 * @param yearly watt-hours a year that could be saved, the largest waste of each machine alone: cures of one machine do not add up
 * @param off watt-hours by which that may be off, added up as if errors never cancelled
 */
public record WasteSummary(List<Line> lines, int machines, double yearly, double off) {

    /** One kind. */
    public record Line(WasteKind kind, int machines, double yearly, double off) {}
}
