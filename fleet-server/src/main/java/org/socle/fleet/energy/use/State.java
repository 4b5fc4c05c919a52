package org.socle.fleet.energy.use;

/** What a machine did while it consumed. Time that is in none of these is time of which nothing is known. */
public enum State {
    ON,
    ASLEEP,
    OFF,
    /** It was consumed between two reports that are far apart, and nobody can tell when. */
    UNDATED
}
