package org.socle.fleet.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.socle.fleet.energy.bill.Months;
import org.socle.fleet.web.Frame;

/**
 * The days a review tells of. A period that goes on is told up to the day of the review, which has to say so: eleven months are no year.
 *
 * @param last day it tells of, at most the last one of the period
 */
record Span(Months months, LocalDate last) {
    static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    /** Of a review made at that time. */
    static Span of(Months months, Instant made) {
        LocalDate end = months.end().minusDays(1);
        LocalDate day = LocalDate.ofInstant(made, ZONE);
        return new Span(months, day.isAfter(end) ? end : day);
    }

    static Span of(Review review) {
        Months months = Months.parse(review.period()).orElseThrow();
        String through = review.through();
        return through == null ? of(months, Instant.parse(review.made())) : new Span(months, LocalDate.parse(through));
    }

    /** Whether the period went on when the review was made. */
    boolean running() {
        return last.plusDays(1).isBefore(months.end());
    }

    /** Whether the calendar year went on. */
    boolean running(int year) {
        return running() && last.getYear() == year;
    }

    /** {@code Pour l’année 2025}, {@code Du 1er janvier au 26 novembre 2026}. */
    String when(Frame frame) {
        return running()
                ? frame.text("review.when.running", first(frame), frame.format().day(last))
                : frame.text("review.when", ReviewText.period(months.word(), frame));
    }

    /** The title of a review of some place. */
    String title(String place, Frame frame) {
        return running()
                ? frame.text(
                        "review.title.running",
                        place,
                        months.word(),
                        first(frame),
                        frame.format().day(last))
                : frame.text("review.title", place, months.word());
    }

    /** Its first day, without the year when the last one says it. */
    private String first(Frame frame) {
        LocalDate first = months.first();
        return first.getYear() == last.getYear()
                ? DateTimeFormatter.ofPattern(
                                frame.text("review.first"), frame.messages().locale())
                        .format(first)
                : frame.format().day(first);
    }
}
