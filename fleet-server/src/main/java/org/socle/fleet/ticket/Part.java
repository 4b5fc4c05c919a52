package org.socle.fleet.ticket;

/**
 * A part that was used.
 *
 * @param reference the maker's; empty when unknown
 * @param quantity from 1
 * @param unitCost in cents, each
 */
public record Part(String designation, String reference, int quantity, long unitCost) {
    /** In cents, for all of them. */
    public long cost() {
        return quantity * unitCost;
    }
}
