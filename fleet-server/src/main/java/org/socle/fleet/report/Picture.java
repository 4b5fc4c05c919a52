package org.socle.fleet.report;

/**
 * A drawing on paper.
 *
 * @param address of the picture, which holds all of it
 * @param words the same for who does not see it
 */
public record Picture(String address, String words) {}
