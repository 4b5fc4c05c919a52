package org.socle.fleet.lifecycle;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.socle.fleet.scope.Scope;
import org.socle.fleet.store.Database;

/** The three rates of a year, for reports of other slices: side by side, never added up. Thread-safe. */
public final class Rates {
    private final Equipment equipment;

    public Rates(Database database, Clock clock) {
        this.equipment = new Equipment(database, clock);
    }

    /**
     * One share for each rate, in the order of {@link Rate}.
     *
     * @param today on which what is in use is counted, when the year is not over
     */
    public List<Share> of(Scope scope, int year, LocalDate today) {
        List<Item> items = equipment.all(scope);
        LocalDate end = LocalDate.of(year, 12, 31);
        return Arrays.stream(Rate.values())
                .map(rate -> share(rate, items, year, end.isAfter(today) ? today : end))
                .toList();
    }

    /**
     * The rate of a year.
     *
     * @param day of that year on which what is in use is counted
     */
    static Share share(Rate rate, List<Item> items, int year, LocalDate day) {
        return switch (rate) {
            case PURCHASES -> Agec.of(items, year, FlatValues.ALL);
            case REUSE -> Reen.of(items, year);
            case REFURBISHED -> Refurbished.of(items, day);
        };
    }
}
