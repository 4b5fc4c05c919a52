package org.socle.fleet.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.socle.fleet.energy.bill.Months;
import org.socle.fleet.web.Format;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Messages;

/** Which days a review tells of, and how it says so. */
class SpanTest {
    private static final Instant NOVEMBER = Instant.parse("2026-11-25T10:00:00Z");

    private static Frame frame(Messages messages) {
        return new Frame(
                messages, new Format(messages, NOVEMBER), "", "", "", List.of(), "", "", "", NOVEMBER, "", null, false);
    }

    private static Span span(String period, Instant made) {
        return Span.of(Months.parse(period).orElseThrow(), made);
    }

    @Test
    void aYearThatGoesOnIsToldUpToTheDay() {
        Span span = span("2026", NOVEMBER);

        assertThat(span.running()).isTrue();
        assertThat(span.running(2026)).isTrue();
        assertThat(span.when(frame(Messages.FRENCH))).isEqualTo("Du 1er janvier au 25 novembre 2026");
        assertThat(span.when(frame(Messages.ENGLISH))).isEqualTo("From 1 January to 25 November 2026");
        assertThat(span.title("Grenoble", frame(Messages.FRENCH)))
                .isEqualTo("Bilan de sobriété provisoire · Grenoble · 2026, du 1er janvier au 25 novembre 2026");
    }

    @Test
    void aSchoolYearThatGoesOnIntoTheNextYearNamesBoth() {
        Span span = span("2026-2027", Instant.parse("2027-02-01T10:00:00Z"));

        assertThat(span.when(frame(Messages.FRENCH))).isEqualTo("Du 1er septembre 2026 au 1er février 2027");
        assertThat(span.running(2026))
                .as("the calendar year of its rates is over")
                .isFalse();
    }

    @Test
    void aYearIsAYearFromItsLastDayOn() {
        // One in the morning in Paris, still New Year's Eve in UTC.
        assertThat(span("2026", Instant.parse("2026-12-30T23:30:00Z")).running())
                .isFalse();
        assertThat(span("2026", Instant.parse("2026-12-30T22:30:00Z")).running())
                .isTrue();
        Span over = span("2025-2026", NOVEMBER);
        assertThat(over.running()).isFalse();
        assertThat(over.last()).isEqualTo("2026-08-31");
        assertThat(over.when(frame(Messages.FRENCH))).isEqualTo("Pour l’année scolaire 2025-2026");
    }
}
