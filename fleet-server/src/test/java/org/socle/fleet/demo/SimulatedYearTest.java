package org.socle.fleet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.intake.HistoryIntake;
import org.socle.fleet.maintenance.incident.IncidentFilter;
import org.socle.fleet.maintenance.incident.IncidentSweep;
import org.socle.fleet.maintenance.incident.Incidents;
import org.socle.fleet.maintenance.incident.Listed;
import org.socle.fleet.school.Places;
import org.socle.fleet.scope.Scope;
import org.socle.fleet.store.Database;

/**
 * A school year of 300 machines in 12 schools, with all that schools do to machines and with what was planted in it: every incident
 * there was, one by one, and none besides. A failed switch of 30 machines is one; nights, weekends and holidays are none.
 */
@Tag("process")
class SimulatedYearTest {
    private static final Instant BEGIN = Instant.parse("2025-09-01T07:00:00Z");
    private static final Instant END = Instant.parse("2026-07-03T14:30:00Z");
    private static final Clock THEN = Clock.fixed(END, ZoneOffset.UTC);

    @Test
    void raisesWhatWasPlantedAndNothingElse(@TempDir Path directory) throws Exception {
        Path data = directory.resolve("data");
        new DemoBuilder(data, THEN, SimulatedYearTest::incidents, (at, percent) -> {})
                .run(new DemoMark(2020, DemoFleet.SCHOOLS, BEGIN, END, null));

        try (Database database = Database.open(data)) {
            Places places = new Places(database, THEN);
            assertThat(new Incidents(database, THEN)
                            .page(Scope.EVERYTHING, new IncidentFilter(null, "", null, true), 1, 100).stream()
                                    .map(one -> line(one, places)))
                    .containsExactlyInAnyOrder(
                            // What is full now was filling first.
                            "silent | garrigue-salle-08 | École primaire de la Garrigue, Montsoleil, Salle informatique | open",
                            "filesystem_read_only | olivette-c3-17 | École élémentaire de l’Olivette, Montsoleil, Classe 3 | open",
                            "overheating | dunes-c4-23 | École élémentaire des Dunes, Port-Fictif, Classe 4 | open",
                            "disk_failing | sapins-salle-30 | École élémentaire des Trois-Sapins, Pontclair, Salle informatique | open",
                            "filesystem_full | large-c3-21 | École élémentaire du Grand-Large, Port-Fictif, Classe 3 | open",
                            "captive_portal | 28 machines | École élémentaire des Cigales, Montsoleil | open",
                            "clock_wrong | digue-c4-16 | École maternelle de la Digue, Port-Fictif, Classe 4 | open",
                            "fan_stopped | coquelicots-c4-18 | École maternelle des Coquelicots, Rivebelle, Classe 4 | open",
                            "filesystem_filling | garrigue-c4-20 | École primaire de la Garrigue, Montsoleil, Classe 4 | open",
                            "under_voltage | exemple-hall-11 | École primaire Jean-Exemple, Clairefontaine-les-Pins, Hall | open",
                            "memory_errors | mouettes-c4-26 | École primaire des Mouettes, Port-Fictif, Classe 4 | open",
                            "disk_wearing | lumiere-c7-40 | Collège Ada-Lumière, Pontclair, Salle 7 | open",
                            "battery_worn | mouettes-c6-30 | École primaire des Mouettes, Port-Fictif, Classe 6 | open",
                            "weak_wifi | exemple-c4-21 | École primaire Jean-Exemple, Clairefontaine-les-Pins, Classe 4 | open",
                            "os_unsupported | 1 machines | École primaire du Vieux-Moulin, Beauval | open",
                            "group_silent | 30 machines | École élémentaire des Trois-Sapins, Pontclair, Salle informatique | resolved",
                            "filesystem_filling | large-c3-21 | École élémentaire du Grand-Large, Port-Fictif, Classe 3 | resolved");
        }
    }

    private static Sweep incidents(Database database, HistoryIntake intake) {
        return new IncidentSweep(database, new StoredCalendar(database, THEN), intake::latest)::sweep;
    }

    private static String line(Listed one, Places places) {
        String where =
                places.located(Scope.EVERYTHING, one.where()).orElseThrow().name();
        return String.join(
                " | ",
                List.of(
                        one.incident().cause(),
                        one.name().isEmpty() ? one.machines() + " machines" : one.name(),
                        where,
                        one.incident().state().word()));
    }
}
