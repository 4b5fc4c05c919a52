package org.socle.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.socle.contract.catalogue.Energy;
import org.socle.contract.catalogue.Fan;
import org.socle.contract.catalogue.Machine;
import org.socle.contract.catalogue.Memory;
import org.socle.contract.catalogue.Network;
import org.socle.contract.catalogue.Probing;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Storage;
import org.socle.contract.catalogue.Temperature;
import org.socle.edge.tree.Change;

class TableTest {
    private static final List<Change> VALUES = List.of(
            value(Machine.HOST_NAME, "salle3-poste07"),
            value(Machine.UPTIME, 277_380L),
            value(Memory.TOTAL, 8_056_892L),
            value(Memory.USED, 35L),
            value(Storage.DEVICE, "sda"),
            value(Storage.HEALTHY, false),
            value(Storage.CAPACITY, 500L),
            value(Storage.POWER_ON_TIME, 44_670L),
            value(Network.INTERFACE, "eno1"),
            value(Network.RECEIVED, 1_023L),
            value(Temperature.SENSOR, "cpu"),
            value(Temperature.VALUE, 48.5),
            value(Fan.SPEED, 1_012.0));

    @Test
    void speaksFrench() {
        assertThat(table(Locale.FRENCH)).isEqualTo("""
                Machine
                  Nom du poste                              salle3-poste07
                  Durée depuis le démarrage                 3 j 5 h 03 min

                Mémoire
                  Mémoire installée                         7,7 Gio
                  Mémoire utilisée                          35 %

                Disques
                  sda
                    Autotest du disque réussi               non
                    Capacité                                500 Go
                    Heures de fonctionnement                44 670 h

                Réseau
                  eno1
                    Données reçues                          1 023 o

                Températures
                  cpu
                    Température                             48,5 °C

                Ventilateurs
                  0
                    Vitesse du ventilateur                  1 012 tr/min""");
    }

    @Test
    void speaksEnglish() {
        assertThat(table(Locale.ENGLISH))
                .contains("  Time since start                          3 d 5 h 03 min\n")
                .contains("7.7 GiB", "44,670 h", "1,023 B", "48.5 °C", "1,012 rpm")
                .contains("    Disk passes its own test                no\n");
    }

    @Test
    void printsTheWordANumberStandsForAndOneLineForAllHealthyProbes() {
        List<Change> values = List.of(
                value(Energy.METER, "machine"),
                value(Energy.QUALITY, 16L),
                value(Probing.NAME, "storage"),
                value(Probing.STATE, "denied"),
                new Change(Probing.NAME, 1, "memory", Instant.EPOCH),
                new Change(Probing.STATE, 1, "ok", Instant.EPOCH),
                new Change(Probing.DURATION, 1, 3L, Instant.EPOCH),
                new Change(Probing.NAME, 2, "clock", Instant.EPOCH),
                new Change(Probing.STATE, 2, "ok", Instant.EPOCH));
        assertThat(table(Locale.FRENCH, values))
                .contains("    Nature                                  estimée\n")
                .contains("Sondes\n  2 sondes fonctionnent bien\n  storage\n")
                .doesNotContain("memory", "clock");
        assertThat(table(Locale.ENGLISH, values))
                .contains("    Nature                                  modelled\n")
                .contains("Probes\n  2 probes read well\n");
        assertThat(PlainText.lines(values)).contains("energy.quality[machine] = 16", "probe.state[memory] = ok");
        assertThat(table(Locale.ENGLISH, List.of(value(Energy.METER, "machine"), value(Energy.QUALITY, 7L))))
                .contains("    Nature (4: metered; 16: modelled)       7");
    }

    @Test
    void programsReadTheSameInEveryLanguage() {
        assertThat(PlainText.lines(VALUES))
                .startsWith(
                        "machine.host_name = salle3-poste07",
                        "machine.uptime = 277380 s",
                        "memory.total = 8056892 KiB",
                        "memory.used = 35 /100",
                        "storage.device[sda] = sda",
                        "storage.healthy[sda] = false")
                .endsWith("temperature.value[cpu] = 48.5 Cel", "fan.speed[0] = 1012 1/min");
    }

    /** With plain blanks, of which French has several kinds. */
    private static String table(Locale locale) {
        return table(locale, VALUES);
    }

    private static String table(Locale locale, List<Change> values) {
        return new Table(Messages.in(locale))
                .lines(values).stream().collect(Collectors.joining("\n")).replaceAll("[\u00a0\u202f]", " ");
    }

    private static Change value(Resource resource, Object value) {
        return new Change(resource, 0, value, Instant.EPOCH);
    }
}
