package org.socle.fleet.energy.own;

import org.jspecify.annotations.Nullable;

/**
 * What Socle itself took, as far as it is known. Estimates, to within a factor of two. Energies in watt-hours.
 *
 * @param agents of the agents on the machines, within what those consumed, and of the network that carries what they report; null
 *     when no agent told
 * @param server of the server's processor; null when nothing was measured, or there is no factor
 * @param pages of the network that carries pages and files; null likewise
 * @param agentSeconds of the machines' processors
 * @param serverSeconds of the server's processor
 * @param served bytes of pages and files
 * @param taken bytes of packs
 */
public record OwnBill(
        @Nullable Double agents,
        @Nullable Double server,
        @Nullable Double pages,
        double agentSeconds,
        double serverSeconds,
        double served,
        double taken) {

    /** What of it is known; null when nothing is. */
    public @Nullable Double total() {
        if (agents == null && server == null && pages == null) {
            return null;
        }
        return known(agents) + known(server) + known(pages);
    }

    private static double known(@Nullable Double part) {
        return part == null ? 0 : part;
    }
}
