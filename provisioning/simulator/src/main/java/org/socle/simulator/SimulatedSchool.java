package org.socle.simulator;

/**
 * A school that does not exist.
 *
 * @param uai its code, with the right letter
 * @param collectivite who pays for its machines
 * @param circonscription the inspector's group of primary schools it is in; empty for a collège
 * @param week the hours of its week
 */
public record SimulatedSchool(String uai, String name, String collectivite, String circonscription, Week week) {

    /** The usual hours of a week. */
    public enum Week {
        FOUR_DAYS,
        WITH_WEDNESDAY,
        SECONDARY
    }
}
