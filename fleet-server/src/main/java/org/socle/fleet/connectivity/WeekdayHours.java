package org.socle.fleet.connectivity;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.config.ConnectivityConfig.ClassHours;

/** The same hours in every school, from Monday to Friday, holidays or not. */
final class WeekdayHours implements SchoolHours {
    private final ZoneId zone;
    private final @Nullable ClassHours hours;

    /**
     * Prepares the answer.
     *
     * @param hours null when no hour is one of class
     */
    WeekdayHours(ZoneId zone, @Nullable ClassHours hours) {
        this.zone = zone;
        this.hours = hours;
    }

    @Override
    public Instant free(long school, Instant from) {
        ZonedDateTime local = from.atZone(zone);
        DayOfWeek day = local.getDayOfWeek();
        LocalTime time = local.toLocalTime();
        boolean inClass = hours != null
                && day != DayOfWeek.SATURDAY
                && day != DayOfWeek.SUNDAY
                && !time.isBefore(hours.from())
                && time.isBefore(hours.to());
        return inClass && hours != null ? local.with(hours.to()).toInstant() : from;
    }
}
