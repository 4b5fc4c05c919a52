package org.socle.fleet.sobriety.waste;

import java.util.Optional;
import org.socle.fleet.sobriety.factor.Factors;

/** Finds one kind of waste. Pure. */
@FunctionalInterface
interface Finder {

    /**
     * Looks at a machine.
     *
     * @param price cents of a euro for a kilowatt-hour there; 0 when unknown
     */
    Optional<Waste> find(Weeks weeks, Factors factors, double price);
}
