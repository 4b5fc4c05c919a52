package org.socle.fleet.energy.waste;

/**
 * Waste of one kind in one school.
 *
 * @param worst the machine that wastes most of it, with what all of them waste together: watt-hours summed, measures averaged
 * @param machines how many waste in this way
 */
public record WasteHeap(FoundWaste worst, int machines) {}
