package org.socle.fleet.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When schools are in class, for whatever has to know: alerts, energy, power, notices. Thread-safe, and no question costs SQL:
 * ask it for ten thousand machines in a row. In tests {@code school -> timetable} is one.
 */
@FunctionalInterface
public interface SchoolCalendar {

    /**
     * A school's timetable; keep it no longer than for one piece of work, since its rules change.
     *
     * @param school number of the school's place; for one that is not there, what holds where nobody has said anything
     */
    Timetable timetable(long school);

    /** Whether there is class in a school at a moment. */
    default boolean schoolTime(long school, Instant at) {
        return timetable(school).schoolTime(at);
    }

    /**
     * How much class there is in a school between two moments.
     *
     * @throws IllegalArgumentException when {@code to} is before {@code from}, or more than 100 years after it
     */
    default Duration schoolTimeBetween(long school, Instant from, Instant to) {
        return timetable(school).schoolTimeBetween(from, to);
    }

    /** The first moment of class, not before {@code from}; empty when there is none in the next 400 days. */
    default Optional<Instant> nextSchoolTime(long school, Instant from) {
        return timetable(school).nextSchoolTime(from);
    }

    /** The first moment without class, not before {@code from}. */
    default Instant free(long school, Instant from) {
        return timetable(school).free(from);
    }

    /** The time on a school's walls. */
    default ZoneId zone(long school) {
        return timetable(school).zone();
    }

    /** What a day is in a school. */
    default Day day(long school, LocalDate date) {
        return timetable(school).day(date);
    }
}
