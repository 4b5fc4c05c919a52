package org.socle.fleet.energy.factor;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;

/** What other factors would make of what was consumed. */
@FunctionalInterface
public interface Effects {

    /**
     * The last whole calendar year and the one that goes on, those of which something is known.
     *
     * @param scope what is seen
     */
    List<Effect> of(Scope scope, Factors before, Factors after);

    /**
     * One period.
     *
     * @param wattHours consumed, which no factor changes
     * @param kilogramsBefore of CO₂ equivalent; null where no factor is known, likewise after
     * @param ownBefore watt-hours of Socle itself; null where no factor is known, likewise after
     */
    record Effect(
            String period,
            double wattHours,
            @Nullable Double kilogramsBefore,
            @Nullable Double kilogramsAfter,
            @Nullable Double ownBefore,
            @Nullable Double ownAfter) {}
}
