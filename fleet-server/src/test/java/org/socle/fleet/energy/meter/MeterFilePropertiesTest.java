package org.socle.fleet.energy.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.socle.fleet.web.Messages;
import org.socle.fleet.web.Refusal;

/** Whatever somebody sends: it is read, or refused with a reason; energy is neither made nor lost. */
class MeterFilePropertiesTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final double ROUNDING = 1e-6;
    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

    private static void check(String text) {
        try {
            MeterFile file = MeterFile.parse(text, PARIS, null, NOW);
            file.problems()
                    .forEach(problem ->
                            assertThat(problem.why().in(Messages.FRENCH)).isNotBlank());
            file.curve().days().values().forEach(day -> {
                assertThat(day.length()).isBetween(23, 25);
                assertThat(day.known().keySet()).allMatch(hour -> hour >= 0 && hour < day.length());
                assertThat(MeterDay.parse(day.day(), day.text())).isEqualTo(day);
            });
            if (!file.curve().days().isEmpty()) {
                MeterPlan plan = MeterPlan.of(file.prm(), file.curve().days(), Map.of());
                if (file.prm().matches("\\w{0,20}")) {
                    assertThat(MeterPlan.Sent.parse(plan.text()).days()).isEqualTo(plan.days());
                }
            }
        } catch (Refusal refusal) {
            assertThat(refusal.in(Messages.ENGLISH)).isNotBlank();
        }
    }

    @Property(tries = 500)
    void noTextBreaksTheFile(@ForAll String text) {
        check(text);
    }

    @Property(tries = 500)
    void noFieldsBreakALine(@ForAll("fields") List<String> fields) {
        check("Horodate;Valeur;Unite;Pas\n" + String.join(";", fields) + "\n" + "2026-10-01T00:30:00+02:00;1;W;30\n");
    }

    @Provide
    Arbitrary<List<String>> fields() {
        return Arbitraries.of(
                        "2026-10-25T02:30:00+01:00",
                        "25/10/2026 02:30",
                        "2026-03-29 02:30",
                        "9999-12-31T24:00",
                        "2026-10-01T00:30:00+99:00",
                        "1e9",
                        "-0",
                        "999999999",
                        "0,5",
                        "kWh",
                        "W",
                        "PT10M",
                        "",
                        "é\"")
                .list()
                .ofSize(4);
    }

    /** Steps of any length, in any order, over the end of October: the hours add up to the steps. */
    @Property(tries = 100)
    void energyIsNeitherMadeNorLost(
            @ForAll @IntRange(min = 0, max = 2) int length, @ForAll("watts") List<Integer> watts) {
        int minutes = List.of(10, 30, 60).get(length);
        Instant first = LocalDate.of(2026, 10, 24).atStartOfDay(PARIS).toInstant();
        Map<String, Integer> lines = new TreeMap<>();
        int steps = watts.size() / 6 * 6;
        double expected = 0;
        for (int i = 0; i < steps; i++) {
            Instant stamp = first.plusSeconds((i + 1) * minutes * 60L);
            lines.put(stamp.hashCode() + ";" + stamp.atZone(PARIS).toOffsetDateTime(), watts.get(i));
            expected += watts.get(i) * minutes / 60.0;
        }
        StringBuilder text = new StringBuilder("Horodate;Valeur;Pas\n");
        lines.forEach((stamp, value) -> text.append(stamp.split(";")[1])
                .append(';')
                .append(value)
                .append(';')
                .append(minutes)
                .append('\n'));
        MeterFile file = MeterFile.parse(text.toString(), PARIS, Stamp.END, NOW);
        assertThat(file.problems()).isEmpty();
        long hours = file.curve().days().values().stream()
                .mapToLong(day -> day.known().size())
                .sum();
        assertThat(hours).isEqualTo(steps * minutes / 60);
        assertThat(file.curve().days().values().stream()
                        .flatMap(day -> day.known().values().stream())
                        .mapToDouble(Integer::doubleValue)
                        .sum())
                // Each hour is rounded to whole watt-hours; sums of halves of doubles carry a rounding of their own.
                .isBetween(expected - hours * 0.5 - ROUNDING, expected + hours * 0.5 + ROUNDING);
    }

    /** The one that was found by chance: both hours lie at a tie. */
    @Test
    void aTieIsRoundedAndNotLost() {
        energyIsNeitherMadeNorLost(0, List.of(0, 0, 0, 24_577, 98_401, 1));
    }

    @Provide
    Arbitrary<List<Integer>> watts() {
        return Arbitraries.integers().between(0, 200_000).list().ofMinSize(6).ofMaxSize(300);
    }
}
