package org.socle.fleet.energy.waste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.socle.fleet.energy.factor.FactorFile;
import org.socle.fleet.energy.factor.Factors;
import org.socle.fleet.energy.use.Sums;
import org.socle.fleet.energy.use.Sums.Measure;

/** Each finder on both sides of its thresholds, over 28 days with 16 days of class, in a year with 144. */
class FindersTest {
    private static final int DAYS = 28;
    private static final int CLASS_DAYS = 16;
    private static final double HOUR = 3600;

    /** Six hours on 16 of 28 days, and on 144 of 365: 96 and 864 hours in class, 576 and 7896 outside. */
    private static final double IN_CLASS = 9;

    private static final double OUTSIDE = 7_896 / 576.0;
    private static final double UNDATED = 365 / 28.0;
    private static final Supply MAINLAND = new Supply(25, 0.0461);

    private static Factors factors() {
        try (InputStream in = FindersTest.class.getResourceAsStream("/factors/2026-05.csv")) {
            return FactorFile.parse(
                    "2026-05", new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Weeks weeks(String type, int wholeDays, double idle, double load, Map<Measure, Double> sums) {
        Map<Measure, Double> all = new EnumMap<>(Measure.class);
        all.putAll(sums);
        return new Weeks(
                type,
                Sums.<RuntimeException>of(measure -> all.getOrDefault(measure, 0.0)),
                DAYS,
                wholeDays,
                OptionalDouble.of(idle),
                OptionalDouble.of(load),
                CLASS_DAYS,
                new Scale(IN_CLASS, OUTSIDE, UNDATED));
    }

    private static List<Waste> find(Weeks weeks) {
        return Finders.find(weeks, factors(), MAINLAND);
    }

    private static List<WasteKind> kinds(Weeks weeks) {
        return find(weeks).stream().map(Waste::kind).toList();
    }

    @Test
    void aMachineThatIsHardlyEverOffIsFoundFromFourDaysOfFiveOn() {
        Map<Measure, Double> sums = Map.of(
                Measure.OUTSIDE,
                5_600.0,
                Measure.ON_OUTSIDE,
                560 * HOUR,
                Measure.USED,
                2_000.0,
                Measure.ON_SCHOOL,
                112 * HOUR,
                Measure.ACTIVE,
                112 * HOUR);

        assertThat(kinds(weeks("laptop", 22, 5, 50, sums))).doesNotContain(WasteKind.NEVER_OFF);
        List<Waste> found = find(weeks("laptop", 23, 5, 50, sums));
        assertThat(found).extracting(Waste::kind).containsExactly(WasteKind.NEVER_OFF);
        assertThat(found.get(0).yearly()).isCloseTo(5_600 * OUTSIDE, within(1e-6));
        assertThat(found.get(0).measure()).isEqualTo(20);
    }

    @Test
    void aTotemMayBeOnWhilePeoplePassBy() {
        // Six hours on 16 of 28 days are 96 hours.
        assertThat(kinds(weeks("board", 28, 3, 10, Map.of(Measure.OUTSIDE, 400.0, Measure.ON_OUTSIDE, 96 * HOUR))))
                .isEmpty();
        List<Waste> found =
                find(weeks("board", 28, 3, 10, Map.of(Measure.OUTSIDE, 400.0, Measure.ON_OUTSIDE, 192 * HOUR)));
        assertThat(found).extracting(Waste::kind).containsExactly(WasteKind.LIT_AT_NIGHT);
        assertThat(found.get(0).yearly()).isCloseTo(200 * OUTSIDE, within(1e-6));
    }

    private static final Map<Measure, Double> ALWAYS =
            Map.of(Measure.ON_SCHOOL, 96 * HOUR, Measure.ON_OUTSIDE, 576 * HOUR);

    @Test
    void aStrongMachineWithLittleToDoIsFoundFromThreeTimesAnEfficientOneOn() {
        assertThat(kinds(weeks("desktop", 28, 37.7, 19.9, ALWAYS))).isEmpty();
        assertThat(kinds(weeks("desktop", 28, 37.8, 20, ALWAYS))).isEmpty();
        List<Waste> found = find(weeks("desktop", 28, 37.8, 19.9, ALWAYS));
        assertThat(found).extracting(Waste::kind).containsExactly(WasteKind.OVERSIZED);
        assertThat(found.get(0).measure()).isEqualTo(37.8);
        assertThat(found.get(0).yearly()).as("for all hours of a year").isCloseTo(25.2 * 8_760, within(1e-6));
    }

    @Test
    void anHourBeforeAndAfterClassIsNobodysBusiness() {
        // 4 h on 16 days are 64 h; two hours a day more are 56 h.
        assertThat(kinds(weeks("laptop", 0, 5, 0, Map.of(Measure.OUTSIDE, 600.0, Measure.ON_OUTSIDE, 119.9 * HOUR))))
                .isEmpty();
        assertThat(kinds(weeks("laptop", 0, 5, 0, Map.of(Measure.OUTSIDE, 1_000.0, Measure.ON_OUTSIDE, 120.1 * HOUR))))
                .containsExactly(WasteKind.ON_WHILE_EMPTY);
    }

    @Test
    void fourHoursOfClassADayUnusedAndNextToNeverAsleep() {
        Map<Measure, Double> sums = new EnumMap<>(Measure.class);
        sums.putAll(Map.of(Measure.IDLE, 600.0, Measure.ON_SCHOOL, 96 * HOUR, Measure.ACTIVE, 32 * HOUR));

        List<Waste> found = find(weeks("laptop", 0, 5, 0, sums));
        assertThat(found).extracting(Waste::kind).containsExactly(WasteKind.NEVER_SLEEPS);
        assertThat(found.get(0).measure()).isEqualTo(4);
        assertThat(found.get(0).yearly()).as("in class only").isCloseTo(600 * IN_CLASS, within(1e-6));
        sums.put(Measure.ACTIVE, 32.1 * HOUR);
        assertThat(kinds(weeks("laptop", 0, 5, 0, sums))).isEmpty();
        sums.put(Measure.ACTIVE, 32 * HOUR);
        // Unused for 64 hours: asleep for a twentieth of that it does sleep, and shut once for an hour it does not.
        sums.put(Measure.ASLEEP_TIME, HOUR);
        assertThat(kinds(weeks("laptop", 0, 5, 0, sums))).containsExactly(WasteKind.NEVER_SLEEPS);
        sums.put(Measure.ASLEEP_TIME, 3.19 * HOUR);
        assertThat(kinds(weeks("laptop", 0, 5, 0, sums))).containsExactly(WasteKind.NEVER_SLEEPS);
        sums.put(Measure.ASLEEP_TIME, 3.2 * HOUR);
        assertThat(kinds(weeks("laptop", 0, 5, 0, sums))).isEmpty();
    }

    @Test
    void aScreenThatIsLitForThreeHoursADayForNobody() {
        Map<Measure, Double> sums = new EnumMap<>(Measure.class);
        sums.putAll(Map.of(
                Measure.SCREENS,
                1_600.0,
                Measure.LIT_UNUSED,
                84 * HOUR,
                Measure.ON_SCHOOL,
                112 * HOUR,
                Measure.ACTIVE,
                112 * HOUR));

        List<Waste> found = find(weeks("laptop", 0, 5, 0, sums));
        assertThat(found).extracting(Waste::kind).containsExactly(WasteKind.SCREEN_UNUSED);
        assertThat(found.get(0).yearly()).isCloseTo(1_600 * 0.75 * IN_CLASS, within(1e-6));
        // On for as long outside class: half of the same waste is there.
        sums.put(Measure.ON_OUTSIDE, 112 * HOUR);
        sums.put(Measure.LIT_UNUSED, 168 * HOUR);
        assertThat(find(weeks("laptop", 0, 5, 0, sums)))
                .filteredOn(waste -> waste.kind() == WasteKind.SCREEN_UNUSED)
                .singleElement()
                .satisfies(waste ->
                        assertThat(waste.yearly()).isCloseTo(1_600 * 0.75 * (IN_CLASS + OUTSIDE) / 2, within(1e-6)));
        sums.remove(Measure.ON_OUTSIDE);
        sums.put(Measure.LIT_UNUSED, 83.9 * HOUR);
        assertThat(kinds(weeks("laptop", 0, 5, 0, sums))).isEmpty();
    }

    @Test
    void aMachineWhoseElectricityPaysForAnotherSaysWhenThatPaysOffInCarbonToo() {
        // 63 W instead of 12.6 W. In class 20.1 kWh, nine times in a year 180.9; outside 5.76 on and 0.576 off, 86.856
        // in a
        // year; 2.8 undated, 36.5 in a year. Of these 304.256 kWh four fifths are saved, 243.405; at 25 cents 60.85 €.
        Map<Measure, Double> sums = Map.of(
                Measure.USED,
                20_000.0,
                Measure.OUTSIDE,
                5_760.0,
                Measure.OFF,
                676.0,
                Measure.RESTING_SCHOOL,
                100.0,
                Measure.UNDATED,
                2_800.0,
                Measure.ON_SCHOOL,
                25_760 / 63.0 * HOUR,
                Measure.ACTIVE,
                1e9);
        List<Waste> found = find(weeks("desktop", 0, 5, 0, sums));

        assertThat(found).extracting(Waste::kind).containsExactly(WasteKind.COSTLY);
        assertThat(found.get(0).yearly()).isCloseTo(243_404.8, within(1e-3));
        assertThat(found.get(0).measure()).isCloseTo(200 / 60.8512, within(1e-6));
        // 243.405 kWh are 11.2210 kg; a refurbished one carries 3 % of 210 kg at least, 57 % of 328 kg at most.
        Years carbon = Objects.requireNonNull(found.get(0).carbon());
        assertThat(carbon.low()).isCloseTo(6.3 / 11.2210, within(1e-3));
        assertThat(carbon.high()).isCloseTo(186.96 / 11.2210, within(1e-3));

        assertThat(Finders.find(weeks("desktop", 0, 5, 0, sums), factors(), new Supply(20, 0)))
                .as("paid in 4.11 years")
                .isEmpty();
        assertThat(Finders.find(weeks("desktop", 0, 5, 0, sums), factors(), new Supply(25, 0)))
                .as("in Corsica no factor is known")
                .extracting(Waste::carbon)
                .containsOnlyNulls();
    }

    @Test
    void lessThanTwoWeeksAreNoHabit() {
        Weeks known = weeks("desktop", 28, 40, 5, ALWAYS);
        assertThat(kinds(known)).isNotEmpty();
        assertThat(kinds(new Weeks(
                        known.type(),
                        known.sums(),
                        13,
                        13,
                        known.idleWatts(),
                        known.load(),
                        CLASS_DAYS,
                        known.scale())))
                .isEmpty();
    }
}
