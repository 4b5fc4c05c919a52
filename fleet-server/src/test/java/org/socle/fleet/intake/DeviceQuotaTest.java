package org.socle.fleet.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.socle.fleet.config.MqttConfig;

class DeviceQuotaTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private final DeviceQuota quota = new DeviceQuota(new MqttConfig.Quota(60, 1_000), 0);

    private int takenAtOnce(int size, long now) {
        int taken = 0;
        while (quota.take(size, now)) {
            taken++;
        }
        return taken;
    }

    @Test
    void twoMinutesAreTakenAtOnceAndThenWhatAMinuteBrings() {
        assertThat(takenAtOnce(1, 0)).isEqualTo(120);
        assertThat(takenAtOnce(1, 10 * SECOND)).as("one a second").isEqualTo(10);
    }

    @Test
    void bytesAreCountedApartFromMessages() {
        assertThat(takenAtOnce(1_000, 0)).isEqualTo(2);
        assertThat(quota.take(1_000, 59 * SECOND)).isFalse();
        assertThat(quota.take(1_000, 60 * SECOND)).isTrue();
    }

    @Test
    void aDayHasAnEndAsWell() {
        long taken = 0;
        for (long minute = 0; minute < 24 * 60; minute++) {
            taken += takenAtOnce(500, minute * 60 * SECOND);
        }
        // Forty minutes' worth at once and the same again over the day, in pieces of 500 bytes.
        assertThat(taken * 500).isBetween(78_000L, 80_000L);
    }

    @Test
    void itIsAFloodUntilAnHourHasPassedInPeace() {
        assertThat(quota.refused(0)).isZero();
        takenAtOnce(1, 0);
        assertThat(quota.refused(0)).isEqualTo(1);
        assertThat(quota.take(1, 0)).isFalse();
        assertThat(quota.refused(3_599 * SECOND)).isEqualTo(2);
        assertThat(quota.refused(3_600 * SECOND)).isZero();
    }

    @Test
    void whoComesBackTooOftenWaitsTenSecondsEachTime() {
        for (int i = 0; i < 60; i++) {
            assertThat(quota.mayConnect(0)).as("connection " + i).isTrue();
            quota.connected(0);
        }
        assertThat(quota.mayConnect(9 * SECOND)).isFalse();
        assertThat(quota.mayConnect(11 * SECOND)).isTrue();
    }

    @Test
    void itIsFullAgainAfterADay() {
        takenAtOnce(100, 0);
        assertThat(quota.full(3_600 * SECOND)).isFalse();
        assertThat(quota.full(86_400 * SECOND)).isTrue();
    }

    @Test
    void aClockThatStandsOrGoesBackGivesNothingAway() {
        takenAtOnce(1, SECOND);
        assertThat(quota.take(1, SECOND)).isFalse();
        assertThat(quota.take(1, 0)).isFalse();
        assertThat(quota.take(1, SECOND)).isFalse();
    }
}
