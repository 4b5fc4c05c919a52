package org.socle.fleet.lifecycle.footprint;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.socle.fleet.access.Scope;
import org.socle.fleet.energy.factor.FactorEditions;
import org.socle.fleet.energy.factor.Factors;
import org.socle.fleet.lifecycle.Item;
import org.socle.fleet.ticket.UsedPart;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Url;

/** Brings equipment, the parts that went into it and an edition of factors together. Thread-safe. */
public final class FootprintReckoner {
    private final Function<Scope, List<UsedPart>> parts;
    private final FactorEditions editions;

    public FootprintReckoner(Function<Scope, List<UsedPart>> parts, FactorEditions editions) {
        this.parts = parts;
        this.editions = editions;
    }

    /**
     * Of what is in use on a day.
     *
     * @param scope what is seen, from which {@code items} are
     */
    public Footprints of(Scope scope, List<Item> items, LocalDate day, Factors factors) {
        return Footprints.of(items, parts.apply(scope), factors, day);
    }

    /** The same by the factors that count now. */
    public Footprints of(Scope scope, List<Item> items, LocalDate day) {
        return of(scope, items, day, editions.current());
    }

    /** The factors that an address names with {@code edition=}; those that count now when it names none. */
    public Factors asked(Query query) {
        return editions.asked(query);
    }

    /** What an address has to say for the same factors: nothing for those that count now. */
    String address(Factors factors) {
        return factors.edition().equals(editions.current().edition())
                ? ""
                : "&" + Url.pair("edition", factors.edition());
    }
}
