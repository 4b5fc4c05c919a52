package org.socle.fleet.connectivity;

import java.time.Instant;
import java.util.UUID;

/**
 * What a test of a school's line gave.
 *
 * @param down Mbit/s towards the school
 * @param up Mbit/s from it
 * @param ping milliseconds there and back
 * @param device the machine that tested
 */
public record LineSpeed(Instant at, double down, double up, double ping, UUID device, Band band) {}
