package org.socle.fleet.statistics;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What one school adds to the figures of a period. Immutable.
 *
 * @param id number of its place; 0 for what is in no school
 * @param path of its place; "/0/" for what is in no school, which only those see who see everything
 * @param models how many machines of each model it has now
 * @param worked machines on whose tickets somebody worked
 */
record Kept(
        long id, String path, String name, String uai, Tally tally, Map<String, Integer> models, List<Worked> worked) {

    /**
     * A machine on whose tickets somebody worked.
     *
     * @param model empty when unknown
     * @param cost in cents: parts and the rest
     */
    record Worked(UUID device, String name, String model, int interventions, long cost) {}
}
