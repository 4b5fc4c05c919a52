package org.socle.edge.probe.energy;

/**
 * Energy of one interval, or of a part of it.
 *
 * @param wattHours how much, never below 0
 * @param metered whether a meter said so; a model did otherwise
 * @param uncertainty share by which it may be off, 0 to 1
 * @param source which meter or model, in lower case
 */
public record Share(double wattHours, boolean metered, double uncertainty, String source) {}
