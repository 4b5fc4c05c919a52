package org.socle.simulator;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** When the schools are in class. Thread-safe. */
public interface ClassHours {

    /**
     * One stretch of class.
     *
     * @param from in minutes of the day, by the clock on the wall
     * @param to exclusive, above {@code from}
     */
    record Span(int from, int to) {}

    /**
     * The class of a day, in order; empty on a day without.
     *
     * @param uai code of the school
     */
    List<Span> on(String uai, LocalDate date);

    /** The time on a school's walls. */
    ZoneId zone(String uai);
}
