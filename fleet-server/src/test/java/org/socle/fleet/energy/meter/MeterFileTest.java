package org.socle.fleet.energy.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socle.fleet.energy.meter.MeterCurve.Basis;
import org.socle.fleet.web.Messages;
import org.socle.fleet.web.Refusal;

/** The files that are in use, what is wrong in them, and the days the clock is changed. */
class MeterFileTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 10, 1);

    private static final String ENEDIS = """
            Identifiant PRM;Type de donnees;Date de debut;Date de fin;Grandeur physique;Grandeur metier;Etape metier;Unite;Pas en minutes
            21432198765432;Courbe de charge;01/10/2026;02/10/2026;Energie active;Consommation;Comptage Brut;W;30
            Horodate;Valeur
            """;

    private static final String SGE = "Identifiant PRM;Date de début;Date de fin;Grandeur physique;Grandeur métier;"
            + "Etape métier;Unité;Horodate;Valeur;Nature;Pas;Indice de vraisemblance;Etat complémentaire\n";

    private static MeterFile read(String text) {
        return read(text, null);
    }

    private static MeterFile read(String text, @Nullable Stamp chosen) {
        return MeterFile.parse(text, PARIS, chosen, NOW);
    }

    private static MeterDay day(MeterFile file, LocalDate day) {
        return Objects.requireNonNull(file.curve().days().get(day), () -> day + " in " + file);
    }

    /** Lines with an offset, from one moment to another, both included. */
    private static String lines(String from, String to, int minutes, ToLongFunction<OffsetDateTime> value) {
        StringBuilder lines = new StringBuilder();
        Instant end = OffsetDateTime.parse(to).toInstant();
        for (Instant at = OffsetDateTime.parse(from).toInstant();
                !at.isAfter(end);
                at = at.plusSeconds(minutes * 60L)) {
            OffsetDateTime local = at.atZone(PARIS).toOffsetDateTime();
            lines.append(local).append(';').append(value.applyAsLong(local)).append('\n');
        }
        return lines.toString();
    }

    private static String whole(int minutes, ToLongFunction<OffsetDateTime> value) {
        String first = minutes == 60 ? "2026-10-01T01:00:00+02:00" : "2026-10-01T00:" + minutes + ":00+02:00";
        return lines(first, "2026-10-02T00:00:00+02:00", minutes, value);
    }

    private static void refused(String text, String key) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo(key));
    }

    private static void problem(String lines, int line, String key) {
        MeterFile file = read(ENEDIS + lines);
        assertThat(file.problems()).hasSize(1);
        MeterFile.Problem problem = file.problems().get(0);
        assertThat(problem.why().key()).isEqualTo(key);
        assertThat(problem.line()).isEqualTo(line);
        assertThat(problem.why().in(Messages.FRENCH)).isNotBlank();
        assertThat(problem.why().in(Messages.ENGLISH)).isNotBlank();
    }

    @Test
    void enedisFromTheCustomersAccount_meanWattsAtTheEndOfTheirStep() {
        // 1,200 W in the first half of an hour, 800 W in the second.
        MeterFile file = read(ENEDIS + whole(30, at -> at.getMinute() == 30 ? 1200 : 800));
        assertThat(file.problems()).isEmpty();
        assertThat(file.prm()).isEqualTo("21432198765432");
        assertThat(file.curve().stamp()).isEqualTo(Stamp.END);
        assertThat(file.curve().basis()).isEqualTo(Basis.SEEN);
        assertThat(file.curve().days()).hasSize(1);
        assertThat(day(file, DAY).known()).hasSize(24).containsEntry(0, 1000).containsEntry(23, 1000);
        assertThat(day(file, DAY).total()).hasValue(24_000);
        assertThat(file.curve().line(DAY)).isEqualTo(4);
    }

    @Test
    void enedisOlderFormWithTheNameInPairs() {
        MeterFile file = read("Identifiant PRM;21432198765432;Type de donnees;Courbe de charge;\n"
                + "horodate ISO fin de pas;puissance moyenne (W)\n"
                + "2026-10-01T00:30:00+02:00;1200\n2026-10-01T01:00:00+02:00;800\n");
        assertThat(file.prm()).isEqualTo("21432198765432");
        assertThat(file.curve().basis()).isEqualTo(Basis.TOLD);
        assertThat(day(file, DAY).known()).hasSize(1).containsEntry(0, 1000);
    }

    @Test
    void sge_everythingOnEachLine_reactiveEnergyAndProductionLeftOut() {
        StringBuilder text = new StringBuilder(SGE);
        for (int hour = 0; hour < 24; hour++) {
            String start = "21432198765432;2026-10-01;2026-10-02;";
            String time = String.format("2026-10-01 %02d:00:00", hour);
            text.append(start).append("PA;CONS;BRUT;kW;").append(time).append(";1,5;B;PT60M;0;0\n");
            text.append(start).append("ERI;CONS;BRUT;VAr;").append(time).append(";9;B;PT60M;0;0\n");
            text.append(start).append("EA;PROD;BRUT;kW;").append(time).append(";9;B;PT60M;0;0\n");
        }
        MeterFile file = read(text.toString());
        assertThat(file.problems()).isEmpty();
        assertThat(file.others()).isEqualTo(48);
        // From midnight to 23:00: the times mark beginnings, as those of meters above 36 kVA do.
        assertThat(file.curve().stamp()).isEqualTo(Stamp.START);
        assertThat(day(file, DAY).total()).hasValue(36_000);
    }

    @Test
    void sge_theStepChangesWithinTheFile() {
        StringBuilder text = new StringBuilder(SGE);
        for (int minute = 30; minute <= 12 * 60; minute += 30) {
            text.append(line(minute, 1200, "PT30M"));
        }
        for (int minute = 12 * 60 + 10; minute <= 24 * 60; minute += 10) {
            text.append(line(minute, 600, "PT10M"));
        }
        assertThat(day(read(text.toString()), DAY).total()).hasValue(12 * 1200 + 12 * 600);
    }

    private static String line(int minute, int watts, String step) {
        LocalDateTime at = DAY.atStartOfDay().plusMinutes(minute);
        return "21432198765432;2026-10-01;2026-10-02;PA;CONS;BRUT;W;" + at + ":00;" + watts + ";B;" + step + ";0;0\n";
    }

    @Test
    void plainTwoColumns_localTime_withOrWithoutAHead() {
        StringBuilder lines = new StringBuilder();
        for (int hour = 0; hour < 24; hour++) {
            lines.append(String.format("01/10/2026 %02d:00;1,25\n", hour));
        }
        for (String head : new String[] {"", "Date et heure;kWh\n", "date;Consommation (kWh)\n"}) {
            MeterFile file = read(head + lines);
            assertThat(file.problems()).as(head).isEmpty();
            assertThat(file.prm()).isEmpty();
            assertThat(day(file, DAY).total()).as(head).hasValue(30_000);
        }
        assertThat(day(read("date;Wh\n" + lines.toString().replace("1,25", "1250")), DAY)
                        .total())
                .hasValue(30_000);
    }

    @ParameterizedTest
    @CsvSource({"10,24000", "30,24000", "60,24000"})
    void stepsWithoutANameAreSeen(int minutes, long total) {
        String text = ENEDIS.replace(";Pas en minutes", "").replace(";W;30", ";W") + whole(minutes, at -> 1000);
        MeterFile file = read(text);
        assertThat(file.problems()).isEmpty();
        assertThat(day(file, DAY).total()).hasValue(total);
    }

    @Test
    void whoKnowsSaysWhatTimesMark() {
        String text = ENEDIS + whole(30, at -> 1000);
        MeterFile file = read(text, Stamp.START);
        assertThat(file.curve().basis()).isEqualTo(Basis.TOLD);
        assertThat(day(file, DAY).known()).hasSize(23).doesNotContainKey(0);
    }

    @Test
    void gapsStayGaps() {
        // 10:30 is missing, 15:00 is blank: neither hour is known, and none of them is nothing.
        String text = ENEDIS
                + whole(30, at -> 1000)
                        .replaceFirst("2026-10-01T10:30[^\n]*\n", "")
                        .replaceFirst("(2026-10-01T15:00[^;]*);1000", "$1;");
        MeterFile file = read(text);
        assertThat(file.blank()).isEqualTo(1);
        assertThat(file.curve().missing()).isEqualTo(2);
        assertThat(day(file, DAY).known()).hasSize(22).doesNotContainKeys(10, 14);
        assertThat(day(file, DAY).total()).isEmpty();
        // The same where the step is only seen: what is twice as far apart has a gap, not twice the step.
        MeterFile seen = read(text.replace(";Pas en minutes", "").replace(";W;30", ";W"));
        assertThat(day(seen, DAY).known())
                .hasSize(22)
                .doesNotContainKeys(10, 14)
                .containsEntry(11, 1000);
    }

    @Test
    void doubledLinesCountOnce_contradictingOnesAreRefused() {
        String lines = whole(30, at -> 1000);
        MeterFile file = read(ENEDIS + lines + lines);
        assertThat(file.problems()).isEmpty();
        assertThat(file.doubled()).isEqualTo(48);
        assertThat(day(file, DAY).total()).hasValue(24_000);
        problem("2026-10-01T00:30:00+02:00;1\n2026-10-01T00:30:00+02:00;2\n", 5, "meter.refused.contradiction");
    }

    @Test
    void wrongLinesAreNamedWithTheirReason() {
        problem("2026-10-01T00:30:00+02:00;-5\n", 4, "meter.refused.negative");
        problem("2026-10-01T00:30:00+02:00;many\n", 4, "meter.refused.number");
        problem("2026-10-01T00:30:00+02:00;5\nyesterday;5\n", 5, "meter.refused.time");
        problem("2026-10-01T00:30:00+02:00;5\n2026-13-01T00:30:00+02:00;5\n", 5, "meter.refused.time");
        problem("2027-10-01T00:30:00+02:00;5\n", 4, "meter.refused.future");
        problem("2026-10-01T00:30:00+02:00;4000000\n", 4, "meter.refused.absurd");
        problem("2026-10-01T00:37:00+02:00;5\n", 4, "meter.refused.unaligned");
        problem("2026-03-29 02:30;5\n", 4, "meter.refused.skipped");
    }

    @Test
    void whatIsNoLoadCurveIsRefusedAsAWhole() {
        refused("", "import.refused.empty");
        refused("a;b\n1;2\n", "meter.refused.form");
        refused(ENEDIS, "import.refused.empty");
        refused(ENEDIS.replace("Courbe de charge", "Index") + whole(30, at -> 1), "meter.refused.type");
        refused(ENEDIS.replace("Consommation", "Production") + whole(30, at -> 1), "meter.refused.physical");
        refused(ENEDIS.replace(";W;", ";VAr;") + whole(30, at -> 1), "meter.refused.unit");
        refused(
                SGE + line(30, 1, "PT30M") + line(60, 1, "PT30M").replace("21432198765432", "99"),
                "meter.refused.meters");
        refused(SGE + line(30, 1, "PT30M").replace(";PA;", ";ERI;"), "meter.refused.others");
    }

    @Test
    void theLongDayOfOctoberHas25Hours() {
        LocalDate long25 = LocalDate.of(2026, 10, 25);
        MeterFile file = read(
                ENEDIS + lines("2026-10-25T00:30:00+02:00", "2026-10-26T00:00:00+01:00", 30, at -> at.getHour() * 100));
        assertThat(day(file, long25).length()).isEqualTo(25);
        assertThat(day(file, long25).known()).hasSize(25);
        // Without offsets the hour that comes twice is told apart by its order.
        StringBuilder plain = new StringBuilder("date;Wh\n");
        for (int hour = 0; hour < 24; hour++) {
            plain.append(String.format("2026-10-25 %02d:00;%d\n", hour, hour * 10));
            if (hour == 2) {
                plain.append("2026-10-25 02:00;25\n");
            }
        }
        MeterDay day = day(read(plain.toString()), long25);
        assertThat(day.known())
                .hasSize(25)
                .containsEntry(2, 20)
                .containsEntry(3, 25)
                .containsEntry(4, 30);
        assertThat(day.total()).hasValue(2760 + 25);
        // A file that leaves the second one out leaves an hour that is not known.
        MeterDay short24 = day(read(plain.toString().replace("2026-10-25 02:00;25\n", "")), long25);
        assertThat(short24.known()).hasSize(24).doesNotContainKey(3);
        assertThat(short24.total()).isEmpty();
    }

    @Test
    void theShortDayOfMarchHas23Hours() {
        LocalDate short23 = LocalDate.of(2026, 3, 29);
        MeterFile file = read(ENEDIS + lines("2026-03-29T00:30:00+01:00", "2026-03-30T00:00:00+02:00", 30, at -> 1000));
        assertThat(day(file, short23).length()).isEqualTo(23);
        assertThat(day(file, short23).total()).hasValue(23_000);
    }

    @Test
    void spreadsheetsWriteItAsTheyLike() {
        String text = "\ufeff"
                + (ENEDIS + whole(30, at -> 1000)).replace("\n", "\r\n").replace(";1000", ";1 000,0");
        assertThat(day(read(text), DAY).total()).hasValue(24_000);
        assertThat(day(read(text.replace(";", "\t")), DAY).total()).hasValue(24_000);
    }
}
