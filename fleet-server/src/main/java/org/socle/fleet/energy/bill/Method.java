package org.socle.fleet.energy.bill;

/**
 * How a figure is reckoned.
 *
 * @param id to which figures lead
 * @param label of what
 * @param text in sentences, factors and sources included
 */
public record Method(String id, String label, String text) {}
