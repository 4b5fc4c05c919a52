package org.socle.fleet.energy.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OffHoursTest {

    @Test
    void theShareIsOfWhatHasAnHour() {
        assertThat(new OffHours(50, 100, 100, 0).share()).hasValue(0.5);
        assertThat(new OffHours(0, 0, 10, 0).share()).isEmpty();
    }

    @Test
    void whatHasNoHourMayHaveBeenAtAnyTime() {
        // 53 of 113 kWh with an hour, 66 without: between 53 and 119 of 179.
        OffHours outside = new OffHours(53, 113, 179, 179);
        assertThat(outside.low()).isCloseTo(0.296, within(0.001));
        assertThat(outside.high()).isCloseTo(0.665, within(0.001));
    }

    @Test
    void modelsMayErrBySevenPointsAndMetersByNone() {
        assertThat(new OffHours(50, 100, 100, 0).uncertainty()).isEqualTo(0.07);
        assertThat(new OffHours(50, 100, 100, 75).uncertainty()).isCloseTo(0.0175, within(1e-9));
        assertThat(new OffHours(50, 100, 100, 100).low()).isEqualTo(0.5);
        assertThat(new OffHours(98, 100, 100, 0).high()).isEqualTo(1);
        assertThat(new OffHours(0, 0, 0, 0).high()).isEqualTo(0);
    }
}
