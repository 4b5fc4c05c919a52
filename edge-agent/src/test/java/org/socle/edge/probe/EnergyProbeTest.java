package org.socle.edge.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.edge.probe.energy.PlugReading;
import org.socle.edge.source.Notebook;
import org.socle.edge.source.Plug;
import org.socle.edge.source.PowerFacts;

/** Every meter through to watt-hours, over wraps, restarts, sleep and other plugs. */
class EnergyProbeTest {
    private static final Offset<Double> TENTH = within(0.1);
    private static final String CONSUMED = "energy.consumed[machine]";
    private static final String METERED = "energy.metered[machine]";
    private static final String UNCERTAINTY = "energy.uncertainty[machine]";
    private static final String SOURCE = "energy.source[machine]";
    private static final String QUALITY = "energy.quality[machine]";
    private static final long RANGE = 262_143_328_850L;

    private EnergyBench bench;

    @BeforeEach
    void open(@TempDir Path root) {
        bench = new EnergyBench(root);
    }

    private static String captured(String name) throws IOException {
        Map<?, ?> all = JSON.std.mapFrom(Files.readString(Path.of("src/test/resources/plugs/payloads.json")));
        Object payload = ((Map<?, ?>) all.get(name)).get("payload");
        return payload instanceof String text ? text : JSON.std.asString(payload);
    }

    @Test
    void aMachineWithoutMetersIsModelledByItsKindAndLoad() throws IOException {
        bench.desktop().looks();
        assertThat(bench.number(CONSUMED)).isZero();
        assertThat(bench.number("energy_model.idle")).isEqualTo(20.7);
        assertThat(bench.number("energy_model.full")).isEqualTo(79.2);
        bench.passes(300, 0.5).looks();
        // (20.7 + 58.5 / 2) W for five minutes
        assertThat(bench.number(CONSUMED)).isEqualTo(4.2, TENTH);
        assertThat(bench.number("power.value[machine]")).isEqualTo(49.95, TENTH);
        assertThat(bench.number(METERED)).isZero();
        assertThat(bench.number(UNCERTAINTY)).isEqualTo(3.5, TENTH);
        assertThat(bench.value(SOURCE)).isEqualTo("model");
        assertThat(bench.value(QUALITY)).isEqualTo(16L);
        assertThat(bench.value("energy.level[machine]")).isEqualTo(15L);
        assertThat(bench.value("energy_model.uncertainty")).isEqualTo(85L);
    }

    @Test
    void theProcessorsOwnLimitMakesTheModelBetter() throws IOException {
        bench.machine.with("sys/class/powercap/intel-rapl:0/constraint_0_max_power_uw", 35_000_000);
        bench.desktop().looks();
        assertThat(bench.number("energy_model.full")).isEqualTo(52.2);
        assertThat(bench.value("energy_model.basis")).isEqualTo("processor");
        // At rest nothing more is known than by the kind.
        assertThat(bench.value("energy_model.uncertainty")).isEqualTo(85L);
    }

    @Test
    void aVirtualMachineConsumesNothingOfItsOwn() throws IOException {
        bench.machine.with("sys/class/dmi/id/sys_vendor", "QEMU").with("sys/class/dmi/id/chassis_type", "1");
        bench.restartAgent().looks();
        assertThat(bench.told()).isEmpty();
    }

    @Test
    void sleepIsCountedAsSleep() throws IOException {
        bench.desktop().looks();
        bench.passes(60, 0).sleeps(36_000).passes(240, 0).looks();
        // 300 s at 20.7 W and ten hours at 1.4 W
        assertThat(bench.number(CONSUMED)).isEqualTo(1.7 + 14.0, within(0.2));
    }

    @Test
    void aRestartOfTheMachineCountsFromItsStartNotFromWhenItWasOff() throws IOException {
        bench.desktop().looks();
        bench.passes(300, 0).looks();
        double before = bench.number(CONSUMED);
        bench.reboots(600).looks();
        assertThat(bench.number(CONSUMED)).isEqualTo(before + 20.7 / 6, TENTH);
    }

