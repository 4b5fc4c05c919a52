package org.socle.fleet.incident;

import org.jspecify.annotations.Nullable;

/**
 * One incident of a list.
 *
 * @param where number of the school or room it is in; null for nowhere
 * @param machines how many machines it concerned in all
 * @param name of the machine when there is one only; empty otherwise
 * @param owner name of who took it on; empty when nobody has
 */
public record Listed(Incident incident, @Nullable Long where, int machines, String name, String owner) {}
