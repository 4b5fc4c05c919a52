package org.socle.fleet.energy.waste;

import java.util.Optional;
import org.socle.fleet.energy.factor.Factors;

/** Finds one kind of waste. Pure. */
@FunctionalInterface
interface Finder {

    /**
     * Looks at a machine.
     *
     * @param supply what its electricity costs and emits
     */
    Optional<Waste> find(Weeks weeks, Factors factors, Supply supply);
}
