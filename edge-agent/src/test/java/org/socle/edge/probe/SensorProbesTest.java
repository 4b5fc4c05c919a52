package org.socle.edge.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.socle.edge.probe.FakeMachine.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Temperatures, fans and batteries that are not what they seem. */
class SensorProbesTest {
    private static final String CHIP = "sys/class/hwmon/hwmon0/";

    private FakeMachine machine;

    @BeforeEach
    void machine(@TempDir Path root) {
        machine = new FakeMachine(root);
    }

    @Test
    void theEndsOfASensorsRangeAreNoTemperature() {
        assertThat(TemperatureProbe.celsius(124_999)).contains(125.0);
        assertThat(TemperatureProbe.celsius(125_000)).isEmpty();
        assertThat(TemperatureProbe.celsius(-39_999)).contains(-40.0);
        assertThat(TemperatureProbe.celsius(-40_000)).isEmpty();
        for (long code : List.of(0L, -1L, -22L, 47L, 499L, 999L, -999L, 127_000L, -128_000L, 255_000L)) {
            assertThat(TemperatureProbe.celsius(code)).as("%d", code).isEmpty();
        }
        assertThat(TemperatureProbe.celsius(1_000)).contains(1.0);
        assertThat(TemperatureProbe.celsius(-5_000)).contains(-5.0);
        assertThat(TemperatureProbe.celsius(47_500)).contains(48.0);
    }

    @Test
    void aSensorThatSaysItIsFaultyIsNotBelieved() throws IOException {
        machine.with(CHIP + "name", "w83627ehf")
                .with(CHIP + "temp1_input", 40_000)
                .with(CHIP + "temp1_fault", 0)
                .with(CHIP + "temp2_input", 50_000)
                .with(CHIP + "temp2_fault", 1);
        assertThat(read(new TemperatureProbe(machine.files())))
                .isEqualTo(Map.of("temperature.value[w83627ehf temp1]", 40.0));
    }

    @Test
    void twoChipsOfAKindAreToldApartByTheirDevice() throws IOException {
        for (int processor = 0; processor < 2; processor++) {
            String chip = "sys/class/hwmon/hwmon" + (7 - processor) + "/";
            machine.with(chip + "name", "coretemp")
                    .with(chip + "temp1_label", "Core 0")
                    .with(chip + "temp1_input", 40_000 + processor * 1_000)
                    .linked(chip + "device", "../../../devices/platform/coretemp." + processor);
        }
        assertThat(read(new TemperatureProbe(machine.files())))
                .isEqualTo(Map.of(
                        "temperature.value[coretemp-coretemp.0 Core 0]", 40.0,
                        "temperature.value[coretemp-coretemp.1 Core 0]", 41.0));
    }

    @Test
    void oneLabelTwiceIsToldApartByItsChannel() throws IOException {
        machine.with(CHIP + "name", "nct6775")
                .with(CHIP + "temp1_label", "PECI")
                .with(CHIP + "temp1_input", 40_000)
                .with(CHIP + "temp2_label", "PECI")
                .with(CHIP + "temp2_input", 41_000);
        assertThat(read(new TemperatureProbe(machine.files())))
                .isEqualTo(
                        Map.of("temperature.value[nct6775 PECI]", 40.0, "temperature.value[nct6775 PECI temp2]", 41.0));
    }

    @Test
    void onlyAFanSeenTurningCanBeSeenToStandStill() throws IOException {
        FanProbe probe = new FanProbe(machine.files());
        machine.with(CHIP + "name", "dell_smm").with(CHIP + "fan1_input", 0).with(CHIP + "fan2_input", 0);
        assertThat(read(probe)).isEmpty();
        machine.with(CHIP + "fan1_input", 1_012);
        assertThat(read(probe)).isEqualTo(Map.of("fan.speed[dell_smm fan1]", 1_012.0));
        machine.with(CHIP + "fan1_input", 0);
        assertThat(read(probe)).isEqualTo(Map.of("fan.speed[dell_smm fan1]", 0.0));
        machine.with(CHIP + "fan1_input", 65_535);
        assertThat(read(probe)).as("a counter's noise").isEmpty();
    }

    @Test
    void aBatteryThatGrewBeyondItsDesignHasNoHealth() throws IOException {
        String battery = "sys/class/power_supply/BAT0/";
        machine.with(battery + "type", "Battery")
                .with(battery + "capacity", 101)
                .with(battery + "status", "Not charging")
                .with(battery + "technology", "Unknown")
                .with(battery + "charge_full", 5_000_000)
                .with(battery + "charge_full_design", 3_000_000);
        assertThat(read(new BatteryProbe(machine.files())))
                .isEqualTo(Map.of("battery.capacity[BAT0]", 5.0, "battery.status[BAT0]", "not_charging"));
        machine.with(battery + "charge_full_design", 4_900_000);
        assertThat(read(new BatteryProbe(machine.files()))).containsEntry("battery.health[BAT0]", 102L);
    }

    @Test
    void allOnesAreNoFigureOfABattery() throws IOException {
        FakeMachine laptop = FakeMachine.like("latitude-e6430", machine.root());
        String battery = "sys/class/power_supply/BAT0/";
        BatteryProbe probe = new BatteryProbe(laptop.files());
        assertThat(read(probe))
                .containsEntry("battery.health[BAT0]", 50L)
                .containsKeys("battery.capacity[BAT0]", "battery.voltage[BAT0]");
        laptop.with(battery + "charge_full_design", 65_535_000);
        assertThat(read(probe)).doesNotContainKey("battery.health[BAT0]");
        laptop.with(battery + "charge_full_design", 5_300_000)
                .with(battery + "charge_full", 4_294_967_295L)
                .with(battery + "cycle_count", 65_535)
                .with(battery + "voltage_now", 4_294_967_295L);
        assertThat(read(probe))
                .doesNotContainKeys(
                        "battery.health[BAT0]",
                        "battery.capacity[BAT0]",
                        "battery.cycles[BAT0]",
                        "battery.voltage[BAT0]")
                .containsEntry("battery.level[BAT0]", 41L);
    }

    @Test
    void anEmptyBayIsNoBattery() throws IOException {
        machine.with("sys/class/power_supply/BAT1/type", "Battery").with("sys/class/power_supply/BAT1/present", 0);
        assertThat(new BatteryProbe(machine.files()).present()).isFalse();
    }
}
