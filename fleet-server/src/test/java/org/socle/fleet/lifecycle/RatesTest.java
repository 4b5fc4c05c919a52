package org.socle.fleet.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.socle.fleet.access.Scope;
import org.socle.fleet.lifecycle.Share.Line;

/** The three rates of a year against a sheet made by hand, {@code lifecycle/2025-by-hand.csv}. */
class RatesTest {
    private static final LocalDate END = LocalDate.of(2025, 12, 31);

    private FixtureYear year;

    @BeforeEach
    void take(@TempDir Path directory) {
        year = new FixtureYear(directory);
        year.take(year.ofSchool(), FixtureYear.resource("2025.csv"));
    }

    @AfterEach
    void close() {
        year.close();
    }

    private static Map<String, NamedCsvRecord> sheet() throws IOException {
        Map<String, NamedCsvRecord> sheet = new LinkedHashMap<>();
        try (CsvReader<NamedCsvRecord> lines = CsvReader.builder()
                .commentStrategy(CommentStrategy.SKIP)
                .ofNamedCsvRecord(FixtureYear.resource("2025-by-hand.csv"))) {
            lines.forEach(line -> sheet.put(line.getField("rate"), line));
        }
        return sheet;
    }

    private Share share(Rate rate) {
        List<Item> all = year.equipment.all(Scope.of(year.school.path()));
        return new Asked(2025, END, "", Optional.empty(), Scope.of(year.school.path())).share(rate, all);
    }

    private static List<String> names(Share share, Predicate<Line> which) {
        return share.lines().stream()
                .filter(which)
                .map(line -> line.item().name())
                .sorted()
                .toList();
    }

    private static List<String> names(String field) {
        return field.isEmpty()
                ? List.of()
                : Arrays.stream(field.split(" ", -1)).sorted().toList();
    }

    @ParameterizedTest
    @EnumSource
    void equalsTheSheetMadeByHand(Rate rate) throws IOException {
        Share share = share(rate);
        NamedCsvRecord sheet = sheet().get(rate.word());

        assertThat(share.numerator()).isEqualTo(Long.parseLong(sheet.getField("numerator")));
        assertThat(share.denominator()).isEqualTo(Long.parseLong(sheet.getField("denominator")));
        assertThat(share.wider()).isEqualTo(Long.parseLong(sheet.getField("wider")));
        assertThat(share.percent().getAsDouble())
                .isCloseTo(Double.parseDouble(sheet.getField("percent")) + 0.05, within(0.05));
        assertThat(share.widerPercent().getAsDouble())
                .isCloseTo(Double.parseDouble(sheet.getField("percent_wider")) + 0.05, within(0.05));
        assertThat(names(share, Line::above)).isEqualTo(names(sheet.getField("above")));
        assertThat(names(share, line -> line.wider() && !line.above())).isEqualTo(names(sheet.getField("wider_only")));
        assertThat(names(share, line -> line.below() && !line.wider())).isEqualTo(names(sheet.getField("below_only")));
        assertThat(names(share, line -> !line.above() && !line.below())).isEqualTo(names(sheet.getField("out")));
    }

    @Test
    void saysWhySomethingIsNotCounted() {
        assertThat(share(Rate.PURCHASES).count(Share.Why.FLAT_UNKNOWN)).isEqualTo(1);
        assertThat(share(Rate.PURCHASES).count(Share.Why.PRICE_UNKNOWN)).isEqualTo(1);
        assertThat(share(Rate.REUSE).count(Share.Why.TOO_OLD)).isEqualTo(2);
        assertThat(share(Rate.REUSE).count(Share.Why.AGE_UNKNOWN)).isEqualTo(1);
        assertThat(share(Rate.REUSE).count(Share.Why.REUSED)).isEqualTo(1);
        assertThat(share(Rate.REFURBISHED).count(Share.Why.ORIGIN_UNKNOWN)).isEqualTo(1);
    }

    @Test
    void machinesOfTenYearsAndMoreAreCounted() {
        assertThat(Refurbished.ages(year.equipment.all(Scope.EVERYTHING), END))
                .isEqualTo(new Refurbished.Ages(2, 1, 1));
    }

    @Test
    void aMachineThatIsKeptOutIsNotInUse() {
        year.database.writing(handle -> handle.execute("UPDATE machine SET revoked = 1 WHERE serial_number = 'SN-A'"));

        assertThat(share(Rate.REFURBISHED).numerator()).isEqualTo(6);
        // It was bought all the same.
        assertThat(share(Rate.PURCHASES).numerator()).isEqualTo(74_000);
    }

    @Test
    void whoDoesNotSeeTheSchoolSeesNothingOfItsRates() {
        assertThat(year.equipment.all(Scope.of(year.other.path()))).isEmpty();
        assertThat(year.equipment.all(Scope.NOTHING)).isEmpty();
        assertThat(Agec.of(List.of(), 2025, FlatValues.ALL).percent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2022,,", "2023,,25", "2024,20,35", "2025,20,50", "2026,20,50", "2027,25,50", "2029,25,50", "2030,30,50"
    })
    void theTargetsOfTheLaw(int of, Integer purchases, Integer reuse) {
        assertThat(Agec.target(of)).isEqualTo(purchases == null ? OptionalInt.empty() : OptionalInt.of(purchases));
        assertThat(Reen.target(of)).isEqualTo(reuse == null ? OptionalInt.empty() : OptionalInt.of(reuse));
    }

    /** A laptop of four years counts for 200 €, of five it does not; an estimate of the year does not do. */
    @ParameterizedTest
    @CsvSource({"laptop,2021,20000", "laptop,2020,", "laptop,,", "desktop,2024,"})
    void flatValuesOfGifts(String category, String made, Long cents) {
        Facts facts = new FactsText(Map.of(
                        "category",
                        category,
                        "made",
                        made == null ? "" : made,
                        "acquired",
                        "2025-06-01",
                        "how",
                        "gift"))
                .read(END);

        assertThat(FlatValues.ALL.of(facts).isPresent()).isEqualTo(cents != null);
        FlatValues.ALL.of(facts).ifPresent(value -> assertThat(value).isEqualTo(cents));
        assertThat(FlatValues.ALL.all())
                .allSatisfy(value -> assertThat(value.source()).contains("non lue"));
    }
}
