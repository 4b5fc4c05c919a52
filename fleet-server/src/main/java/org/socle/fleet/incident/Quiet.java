package org.socle.fleet.incident;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@link Silence} made of everybody's presence.
 *
 * @param silent machines that count as silent on pages
 * @param alone machines whose silence is an incident of its own, each with the moment it was lost
 * @param groups machines that fell silent together
 * @param ours machines of which the server knows nothing because it was itself cut off
 */
record Quiet(Set<Long> silent, Map<Long, Instant> alone, List<Group> groups, Set<Long> ours) {

    /**
     * Machines that fell silent together: a switch, a line, a box.
     *
     * @param cause {@link Silence#SCHOOL} or {@link Silence#GROUP}
     * @param place number of the school, or of the room when all are in it; 0 for nowhere
     * @param since when the first of them was lost
     */
    record Group(String cause, long place, Set<Long> machines, Instant since) {}
}
