package org.socle.fleet.place;

/**
 * A place in a list.
 *
 * @param machines how many there are in it and below
 */
public record Listed(Place place, int machines) {}
