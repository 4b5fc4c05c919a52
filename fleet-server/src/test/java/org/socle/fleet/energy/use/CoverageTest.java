package org.socle.fleet.energy.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.socle.fleet.energy.use.Sums.Measure;

class CoverageTest {
    private static final LocalDate OCTOBER = LocalDate.of(2025, 10, 1);
    private static final LocalDate LATER = LocalDate.of(2026, 3, 1);
    private static final double DAY = 86_400;

    /** All that passed is known. */
    private static Sums days(double days) {
        return new Sums.Builder()
                .add(Measure.OFF_TIME, days * DAY)
                .add(Measure.TIME, days * DAY)
                .build();
    }

    private static PlaceMonth month(LocalDate first, int machines, double days) {
        return new PlaceMonth(1, "/1/", 1, "École", "0381778B", first, machines, days(days));
    }

    @Test
    void aMonthFollowedForFiveDaysIsKnownToASixth() {
        assertThat(Coverage.of(days(2 * 5), 2, OCTOBER, LATER)).isCloseTo(5 / 31.0, within(1e-9));
        assertThat(Coverage.of(days(2 * 31), 2, OCTOBER, LATER)).isEqualTo(1);
        assertThat(Coverage.of(Sums.NONE, 0, OCTOBER, LATER)).isZero();
    }

    @Test
    void theMonthThatGoesOnCountsUpToToday() {
        assertThat(Coverage.of(days(10), 1, OCTOBER, LocalDate.of(2025, 10, 11)))
                .isEqualTo(1);
    }

    @Test
    void monthsAreWeighedByTheirMachines() {
        assertThat(Coverage.of(
                        List.of(month(OCTOBER, 1, 31), month(LocalDate.of(2025, 11, 1), 3, 30), month(OCTOBER, 1, 0)),
                        LATER))
                .isCloseTo((31 + 30.0) / (2 * 31 + 3 * 30), within(1e-9));
    }
}
