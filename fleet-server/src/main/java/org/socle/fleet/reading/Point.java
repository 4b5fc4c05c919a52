package org.socle.fleet.reading;

import java.time.Instant;

/**
 * One point of a history. Machines report by exception, so the mean is the mean of reported values, not of time.
 *
 * @param at the reading's time, or the start of the hour or day (UTC)
 * @param n how many readings it sums up
 * @param last the newest of them
 */
public record Point(Instant at, int n, double min, double mean, double max, double last) {}