    @Test
    void aRestartOfTheAgentLosesAndDoublesNothing() throws IOException {
        bench.desktop().looks();
        bench.passes(300, 0).looks();
        bench.passes(200, 0).looks();
        bench.passes(100, 0).restartAgent().passes(3_000, 1).looks();
        // 300 s, then 3300 s of which 3000 at full load
        assertThat(bench.number(CONSUMED)).isEqualTo((300 * 20.7 + 300 * 20.7 + 3_000 * 79.2) / 3600, within(0.2));
    }

    @Test
    void noTotalIsToldThatIsNotOnTheDisk() throws IOException {
        bench.desktop().looks();
        bench.passes(300, 0).looks();
        double kept = bench.number(CONSUMED);
        bench.diskFull = true;
        bench.passes(3_000, 0).looks();
        assertThat(bench.number(CONSUMED)).isEqualTo(kept);
        bench.diskFull = false;
        bench.passes(60, 0).looks();
        assertThat(bench.number(CONSUMED)).isEqualTo(20.7 * 3_360 / 3600, TENTH);
    }

    @Test
    void psysIsTheWholeMachineOverAWrapASleepAndARestart() throws IOException {
        bench.laptop()
                .counter("intel-rapl:1", "psys", RANGE - 3_600_000_000L, RANGE)
                .looks();
        // 2 Wh over the wrap
        bench.passes(300, 0.1)
                .counter("intel-rapl:1", "psys", 3_600_000_000L, RANGE)
                .looks();
        assertThat(bench.number(CONSUMED)).isEqualTo(2.0, TENTH);
        assertThat(bench.number(METERED)).isEqualTo(2.0, TENTH);
        assertThat(bench.value(SOURCE)).isEqualTo("psys");
        assertThat(bench.value(QUALITY)).isEqualTo(4L);
        assertThat(bench.number("power.value[machine]")).isEqualTo(24.0, TENTH);
        // It began anew in sleep: 1 Wh since, and an hour asleep at 0.6 W
        bench.sleeps(3_600)
                .passes(300, 0.1)
                .counter("intel-rapl:1", "psys", 3_600_000_000L - 1, RANGE)
                .looks();
        assertThat(bench.number(METERED)).isEqualTo(3.0, TENTH);
        assertThat(bench.number(CONSUMED)).isEqualTo(3.6, TENTH);
        // After a restart the counter says nothing; a minute since the start is modelled
        bench.reboots(60)
                .counter("intel-rapl:1", "psys", 900_000_000_000L, RANGE)
                .looks();
        bench.passes(300, 0)
                .counter("intel-rapl:1", "psys", 903_600_000_000L, RANGE)
                .looks();
        assertThat(bench.number(METERED)).isEqualTo(4.0, TENTH);
    }

    @Test
    void aCounterThatMayHaveWrappedTwiceIsNotBelieved() throws IOException {
        bench.desktop().counter("intel-rapl:1", "psys", 1_000, RANGE).looks();
        // 400 W for an hour would be more than the range.
        bench.passes(3_600, 0).counter("intel-rapl:1", "psys", 2_000, RANGE).looks();
        assertThat(bench.number(METERED)).isZero();
        assertThat(bench.number(CONSUMED)).isEqualTo(20.7, TENTH);
    }

