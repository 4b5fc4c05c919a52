package org.socle.edge.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.socle.contract.catalogue.Memory;
import org.socle.contract.catalogue.Storage;
import org.socle.contract.catalogue.Temperature;
import org.socle.edge.tree.Reading;

class ReadingsTest {
    private final Readings readings = new Readings();

    @Test
    void fillsTheNameOfAnInstanceOnce() {
        readings.put(Storage.MODEL, "sda", "ST3500418AS");
        readings.put(Storage.CAPACITY, "sda", 500);
        readings.put(Storage.STANDBY, "sdb", true);

        assertThat(readings.list())
                .containsExactly(
                        new Reading(Storage.DEVICE, "sda", "sda"),
                        new Reading(Storage.MODEL, "sda", "ST3500418AS"),
                        new Reading(Storage.CAPACITY, "sda", 500L),
                        new Reading(Storage.DEVICE, "sdb", "sdb"),
                        new Reading(Storage.STANDBY, "sdb", true));
    }

    @Test
    void puttingTheNameItselfIsEnoughForAnInstance() {
        readings.put(Storage.DEVICE, "sda", "sda");
        assertThat(readings.list()).containsExactly(new Reading(Storage.DEVICE, "sda", "sda"));
    }

    @Test
    void refusesWhatTheCatalogueDoesNotAllow() {
        assertThatThrownBy(() -> readings.put(Memory.TOTAL, "8 GB")).hasMessage("memory.total is a INTEGER, not 8 GB");
        assertThatThrownBy(() -> readings.put(Memory.TOTAL, 0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> readings.put(Storage.MODEL, "x")).hasMessageContaining("needs the name");
        assertThatThrownBy(() -> readings.put(Storage.MODEL, " ", "x")).hasMessageContaining("no instance named");
        assertThatThrownBy(() -> readings.put(Memory.TOTAL, "sda", 1)).hasMessageContaining("no instance named");
        assertThatThrownBy(() -> readings.put(Temperature.VALUE, "a", Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> readings.put(Temperature.VALUE, "b", Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leavesOutWhatNoMachineHasAndSaysSo() {
        readings.put(Temperature.VALUE, "Tctl", 65_535.0);
        readings.put(Temperature.VALUE, "acpitz", 48.5);
        readings.put(Memory.TOTAL, -1);
        readings.put(Memory.USED, 41);

        assertThat(readings.list())
                .containsExactly(
                        new Reading(Temperature.SENSOR, "Tctl", "Tctl"),
                        new Reading(Temperature.SENSOR, "acpitz", "acpitz"),
                        new Reading(Temperature.VALUE, "acpitz", 48.5),
                        new Reading(Memory.USED, null, 41L));
        assertThat(readings.impossible()).containsExactly("temperature.value (Tctl) = 65535.0", "memory.total = -1");
        assertThat(readings.absences())
                .extracting(Absence::why, Absence::subject, Absence::said)
                .containsExactly(
                        tuple(Why.IMPOSSIBLE, "-100 to 200 Cel", "65535.0"),
                        tuple(Why.IMPOSSIBLE, "0 to 9007199254740991 KiB", "-1"));
    }

    @Test
    void whatIsAbsentStaysAbsent() {
        readings.putIf(Memory.TOTAL, Optional.empty());
        readings.putIf(Storage.MODEL, "sda", Optional.empty());
        assertThat(readings.isEmpty()).isTrue();
    }

    @Test
    void cleansTextsThatFirmwareFilledWithAnything() {
        readings.put(Storage.MODEL, "sda", "  QEMU\u0000 HARD\u0007DISK \uFFFD ");
        readings.put(Storage.SERIAL_NUMBER, "sda", "\u0000\u0000");
        assertThat(readings.list())
                .containsExactly(
                        new Reading(Storage.DEVICE, "sda", "sda"), new Reading(Storage.MODEL, "sda", "QEMU HARDDISK"));
    }

    @Test
    void cutsEndlessTexts() {
        readings.put(Storage.MODEL, "sda", "x".repeat(10_000));
        assertThat(readings.list().get(1).value()).isEqualTo("x".repeat(255));
    }
}
