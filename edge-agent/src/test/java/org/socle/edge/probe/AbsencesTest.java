package org.socle.edge.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.catalogue.Battery;
import org.socle.contract.catalogue.Memory;

/** Why a reading is missing, found in the files it was looked for in. */
class AbsencesTest {
    private static final String CYCLES = "sys/class/power_supply/BAT0/cycle_count";

    private FakeMachine machine;

    @BeforeEach
    void machine(@TempDir Path root) {
        machine = new FakeMachine(root);
    }

    private Absence why(String place) {
        Readings readings = new Readings();
        readings.putIf(Battery.CYCLES, "BAT0", Optional.empty(), place);
        List<Absence> absences = Absences.explain(readings, machine.files());
        assertThat(absences).hasSize(1);
        return absences.get(0);
    }

    @Test
    void tellsWhatIsNotThereFromWhatSaysNothingAndWhatCannotBe() {
        assertThat(why(CYCLES)).isEqualTo(new Absence(Battery.CYCLES, "BAT0", Why.NO_FILE, "/" + CYCLES));
        machine.with(CYCLES, "");
        assertThat(why(CYCLES).why()).isEqualTo(Why.NO_ANSWER);
        machine.with(CYCLES, "65535");
        assertThat(why(CYCLES)).isEqualTo(new Absence(Battery.CYCLES, "BAT0", Why.NOT_BELIEVED, "/" + CYCLES, "65535"));
    }

    @Test
    void namesTheOneFileOfManyThatIsMissing() {
        String place = "sys/devices/system/cpu/cpu*/topology/core_id";
        assertThat(why(place).subject()).isEqualTo("/" + place);
        machine.with("sys/devices/system/cpu/cpu0/topology/core_id", 0)
                .with("sys/devices/system/cpu/cpu1/topology/physical_package_id", 0);
        assertThat(why(place).subject()).isEqualTo("/sys/devices/system/cpu/cpu1/topology/core_id");
        machine.with("sys/devices/system/cpu/cpu1/topology/core_id", -1);
        assertThat(why(place).said()).isEqualTo("0, -1");
    }

    @Test
    void tellsALineThatIsMissing() {
        machine.with("proc/meminfo", "MemTotal: 8 kB\nSwapFree: -3 kB");
        assertThat(why("proc/meminfo SwapTotal:").why()).isEqualTo(Why.NO_LINE);
        assertThat(why("proc/meminfo SwapTotal:").subject()).isEqualTo("SwapTotal: (/proc/meminfo)");
        assertThat(why("proc/meminfo SwapFree:").said()).isEqualTo("SwapFree: -3 kB");
    }

    @Test
    void aValueThatIsThereHasNoReason() {
        Readings readings = new Readings();
        readings.putIf(Memory.TOTAL, Optional.of(8L), "proc/meminfo MemTotal:");
        assertThat(Absences.explain(readings, machine.files())).isEmpty();
    }
}