    @Test
    void packagesAndMemoryAreMeteredAndTheRestOfTheMachineEstimatedFromThem() throws IOException {
        bench.desktop().counter("intel-rapl:0", "package-0", 0, RANGE);
        bench.counter("intel-rapl:0:0", "core", 0, RANGE)
                .counter("intel-rapl:0:1", "dram", 0, RANGE)
                .looks();
        // At rest 5 W and 1 W
        bench.passes(300, 0.01)
                .counter("intel-rapl:0", "package-0", 1_500_000_000L, RANGE)
                .counter("intel-rapl:0:0", "core", 900_000_000L, RANGE)
                .counter("intel-rapl:0:1", "dram", 300_000_000L, RANGE)
                .looks();
        assertThat(bench.value(SOURCE)).isEqualTo("processor_counter");
        assertThat(bench.number("power.value[package-0]")).isEqualTo(5.0);
        assertThat(bench.number("energy.consumed[package-0]")).isEqualTo(0.4, TENTH);
        assertThat(bench.value("energy.scope[dram]")).isEqualTo("memory");
        assertThat(bench.told()).doesNotContainKey("energy.consumed[core]");
        double rest = bench.number(CONSUMED);
        assertThat(rest).isEqualTo(20.7 / 12, TENTH);
        // No surer than the kind's watts at rest, of which it is made
        assertThat(bench.value("energy.level[machine]")).isEqualTo(15L);
        assertThat(bench.number(UNCERTAINTY)).isEqualTo(0.85 * rest, TENTH);
        // 30 W and 1 W: 25 W more behind a supply of 82 %
        bench.passes(300, 0.6)
                .counter("intel-rapl:0", "package-0", 10_500_000_000L, RANGE)
                .counter("intel-rapl:0:1", "dram", 600_000_000L, RANGE)
                .looks();
        assertThat(bench.number(CONSUMED) - rest).isEqualTo((20.7 + 25 / 0.82) / 12, TENTH);
        assertThat(bench.value(QUALITY)).isEqualTo(16L);
        assertThat(bench.number(METERED)).isZero();
    }

    @Test
    void aBatteryMetersTheMachineOnlyWhileItFeedsIt() throws IOException {
        String battery = "sys/class/power_supply/BAT0/";
        bench.laptop();
        bench.machine
                .with(battery + "type", "Battery")
                .with(battery + "status", "Discharging")
                .with(battery + "power_now", 12_000_000);
        bench.looks().passes(300, 0);
        bench.machine.with(battery + "power_now", 18_000_000);
        bench.looks();
        // 15 W in the mean
        assertThat(bench.number(METERED)).isEqualTo(1.3, TENTH);
        assertThat(bench.value(SOURCE)).isEqualTo("battery");
        bench.machine.with(battery + "status", "Charging").with(battery + "power_now", 40_000_000);
        bench.passes(300, 0).looks();
        assertThat(bench.value(SOURCE)).isEqualTo("model");
        assertThat(bench.number(METERED)).isEqualTo(1.3, TENTH);
        assertThat(bench.number(CONSUMED)).isEqualTo(1.25 + 2.75 / 12, TENTH);
    }

    @Test
    void aBatteryThatTellsCurrentAndVoltageIsMultiplied() throws IOException {
        String battery = "sys/class/power_supply/BAT0/";
        bench.laptop();
        bench.machine
                .with(battery + "type", "Battery")
                .with(battery + "status", "Discharging")
                .with(battery + "current_now", -1_000_000)
                .with(battery + "voltage_now", 12_000_000);
        bench.looks().passes(300, 0).looks();
        assertThat(bench.number(METERED)).isEqualTo(1.0, TENTH);
    }

    @Test
    void anAcpiMeterIsRead() throws IOException {
        bench.desktop();
        bench.machine
                .with("sys/class/hwmon/hwmon3/name", "power_meter")
                .with("sys/class/hwmon/hwmon3/power1_average", 36_000_000);
        bench.looks().passes(300, 0.9).looks();
        assertThat(bench.number(METERED)).isEqualTo(3.0, TENTH);
        assertThat(bench.value(SOURCE)).isEqualTo("acpi");
    }

