package org.socle.fleet.ticket;

import org.jspecify.annotations.Nullable;

/**
 * Which tickets.
 *
 * @param state null for every state
 * @param open whether only those with something left to do
 * @param late whether only those that are due already
 * @param assignee number of an account that has it; null for anybody
 * @param nobody whether only those nobody has
 * @param machine number of a machine; null for every one
 */
public record TicketFilter(
        @Nullable State state,
        boolean open,
        boolean late,
        @Nullable Long assignee,
        boolean nobody,
        @Nullable Long machine) {

    /** All there are. */
    public static final TicketFilter ALL = new TicketFilter(null, false, false, null, false, null);

    /** Those with something left to do. */
    public static final TicketFilter OPEN = new TicketFilter(null, true, false, null, false, null);

    /** All of one machine. */
    public static TicketFilter ofMachine(long machine) {
        return new TicketFilter(null, false, false, null, false, machine);
    }
}
