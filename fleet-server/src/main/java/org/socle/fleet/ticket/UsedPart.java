package org.socle.fleet.ticket;

/**
 * Parts of one kind that went into a machine.
 *
 * @param machine the database's number of the machine
 * @param designation as it was typed; empty when that was taken out
 * @param quantity from 1
 */
public record UsedPart(long machine, String designation, int quantity) {}