    @Test
    void anInaChipIsReadThroughEitherDriver(@TempDir Path other) throws IOException {
        bench.board("Raspberry Pi 4 Model B Rev 1.4");
        bench.machine
                .with("sys/class/hwmon/hwmon2/name", "ina219")
                .with("sys/class/hwmon/hwmon2/in1_input", 5_100)
                .with("sys/class/hwmon/hwmon2/curr1_input", 500)
                .with("sys/class/hwmon/hwmon2/power1_input", 2_560_000);
        bench.looks();
        assertThat(bench.number("power.value[machine]")).isEqualTo(2.6);

        EnergyBench iio = new EnergyBench(other).board("Raspberry Pi 4 Model B Rev 1.4");
        String chip = "sys/bus/iio/devices/iio:device0/";
        iio.machine
                .with(chip + "name", "ina219")
                .with(chip + "in_voltage0_raw", 5)
                .with(chip + "in_voltage1_raw", 1_275)
                .with(chip + "in_voltage1_scale", "4.000000000")
                .with(chip + "in_current3_raw", 510)
                .with(chip + "in_current3_scale", "1.000000000");
        // 5.1 V and 0.51 A
        iio.looks().passes(300, 0).looks();
        assertThat(iio.number("power.value[machine]")).isEqualTo(2.6);
        assertThat(iio.number(METERED)).isEqualTo(0.2, TENTH);
        assertThat(iio.value(SOURCE)).isEqualTo("ina");
    }

    @Test
    void anInaChipInAPcMetersNobodyKnowsWhat() throws IOException {
        bench.desktop();
        bench.machine
                .with("sys/class/hwmon/hwmon2/name", "ina219")
                .with("sys/class/hwmon/hwmon2/power1_input", 2_560_000);
        bench.looks().passes(300, 0).looks();
        assertThat(bench.value(SOURCE)).isEqualTo("model");
    }

    @Test
    void capturedPlugsAreUnderstood() throws IOException {
        assertThat(PlugReading.parse(Plug.Make.TASMOTA, captured("tasmota_tele_SENSOR"), 0))
                .contains(new PlugReading(514_153, 56.0, "2022-03-20T15:20:48"));
        assertThat(PlugReading.parse(Plug.Make.TASMOTA, captured("tasmota_dual_channel"), 1))
                .contains(new PlugReading(254, 5.0, "2026-09-16T00:00:00"));
        assertThat(PlugReading.parse(Plug.Make.SHELLY_GEN2, captured("shelly_gen2_status"), 0))
                .contains(new PlugReading(52_648.59, 193.5, ""));
        assertThat(PlugReading.parse(
                        Plug.Make.SHELLY_GEN2,
                        "{\"method\":\"NotifyStatus\",\"params\":{\"ts\":1,\"switch:0\":{\"id\":0,\"aenergy\":{\"total\":12.5}}}}",
                        0))
                .contains(new PlugReading(12.5, null, ""));
        assertThat(PlugReading.parse(Plug.Make.SHELLY_GEN2, "{\"method\":\"NotifyStatus\",\"params\":{\"sys\":{}}}", 0))
                .isEmpty();
        assertThat(PlugReading.parse(Plug.Make.SHELLY_GEN1, "3600", 0)).contains(new PlugReading(60, null, ""));
        assertThat(PlugReading.parse(
                        Plug.Make.SHELLY_GEN2,
                        "{\"src\":\"shellypro4pm-f008d1d8b8b8\",\"method\":\"NotifyStatus\",\"params\":{"
                                + "\"switch:0\":{\"id\":0,\"aenergy\":{\"total\":111.0}},"
                                + "\"switch:1\":{\"id\":1,\"aenergy\":{\"total\":999.0}}}}",
                        1))
                .contains(new PlugReading(999, null, "shellypro4pm-f008d1d8b8b8"));
        assertThat(PlugReading.parse(Plug.Make.SHELLY_GEN1, captured("shelly_gen1_relay_energy"), 0))
                .contains(new PlugReading(0, null, ""));
        for (Plug.Make make : Plug.Make.values()) {
            for (String odd :
                    new String[] {"", "nonsense", "null", "-1", "[1]", "{\"ENERGY\":7}", "{\"aenergy\":{\"total\":-4}}"
                    }) {
                assertThat(PlugReading.parse(make, odd, 0)).as(make + " " + odd).isEmpty();
            }
        }
    }

