package org.socle.fleet.energy.bill;

import org.socle.fleet.place.Place;

/** Where yearly reviews are: pages of energy lead to them, whoever draws them up. Stateless. */
public final class ReviewAddress {
    private ReviewAddress() {}

    /** Of a place for these months. */
    public static String of(Place place, Months months) {
        return "/reports/sobriety/" + place.id() + "/" + months.word();
    }

    /** Of a place for a year, or for the school year that other months begin in. */
    public static String ofYear(Place place, Months months) {
        return of(place, months.single() || months.day() ? Months.schoolYear(months.first()) : months);
    }
}
