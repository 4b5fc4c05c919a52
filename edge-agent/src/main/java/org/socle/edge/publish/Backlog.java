package org.socle.edge.publish;

/**
 * What waits in an outbox at a moment.
 *
 * @param packs how many packs
 * @param bytes their size
 * @param thinned samples given up so far to stay within bounds
 * @param refused packs set aside because the server does not take them
 * @param state where packs are kept now: {@code disk}, or {@code memory} while the disk takes nothing
 */
record Backlog(long packs, long bytes, long thinned, long refused, String state) {
    static final Backlog NONE = new Backlog(0, 0, 0, 0, "disk");
}