    private static String tasmota(double kilowattHours, String began) {
        return "{\"ENERGY\":{\"TotalStartTime\":\"" + began + "\",\"Total\":" + kilowattHours + ",\"Power\":40}}";
    }

    @Test
    void aPlugCountsWhatTheMachineTakesAlsoWhileItIsOff() throws IOException {
        bench.desktop()
                .plugged(Plug.Make.TASMOTA, 0, false)
                .says(tasmota(10.000, "a"))
                .looks();
        bench.passes(300, 0).says(tasmota(10.004, "a")).looks();
        assertThat(bench.number(METERED)).isEqualTo(4.0, TENTH);
        assertThat(bench.value(SOURCE)).isEqualTo("plug");
        assertThat(bench.number("power.value[machine]")).isEqualTo(40.0);
        // Off over night at 0.5 W, then on: the plug speaks five minutes after the start, and is waited for
        bench.reboots(60).looks();
        assertThat(bench.number(CONSUMED)).isEqualTo(4.0, TENTH);
        bench.passes(240, 0).says(tasmota(10.016, "a")).looks();
        bench.passes(60, 0).looks();
        assertThat(bench.number(CONSUMED)).isEqualTo(16.0, TENTH);
        assertThat(bench.number(METERED)).isEqualTo(16.0, TENTH);
    }

    @Test
    void anotherPlugBeginsAnew() throws IOException {
        bench.desktop()
                .plugged(Plug.Make.TASMOTA, 0, false)
                .says(tasmota(10.000, "a"))
                .looks();
        bench.passes(300, 0).says(tasmota(514.153, "b")).looks();
        bench.passes(300, 0).says(tasmota(514.157, "b")).looks();
        assertThat(bench.number(METERED)).isBetween(4.0, 8.0);
        // Reset to nothing by its button
        bench.passes(300, 0).says(tasmota(0.001, "c")).looks();
        bench.passes(300, 0).says(tasmota(0.005, "c")).looks();
        assertThat(bench.number(METERED)).isLessThan(17.0);
    }

    /** What a Shelly of the second generation says, with another counter and power. */
    private static String shelly(double wattHours, double watts) throws IOException {
        return captured("shelly_gen2_status")
                .replace("52648.59", Double.toString(wattHours))
                .replace("193.5", Double.toString(watts));
    }

    @Test
    void aShellyOfTheSecondGenerationIsFollowedOverOffSleepClockAndReplacement() throws IOException {
        bench.desktop()
                .plugged(Plug.Make.SHELLY_GEN2, 0, false)
                .says(shelly(52_648.59, 48))
                .looks();
        bench.passes(300, 0.4).says(shelly(52_652.59, 48)).looks();
        assertThat(bench.number(METERED)).isEqualTo(4.0, TENTH);
        assertThat(bench.number("power.value[machine]")).isEqualTo(48.0);
        // An hour asleep at 2 W
        bench.sleeps(3_600).passes(300, 0).says(shelly(52_656.59, 24)).looks();
        assertThat(bench.number(METERED)).isEqualTo(8.0, TENTH);
        // The wall clock is set forward by years: the machine's own time counts
        bench.sets(Instant.parse("2040-01-01T00:00:00Z")).passes(300, 0);
        bench.says(shelly(52_658.59, 24)).looks();
        assertThat(bench.number(METERED)).isEqualTo(10.0, TENTH);
        assertThat(bench.number(CONSUMED)).isEqualTo(10.0, TENTH);
        // Off over night
        bench.reboots(240).says(shelly(52_668.59, 24)).looks();
        bench.passes(60, 0).looks();
        assertThat(bench.number(METERED)).isEqualTo(20.0, TENTH);
        // Another plug, whose 90 kWh more were somebody else's: the interval is modelled
        bench.reboots(300).says(shelly(142_000, 24)).looks();
        bench.passes(1_200, 0).says(shelly(142_008, 24)).looks();
        assertThat(bench.number(METERED)).isEqualTo(28.0, TENTH);
        assertThat(bench.number(CONSUMED)).isEqualTo(28.0 + 20.7 / 12, TENTH);
    }

