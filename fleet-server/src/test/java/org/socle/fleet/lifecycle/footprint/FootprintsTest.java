package org.socle.fleet.lifecycle.footprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socle.fleet.energy.factor.FactorFile;
import org.socle.fleet.energy.factor.Factors;
import org.socle.fleet.lifecycle.Acquisition;
import org.socle.fleet.lifecycle.Category;
import org.socle.fleet.lifecycle.Facts;
import org.socle.fleet.lifecycle.Item;
import org.socle.fleet.ticket.UsedPart;

/** Reckoned by hand, with the figures of the shipped edition of May 2026. */
class FootprintsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    private static final double GRAM = 0.001;

    private static Factors factors() throws IOException {
        try (InputStream in = FootprintsTest.class.getResourceAsStream("/factors/2026-05.csv")) {
            return FactorFile.parse(
                    "2026-05", new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Item item(
            long machine,
            String name,
            @Nullable Category category,
            @Nullable Integer made,
            @Nullable String acquired,
            @Nullable Acquisition how,
            @Nullable String retired) {
        return new Item(
                machine,
                machine,
                UUID.randomUUID(),
                name,
                "",
                1L,
                "École",
                "0381778B",
                false,
                new Facts(
                        category,
                        acquired == null ? null : LocalDate.parse(acquired),
                        how,
                        null,
                        null,
                        made,
                        "",
                        retired == null ? null : LocalDate.parse(retired),
                        null,
                        null,
                        ""));
    }

    private static final Item OLD_LAPTOP =
            item(1, "laptop", Category.LAPTOP, 2016, "2021-09-01", Acquisition.REUSE, null);
    private static final Item NEW_DESKTOP =
            item(2, "desktop", Category.DESKTOP, null, "2025-03-01", Acquisition.NEW, null);
    private static final Item SCREEN = item(3, "screen", Category.SCREEN, null, null, null, null);
    private static final Item BOARD = item(4, "board", Category.OTHER, 2020, null, Acquisition.NEW, null);

    private static Footprint only(Item item, List<UsedPart> parts, LocalDate day) throws IOException {
        List<Footprint> all =
                Footprints.of(List.of(item), parts, factors(), day).all();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void tenYearsCarryTheMakingAndTheDiskThatWasReplaced() throws IOException {
        Footprint laptop = only(OLD_LAPTOP, List.of(new UsedPart(1, "SSD 240 Go", 1)), TODAY);

        assertThat(laptop.years()).isEqualTo(10);
        assertThat(laptop.estimated()).isFalse();
        assertThat(laptop.yearly()).isCloseTo((185.1 + 135.1) / 10, within(GRAM));
        assertThat(laptop.yearlyRange().low()).isCloseTo(31.01, within(GRAM));
        assertThat(laptop.yearlyRange().high()).isCloseTo(41.61, within(GRAM));
        // 192.6 kg in five years make 38.52; 43 to 97 % of it, less 13.51 for the disk.
        Range avoided = Objects.requireNonNull(laptop.avoided());
        assertThat(avoided.low()).isCloseTo(3.0536, within(GRAM));
        assertThat(avoided.high()).isCloseTo(23.8544, within(GRAM));
    }

    @Test
    void aYoungOneIsSpreadOverTheUsualLifeAndANewOneAvoidsNothing() throws IOException {
        Footprint desktop = only(NEW_DESKTOP, List.of(), TODAY);

        assertThat(desktop.years()).isEqualTo(6);
        assertThat(desktop.yearly()).isCloseTo(35.25, within(GRAM));
        assertThat(desktop.avoided()).isNull();
    }

    @Test
    void withoutAnAgeTheUsualLifeIsTakenAndSaidToBeAnEstimate() throws IOException {
        Footprint screen = only(SCREEN, List.of(), TODAY);

        assertThat(screen.years()).isEqualTo(6);
        assertThat(screen.estimated()).isTrue();
        assertThat(screen.yearly()).isCloseTo(11.6333, within(GRAM));
    }

    @Test
    void aLifeThatEndedIsTheRealOne() throws IOException {
        Item retired = item(5, "old", Category.LAPTOP, 2020, "2020-09-01", Acquisition.NEW, "2024-06-30");

        assertThat(only(retired, List.of(), LocalDate.of(2023, 12, 31)).yearly())
                .isCloseTo(46.275, within(GRAM));
        assertThat(Footprints.of(List.of(retired), List.of(), factors(), LocalDate.of(2024, 12, 31))
                        .all())
                .isEmpty();
    }

    @Test
    void whatHasNoFactorIsCountedNowhere() throws IOException {
        Footprints all = Footprints.of(
                List.of(BOARD, SCREEN, OLD_LAPTOP, NEW_DESKTOP),
                List.of(new UsedPart(1, "clavier", 2), new UsedPart(2, "Disque dur 1 To", 1)),
                factors(),
                TODAY);

        assertThat(all.counted()).isEqualTo(3);
        assertThat(all.estimated()).isEqualTo(2);
        assertThat(all.used()).isEqualTo(1);
        assertThat(all.strange()).isEqualTo(2);
        assertThat(all.yearly()).isCloseTo(185.1 / 10 + (211.5 + 11.9) / 6 + 69.8 / 6, within(GRAM));
        assertThat(all.avoided().low()).isCloseTo(16.5636, within(GRAM));
        assertThat(all.avoided().high()).isCloseTo(37.3644, within(GRAM));
        assertThat(all.all()).extracting(each -> each.item().name()).first().isEqualTo("desktop");
        assertThat(all.edition()).isEqualTo("2026-05");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "SSD 240 Go, ssd",
                "Disque NVMe, ssd",
                "nouveau M.2 512, ssd",
                "HDD 500, hdd",
                "Disque dur, hdd",
                "hard drive, hdd",
                "clavier, -",
                "dissdient, -",
                "'', -"
            })
    void disksAreKnownByWhatIsTyped(String designation, @Nullable String kind) {
        assertThat(PartKind.named(designation).map(PartKind::word).orElse(null)).isEqualTo(kind);
    }
}
