package org.socle.fleet.incident;

import org.jspecify.annotations.Nullable;

/**
 * Which incidents to look for.
 *
 * @param state null for all that are not resolved
 * @param cause empty for any
 * @param machine number of a machine that has or had it; null for any
 * @param everything whether resolved ones are wanted as well, when {@code state} is null
 */
public record IncidentFilter(
        @Nullable State state, String cause, @Nullable Long machine, boolean everything) {
    /** Those that are not over. */
    public static final IncidentFilter CURRENT = new IncidentFilter(null, "", null, false);
}