    @Test
    void whatAMachineCannotHaveDrawnIsAnotherPlugs() throws IOException {
        bench.desktop()
                .plugged(Plug.Make.SHELLY_GEN2, 0, false)
                .says(shelly(100, 40))
                .looks();
        bench.passes(300, 0).says(shelly(887, 40)).looks();
        bench.passes(1_000, 0).says(shelly(898, 40)).looks();
        assertThat(bench.number(METERED)).isEqualTo(11.0, TENTH);
        // The five minutes between the two counters are modelled.
        assertThat(bench.number(CONSUMED)).isEqualTo(11.0 + 20.7 / 12, TENTH);
        // A trolley of thirty tablets is more than any machine, and its plug says so
        bench.passes(300, 0).says(shelly(963, 780)).looks();
        assertThat(bench.number(METERED)).isEqualTo(76.0, TENTH);
    }

    @Test
    void aShellyOfTheFirstGenerationCountsWattMinutesFromItsLastPowerCut() throws IOException {
        bench.desktop()
                .plugged(Plug.Make.SHELLY_GEN1, 0, false)
                .from("shellies/shellyplug-s-4022D8/relay/0/energy")
                .says("3600")
                .looks();
        bench.passes(300, 0).says("3750").looks();
        assertThat(bench.number(METERED)).isEqualTo(2.5, TENTH);
        // A power cut: it begins at nothing, as captured
        bench.reboots(60).says(captured("shelly_gen1_relay_energy")).looks();
        bench.passes(300, 0).says("150").looks();
        assertThat(bench.number(METERED)).isEqualTo(5.0, TENTH);
        double modelled = bench.number(CONSUMED) - 5.0;
        assertThat(modelled).isEqualTo(20.7 / 60, TENTH);
        // Its neighbour's plug, some Wh further on, is told by its topic
        bench.passes(300, 0)
                .from("shellies/shellyplug-s-376BF3/relay/0/energy")
                .says("2000")
                .looks();
        bench.passes(1_000, 0).says("2600").looks();
        assertThat(bench.number(METERED)).isEqualTo(15.0, TENTH);
    }

    @Test
    void overARestartOnlyAWallClockThatRanTellsHowMuchAPlugMayHaveCounted() throws IOException {
        bench.desktop()
                .plugged(Plug.Make.TASMOTA, 0, false)
                .says("{\"ENERGY\":{\"Total\":1.0}}")
                .looks();
        bench.passes(300, 0).looks();
        bench.reboots(60).sets(Instant.parse("1970-01-01T00:01:00Z"));
        bench.says("{\"ENERGY\":{\"Total\":1.02}}").looks();
        bench.passes(1_000, 0).looks();
        assertThat(bench.number(METERED)).isZero();
    }

    @Test
    void aCounterThatStandsStillOrContradictsItsPartsIsNotBelieved() throws IOException {
        bench.laptop()
                .counter("intel-rapl:0", "package-0", 1_000_000, RANGE)
                .counter("intel-rapl:1", "psys", 0, RANGE)
                .looks();
        // psys stands at nothing: the package, which lives, lets guess
        bench.passes(300, 0.01)
                .counter("intel-rapl:0", "package-0", 1_501_000_000L, RANGE)
                .looks();
        assertThat(bench.value(SOURCE)).isEqualTo("processor_counter");
        assertThat(bench.number(METERED)).isZero();
        assertThat(bench.told()).doesNotContainKey("energy.consumed[psys]");
        // psys at 1 W beside a package at 20 W
        bench.passes(300, 0.5)
                .counter("intel-rapl:0", "package-0", 7_501_000_000L, RANGE)
                .counter("intel-rapl:1", "psys", 300_000_000L, RANGE)
                .looks();
        assertThat(bench.value(SOURCE)).isEqualTo("processor_counter");
        assertThat(bench.number(METERED)).isZero();
        // The package stands still as well: the model
        bench.passes(300, 0.5).looks();
        assertThat(bench.value(SOURCE)).isEqualTo("model");
        assertThat(bench.told()).doesNotContainKey("power.value[package-0]");
    }

