package org.socle.fleet.lifecycle;

import io.javalin.http.NotFoundResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.socle.fleet.access.Scope;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Url;

/**
 * What an address asks for: which year, and where.
 *
 * @param day the last day of the year, or today when it is not over
 * @param text the place as it was typed; empty for everything
 * @param place the place; empty for everything, and when there is none of that name
 * @param scope what is seen of it
 */
public record Asked(int year, LocalDate day, String text, Optional<Place> place, Scope scope) {
    /** The first year with a rule. */
    public static final int FIRST_YEAR = 2023;

    /**
     * Reads an address.
     *
     * @param seen by who asks
     */
    public static Asked of(Query query, Places places, Scope seen, LocalDate today) {
        int year = query.number("year", today.getYear(), FIRST_YEAR, today.getYear());
        LocalDate end = LocalDate.of(year, 12, 31);
        String text = query.text("place");
        Optional<Place> place = text.isEmpty() ? Optional.empty() : places.named(seen, text);
        return new Asked(
                year,
                end.isAfter(today) ? today : end,
                text,
                place,
                place.map(found -> seen.and(Scope.of(found.path()))).orElse(text.isEmpty() ? seen : Scope.NOTHING));
    }

    /** Whether a place was named that there is not. */
    public boolean unknown() {
        return !text.isEmpty() && place.isEmpty();
    }

    /**
     * The same for files and programs, which no page tells that there is no such place.
     *
     * @throws NotFoundResponse when a place was named that there is not
     */
    public Asked known() {
        if (unknown()) {
            throw new NotFoundResponse("there is no place '" + text + "' that you see");
        }
        return this;
    }

    public String address() {
        return "year=" + year + (text.isEmpty() ? "" : "&" + Url.pair("place", text));
    }

    /** The rate of this year, of what is seen there. */
    public Share share(Rate rate, List<Item> items) {
        return Rates.share(rate, items, year, day);
    }
}
