package org.socle.fleet.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socle.fleet.web.Format;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Messages;

class CalendarTextTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Timetable TIMETABLE = new Timetable(
            new Rules(
                    PARIS,
                    "fr",
                    Week.DEFAULT,
                    List.of(new Holiday(
                            "Vacances de Noël", LocalDate.parse("2026-12-19"), LocalDate.parse("2027-01-03"))),
                    List.of(new Special(
                            LocalDate.parse("2027-01-11"), LocalDate.parse("2027-01-12"), Hours.NONE, "Travaux"))),
            new PublicHolidays());

    private static String sentence(Messages messages, Instant now) {
        Frame frame =
                new Frame(messages, new Format(messages, now), "", "", "", List.of(), "", "", "", now, "", null, false);
        return CalendarText.sentence(TIMETABLE, now, frame).replace('\u202f', ' ');
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-23T14:00 | Temps scolaire jusqu’à 16 h 30.
            2026-11-23T12:00 | Hors temps scolaire. Reprise à 13 h 30.
            2026-11-24T20:00 | Hors temps scolaire. Reprise jeudi 26 novembre à 8 h 30.
            2026-12-20T14:00 | Vacances de Noël jusqu’au dimanche 3 janvier. Reprise lundi 4 janvier à 8 h 30.
            2027-01-11T10:00 | Fermé : Travaux. Reprise jeudi 14 janvier à 8 h 30.
            2027-05-06T10:00 | Jour férié : Jour de l'Ascension. Reprise vendredi 7 mai à 8 h 30.
            2027-03-31T18:00 | Hors temps scolaire. Reprise jeudi 1er avril à 8 h 30.
            """)
    void theDayInFrench(String local, String sentence) {
        assertThat(sentence(
                        Messages.FRENCH,
                        LocalDateTime.parse(local).atZone(PARIS).toInstant()))
                .isEqualTo(sentence);
    }

    @Test
    void theDayInEnglish() {
        assertThat(sentence(Messages.ENGLISH, Instant.parse("2026-11-23T13:00:00Z")))
                .isEqualTo("School time until 16:30.");
        assertThat(sentence(Messages.ENGLISH, Instant.parse("2027-05-06T10:00:00Z")))
                .isEqualTo("Public holiday: Ascension Day. Class begins Friday 7 May at 08:30.");
    }
}
