package org.socle.fleet.calendar;

/**
 * A place's exception as it is stored.
 *
 * @param id the database's number
 * @param place number of the place that has said so, for itself and all in it
 */
public record KnownSpecial(long id, long place, Special special) {}
