package org.socle.fleet.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socle.fleet.web.Messages;
import org.socle.fleet.web.Refusal;

class HolidayPlanTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-25");
    private static final List<HolidayZone> ZONES = List.of(
            zone("a", "Europe/Paris"),
            zone("corse", "Europe/Paris"),
            zone("reunion", "Indian/Reunion"),
            zone("guadeloupe", "America/Guadeloupe"),
            zone("nouvelle-caledonie", "Pacific/Noumea"));
    private static final List<KnownHoliday> KNOWN = List.of(
            known(1, "Vacances de la Toussaint", "2026-10-17", "2026-11-01"),
            known(2, "Vacances d'hiver", "2027-02-13", "2027-02-28"));

    private static HolidayZone zone(String code, String clock) {
        return new HolidayZone(code, code, ZoneId.of(clock));
    }

    private static KnownHoliday known(long id, String name, String first, String last) {
        return new KnownHoliday(id, "a", new Holiday(name, LocalDate.parse(first), LocalDate.parse(last)), "");
    }

    private static HolidayPlan plan(String text) {
        return HolidayPlan.of(HolidayFile.parse(text), ZONES, KNOWN, TODAY);
    }

    static String sample() throws IOException {
        try (InputStream in = HolidayPlanTest.class.getResourceAsStream("/calendar/fr-en-calendrier-scolaire.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String told(HolidayPlan.Entry entry) {
        Refusal reason = entry.reason();
        Holiday holiday = entry.holiday();
        return entry.number() + " " + entry.verdict() + " " + entry.zone()
                + (holiday == null ? "" : " " + holiday.first() + " " + holiday.last())
                + (reason == null ? "" : " " + reason.in(Messages.ENGLISH));
    }

    @Test
    void theMinistrysFileIsReadAsItIsMeant() throws IOException {
        assertThat(plan("\ufeff" + sample()).entries())
                .extracting(HolidayPlanTest::told)
                .containsExactly(
                        "2 SAME a 2026-10-17 2026-11-01",
                        "4 CHANGED a 2027-02-20 2027-03-07",
                        "5 CREATED a 2027-05-06 2027-05-09",
                        "6 SKIPPED a not for pupils",
                        "7 SKIPPED a back to school, no holidays",
                        "8 CREATED corse 2026-12-19 2027-01-03",
                        "9 CREATED corse 2027-07-03 2027-08-31 its end is not published yet, 2027-08-31 is supposed",
                        "10 CREATED reunion 2027-03-06 2027-03-21",
                        "11 CREATED reunion 2026-12-19 2027-01-24",
                        "12 CREATED guadeloupe 2027-02-06 2027-02-21",
                        "14 SKIPPED nouvelle-caledonie its end is not published yet",
                        "15 SKIPPED a over for more than 3 years",
                        "16 SKIPPED z the zone “z” is not known here");
        assertThat(plan(sample()).entries().get(1).replaced()).containsExactly(KNOWN.get(1));
    }

    @Test
    void whatIsSentBackGivesTheSamePlan() throws IOException {
        HolidayPlan plan = plan(sample());
        HolidayPlan again = plan(plan.text());
        assertThat(again.fingerprint()).isEqualTo(plan.fingerprint());
        assertThat(again.entries()).hasSize(7).allMatch(entry -> entry.source().startsWith("data.education.gouv.fr"));
    }

    @Test
    void aSummerThatIsKnownToTheEndIsNotGuessedAsWell() {
        HolidayPlan plan = plan("""
                Description;Population;Date de début;Date de fin;Académies;Zones;annee_scolaire
                Début des Vacances d'Été;Élèves;2027-07-02T22:00:00+00:00;2027-07-02T22:00:00+00:00;Lyon;Zone A;2026-2027
                Vacances d'Été;Élèves;2027-07-02T22:00:00+00:00;2027-09-01T22:00:00+00:00;Lyon;Zone A;2026-2027
                """);
        assertThat(plan.entries())
                .extracting(HolidayPlanTest::told)
                .containsExactly("3 CREATED a 2027-07-03 2027-09-01");
    }

    @Test
    void aLineThatMakesNoSenseIsRefused() {
        assertThat(plan("""
                        zone,name,first_day,last_day
                        A,Vacances,2027-04-10,2027-04-09
                        A,Vacances,demain,2027-04-09
                        A,,2027-04-01,2027-04-09
                        """).entries())
                .extracting(HolidayPlanTest::told)
                .containsExactly(
                        "2 REFUSED a The last day, 2027-04-09, is before the first, 2027-04-10.",
                        "3 REFUSED a “demain” is no date.",
                        "4 REFUSED a The name is empty.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                            | import.refused.empty
            'zone,name,first_day'         | holidays.refused.column
            'uai;école'                   | holidays.refused.column
            'zone,name,first_day,last_day'| import.refused.empty
            """)
    void whatIsNoListOfHolidaysIsRefused(String text, String key) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> HolidayFile.parse(text))
                .satisfies(refusal -> assertThat(refusal.key()).isEqualTo(key));
    }

    @ParameterizedTest
    @CsvSource({
        "Zone A, a",
        "A, a",
        "Corse, corse",
        "Nouvelle Calédonie, nouvelle-caledonie",
        "La Réunion, reunion",
        "Polynésie, polynesie",
        "Saint Pierre et Miquelon, saint-pierre-et-miquelon",
        "Wallis et Futuna, wallis-et-futuna"
    })
    void zonesAreKnownByTheNamesOfTheFile(String name, String code) {
        assertThat(Zones.code(name)).isEqualTo(code);
    }
}
