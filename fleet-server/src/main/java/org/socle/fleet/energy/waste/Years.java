package org.socle.fleet.energy.waste;

/** Years between two ends, both from 0: an estimate. */
public record Years(double low, double high) {}
