package org.socle.fleet.lifecycle;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.socle.fleet.access.Scope;
import org.socle.fleet.energy.factor.Factors;
import org.socle.fleet.lifecycle.footprint.FootprintReckoner;
import org.socle.fleet.lifecycle.footprint.Footprints;
import org.socle.fleet.store.Database;

/** The three rates of a year, side by side, never added up, and the footprint of equipment: for reports of other slices. Thread-safe. */
public final class Rates {
    private final Equipment equipment;
    private final FootprintReckoner footprints;

    public Rates(Database database, FootprintReckoner footprints, Clock clock) {
        this.equipment = new Equipment(database, clock);
        this.footprints = footprints;
    }

    /** What making equipment that is in use on a day weighs, and what using it again avoids, by some edition of factors. */
    public Footprints footprints(Scope scope, LocalDate day, Factors factors) {
        return footprints.of(scope, equipment.all(scope), day, factors);
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
