package org.socle.fleet.lifecycle.footprint;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.socle.fleet.lifecycle.Item;
import org.socle.fleet.maintenance.ticket.UsedPart;
import org.socle.fleet.scope.Scope;
import org.socle.fleet.sobriety.factor.Factors;

/** Brings equipment, the parts that went into it and the factors that count now together. Thread-safe. */
public final class FootprintReckoner {
    private final Function<Scope, List<UsedPart>> parts;
    private final Supplier<Factors> factors;

    public FootprintReckoner(Function<Scope, List<UsedPart>> parts, Supplier<Factors> factors) {
        this.parts = parts;
        this.factors = factors;
    }

    /**
     * Of what is in use on a day.
     *
     * @param scope what is seen, from which {@code items} are
     */
    public Footprints of(Scope scope, List<Item> items, LocalDate day) {
        return Footprints.of(items, parts.apply(scope), factors.get(), day);
    }

    /** The factors it reckons with. */
    Factors factors() {
        return factors.get();
    }
}