    @Test
    void aMeterThatShowsNothingLeavesTheNextOneItsTurn() throws IOException {
        String battery = "sys/class/power_supply/BAT0/";
        bench.laptop();
        bench.machine
                .with("sys/class/hwmon/hwmon3/name", "power_meter")
                .with("sys/class/hwmon/hwmon3/power1_average", 0)
                .with(battery + "type", "Battery")
                .with(battery + "status", "Discharging")
                .with(battery + "power_now", 0)
                .with(battery + "current_now", 1_000_000)
                .with(battery + "voltage_now", 10_000_000);
        bench.looks().passes(360, 0).looks();
        assertThat(bench.value(SOURCE)).isEqualTo("model");
        bench.passes(300, 0).looks();
        assertThat(bench.value(SOURCE)).isEqualTo("battery");
        assertThat(bench.number("power.value[machine]")).isEqualTo(10.0);
        bench.machine.with("sys/class/hwmon/hwmon3/power1_average", 4_294_967_295L);
        bench.passes(300, 0).looks();
        assertThat(bench.value(SOURCE)).isEqualTo("battery");
        bench.machine.with(battery + "power_now", -1).with(battery + "current_now", -1);
        bench.passes(300, 0).looks();
        assertThat(bench.value(SOURCE)).isEqualTo("model");
    }

    @Test
    void metersThatShowWattsHoldOverRestartSleepAndClock() throws IOException {
        bench.board("Raspberry Pi 4 Model B Rev 1.4");
        bench.machine
                .with("sys/class/hwmon/hwmon2/name", "ina219")
                .with("sys/class/hwmon/hwmon2/power1_input", 6_000_000);
        bench.looks().passes(300, 0).looks();
        assertThat(bench.number(METERED)).isEqualTo(0.5, TENTH);
        bench.sets(Instant.parse("1970-01-01T00:00:00Z")).passes(300, 0).looks();
        assertThat(bench.number(METERED)).isEqualTo(1.0, TENTH);
        // Asleep nothing is read, and nothing is made up of what was read before
        bench.sleeps(36_000).passes(300, 0).looks();
        assertThat(bench.number(METERED)).isEqualTo(1.5, TENTH);
        // The first minute after a start has one look only
        bench.reboots(60).looks();
        bench.passes(300, 0).looks();
        assertThat(bench.number(METERED)).isEqualTo(2.0, TENTH);
        assertThat(bench.value(SOURCE)).isEqualTo("ina");
    }

    @Test
    void aPlugThatFallsSilentHandsOverToTheModelItTaught() throws IOException {
        bench.desktop()
                .plugged(Plug.Make.TASMOTA, 0, false)
                .says(tasmota(0, "a"))
                .looks();
        for (int i = 1; i <= 80; i++) {
            bench.passes(300, 0.05).says(tasmota(i * 0.00333, "a")).looks();
        }
        assertThat(bench.value("energy_model.basis")).isEqualTo("calibrated");
        assertThat(bench.value("energy_model.uncertainty")).isEqualTo(25L);
        // 40 W at a load of 5 %, with the slope of the kind
        assertThat(bench.number("energy_model.idle")).isEqualTo(37.1, TENTH);
        double before = bench.number(CONSUMED);
        bench.passes(3_600, 0.05).looks();
        assertThat(bench.number(CONSUMED) - before).isEqualTo(40.0, within(0.5));
        assertThat(bench.value(SOURCE)).isEqualTo("model");
    }

