package org.socle.edge.publish;

/**
 * What waits in an outbox at a moment.
 *
 * @param packs how many packs
 * @param bytes their size
 * @param thinned samples given up so far to stay within bounds
 */
record Backlog(long packs, long bytes, long thinned) {
    static final Backlog NONE = new Backlog(0, 0, 0);
}
