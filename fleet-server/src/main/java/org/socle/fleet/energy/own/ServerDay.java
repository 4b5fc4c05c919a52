package org.socle.fleet.energy.own;

import java.time.LocalDate;

/**
 * What the server took on one day.
 *
 * @param seconds of the processor
 * @param served bytes of pages, files and answers
 * @param taken bytes of packs
 * @param machines let in on that day
 */
record ServerDay(LocalDate day, double seconds, long served, long taken, int machines) {}
