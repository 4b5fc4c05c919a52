package org.socle.simulator;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** Class on Monday, Tuesday, Thursday and Friday, without holidays. */
final class WeekdayHours implements ClassHours {
    private static final List<Span> DAY = List.of(new Span(510, 690), new Span(810, 990));

    @Override
    public List<Span> on(String uai, LocalDate date) {
        DayOfWeek day = date.getDayOfWeek();
        return day == DayOfWeek.WEDNESDAY || day.compareTo(DayOfWeek.FRIDAY) > 0 ? List.of() : DAY;
    }

    @Override
    public ZoneId zone(String uai) {
        return ZoneId.of("Europe/Paris");
    }
}
