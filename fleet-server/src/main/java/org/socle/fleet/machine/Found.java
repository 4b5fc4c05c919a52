package org.socle.fleet.machine;

import java.util.List;

/**
 * A page of machines.
 *
 * @param total machines that match, on all pages
 */
public record Found(List<Machine> machines, int total) {}