    @Test
    void externalScreensAreCountedByThemselvesUnlessThePlugFeedsThem() throws IOException {
        String screen = "sys/class/drm/card0-HDMI-A-1/";
        bench.machine
                .with(screen + "status", "connected")
                .with(screen + "dpms", "On")
                .with(screen + "enabled", "enabled");
        bench.desktop().looks().passes(300, 0).looks();
        // What does not say what it is may be a projector.
        assertThat(bench.told()).doesNotContainKey("energy.consumed[screens]");
        Path captured = Path.of("src/test/resources/machines/esprimo-p510/sys/class/drm/card0-VGA-1/edid");
        bench.machine.withBytes(screen + "edid", Files.readAllBytes(captured));
        bench.restartAgent().looks().passes(300, 0).looks();
        assertThat(bench.number("energy.consumed[screens]")).isEqualTo(1.3, TENTH);
        assertThat(bench.value("energy.level[screens]")).isEqualTo(50L);
        bench.machine.with(screen + "dpms", "Off");
        bench.passes(300, 0).looks();
        assertThat(bench.number("energy.consumed[screens]")).isEqualTo(1.3, TENTH);
        assertThat(bench.number("power.value[screens]")).isZero();
        bench.machine.without(screen + "dpms");
        bench.passes(300, 0).looks();
        assertThat(bench.told()).doesNotContainKey("power.value[screens]");
    }

    @Test
    void settingsAreBelievedBeforeTheModel() throws IOException {
        bench.desktop()
                .known(new PowerFacts(30.0, 90.0, 0, Plug.NONE, null, "", 0, false))
                .looks()
                .passes(300, 0)
                .looks();
        assertThat(bench.number(CONSUMED)).isEqualTo(2.5, TENTH);
        assertThat(bench.value("energy_model.basis")).isEqualTo("setting");
        assertThat(bench.number(UNCERTAINTY)).isEqualTo(0.75, TENTH);
        assertThat(bench.value("energy.level[machine]")).isEqualTo(70L);
    }

    @Test
    void whatMachinesOfTheModelTaughtIsBelievedBeforeTheKind() throws IOException {
        bench.pages.put(Notebook.POWER_MODEL, Map.of("idle", "24.5", "full", "61"));
        bench.desktop().looks();
        assertThat(bench.number("energy_model.idle")).isEqualTo(24.5);
        assertThat(bench.value("energy_model.basis")).isEqualTo("sibling");
        assertThat(bench.value("energy.level[machine]")).isEqualTo(60L);
    }

    @Test
    void theProcessorsCounterIsAsSureAsWhatIsKnownOfTheMachineAtRest() throws IOException {
        bench.desktop()
                .known(new PowerFacts(30.0, 90.0, 0, Plug.NONE, null, "", 0, false))
                .counter("intel-rapl:0", "package-0", 0, RANGE)
                .looks();
        bench.passes(300, 0.01)
                .counter("intel-rapl:0", "package-0", 1_500_000_000L, RANGE)
                .looks();
        assertThat(bench.value(SOURCE)).isEqualTo("processor_counter");
        assertThat(bench.value("energy.level[machine]")).isEqualTo(70L);
    }

    @Test
    void aTabletsModelIsAnOrderOfMagnitude() throws IOException {
        bench.machine.with("sys/class/dmi/id/sys_vendor", "Dell Inc.").with("sys/class/dmi/id/chassis_type", "30");
        bench.restartAgent().looks().passes(3_600, 0).looks();
        assertThat(bench.value("energy.level[machine]")).isEqualTo(0L);
        assertThat(bench.number(UNCERTAINTY)).isEqualTo(bench.number(CONSUMED));
    }

    @Test
    void boardsAreKnownByName() throws IOException {
        bench.board("Raspberry Pi 3 Model B Plus Rev 1.3").looks();
        assertThat(bench.number("energy_model.idle")).isEqualTo(2.0);
        assertThat(bench.number("energy_model.full")).isEqualTo(5.3);
    }
}
