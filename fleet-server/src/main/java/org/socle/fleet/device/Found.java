package org.socle.fleet.device;

import java.util.List;

/**
 * A page of machines.
 *
 * @param total machines that match, on all pages
 */
public record Found(List<Machine> machines, int total) {}
