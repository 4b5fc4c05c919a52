package org.socle.fleet.incident;

/** The same model of a part failing again and again: 4 disks of it in 3 schools. */
public record Pattern(String part, int machines, int schools) {}
