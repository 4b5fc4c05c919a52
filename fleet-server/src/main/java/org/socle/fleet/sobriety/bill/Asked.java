package org.socle.fleet.sobriety.bill;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.socle.fleet.school.Place;
import org.socle.fleet.school.Places;
import org.socle.fleet.scope.Scope;
import org.socle.fleet.sobriety.factor.FactorEditions;
import org.socle.fleet.sobriety.factor.Factors;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Url;

/**
 * What an address asks for: which months, where, by which edition of factors.
 *
 * @param text the place as it was typed; empty for everything
 * @param place the place; empty for everything, and when there is none of that name
 * @param scope what is seen of it
 * @param edition as the address names it; empty for the one that counts
 */
record Asked(Months months, String text, Optional<Place> place, Scope scope, Factors factors, String edition) {
    private static final String[] EXAMPLES = {"2026-10", "2026", "2025-2026"};

    /**
     * Reads an address.
     *
     * @param seen by who asks
     */
    static Asked of(Query query, Places places, Scope seen, FactorEditions editions, LocalDate today) {
        Months months = query.word("period", Months::parse, EXAMPLES).orElseGet(() -> Months.of(YearMonth.from(today)));
        String text = query.text("place");
        Optional<Place> place = text.isEmpty() ? Optional.empty() : places.named(seen, text);
        Scope scope =
                place.map(found -> seen.and(Scope.of(found.path()))).orElse(text.isEmpty() ? seen : Scope.NOTHING);
        String edition = query.text("edition");
        Factors factors = edition.isEmpty()
                ? editions.current()
                : editions.of(edition)
                        .orElseThrow(
                                () -> Query.wrong("edition", edition, "the name of an edition of factors is expected"));
        return new Asked(months, text, place, scope, factors, edition);
    }

    /** Whether a place was named that there is not. */
    boolean unknown() {
        return !text.isEmpty() && place.isEmpty();
    }

    /** The address' questions, for another period. */
    String address(String period) {
        return Url.pair("period", period)
                + (text.isEmpty() ? "" : "&" + Url.pair("place", text))
                + (edition.isEmpty() ? "" : "&" + Url.pair("edition", edition));
    }

    String address() {
        return address(months.word());
    }
}
