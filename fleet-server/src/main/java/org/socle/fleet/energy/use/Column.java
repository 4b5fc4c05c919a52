package org.socle.fleet.energy.use;

/** What a {@link Trace} keeps of each quarter of an hour. In this order in the database: new ones go to the end. */
enum Column {
    /** Seconds switched on; likewise the next three, in the order of {@link State}. */
    ON_SECONDS,
    ASLEEP_SECONDS,
    OFF_SECONDS,
    UNDATED_SECONDS,
    /** Thousandths of a watt-hour while on; likewise the next three. */
    ON_ENERGY,
    ASLEEP_ENERGY,
    OFF_ENERGY,
    UNDATED_ENERGY,
    /** Thousandths of a watt-hour that a meter counted. */
    METERED,
    /** Thousandths of a watt-hour by which the energy may be off, screens included. */
    UNCERTAINTY,
    /** Thousandths of a watt-hour of external screens, which the energies above leave out. */
    SCREENS,
    /** Seconds with a session in use, spread evenly over their hour. */
    ACTIVE,
    /** Seconds with the screen on, spread evenly over their hour. */
    LIT;

    static Column seconds(State state) {
        return values()[ON_SECONDS.ordinal() + state.ordinal()];
    }

    static Column energy(State state) {
        return values()[ON_ENERGY.ordinal() + state.ordinal()];
    }
}
