package org.socle.fleet.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.fleet.access.Scope;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.energy.factor.FactorEditions;
import org.socle.fleet.energy.use.EnergyAccounts;
import org.socle.fleet.energy.use.Sums;
import org.socle.fleet.energy.use.Sums.Measure;
import org.socle.fleet.energy.waste.WasteSweep;
import org.socle.fleet.energy.waste.Wastes;
import org.socle.fleet.incident.IncidentFilter;
import org.socle.fleet.incident.IncidentSweep;
import org.socle.fleet.incident.Incidents;
import org.socle.fleet.incident.Listed;
import org.socle.fleet.intake.HistoryIntake;
import org.socle.fleet.place.Places;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.store.Database;
import org.socle.simulator.Truth;

/**
 * A school year of 300 machines in 12 schools, with all that schools do to machines and with what was planted in it: every incident
 * there was, one by one, and none besides. A failed switch of 30 machines is one; nights, weekends and holidays are none.
 */
@Tag("process")
class SimulatedYearTest {
    private static final Instant BEGIN = Instant.parse("2025-09-01T07:00:00Z");
    private static final Instant END = Instant.parse("2026-07-03T14:30:00Z");
    private List<Truth> truth = List.of();
    private static final Clock THEN = Clock.fixed(END, ZoneOffset.UTC);

    @Test
    void raisesWhatWasPlantedAndNothingElse(@TempDir Path directory) throws Exception {
        Path data = directory.resolve("data");
        new DemoBuilder(data, THEN, SimulatedYearTest::incidents, (at, percent) -> {})
                .atTheEnd(simulation -> truth = simulation.truth())
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
                            // Flaky lines, shut lids and short pulls of a plug are none; a plug out for half a day is.
                            "silent | olivette-salle-08 | École élémentaire de l’Olivette, Montsoleil, Salle informatique | resolved",
                            // It failed twice that day, which is one incident.
                            "group_silent | 30 machines | École élémentaire des Trois-Sapins, Pontclair, Salle informatique | resolved",
                            "filesystem_filling | large-c3-21 | École élémentaire du Grand-Large, Port-Fictif, Classe 3 | resolved");
            energyIsWhatItWas(database);
            wasteIsWhatWasPlanted(database);
        }
    }

    /**
     * Of each school: the energy within the uncertainty that is stated, and far within it. A past as coarse as this one, a reading at
     * the start and one at the end of a day, tells nothing of when in the day: {@code EnergyYearTest} does.
     */
    private void energyIsWhatItWas(Database database) {
        Map<String, List<Truth>> bySchool = truth.stream()
                .collect(Collectors.groupingBy(each -> each.machine().school().uai()));
        Map<String, Sums> accounts = new HashMap<>();
        new EnergyAccounts(database)
                .months(Scope.EVERYTHING, LocalDate.of(2025, 9, 1), LocalDate.of(2026, 8, 1))
                .forEach(month -> accounts.merge(month.uai(), month.sums(), Sums::plus));
        assertThat(accounts.keySet()).containsExactlyInAnyOrderElementsOf(bySchool.keySet());
        bySchool.forEach((uai, machines) -> {
            Sums sums = accounts.get(uai);
            double on = machines.stream().mapToDouble(Truth::wattHours).sum();
            double counted = sums.total() - sums.get(Measure.OFF);
            assertThat(Math.abs(counted - on)).as(uai).isLessThan(sums.get(Measure.UNCERTAINTY));
            assertThat(counted).as(uai).isCloseTo(on, withinPercentage(0.1));
        });
    }

    private static void wasteIsWhatWasPlanted(Database database) {
        FactorEditions editions = new FactorEditions(database, THEN);
        editions.takeShipped();
        new WasteSweep(database, new StoredCalendar(database, THEN), editions, new Readings(database), THEN).look();
        assertThat(new Wastes(database)
                        .largest(Scope.EVERYTHING, 0, 100).stream()
                                .map(found -> found.waste().kind().word() + " | " + found.name()))
                .containsExactlyInAnyOrder(
                        "never_off | large-salle-14",
                        "never_sleeps | moulin-salle-10",
                        // Beside it a screen is lit for nobody as long.
                        "never_sleeps | exemple-c4-22",
                        "screen_unused | exemple-c4-22",
                        "lit_at_night | mouettes-hall-15",
                        "never_off | lumiere-cdi-23",
                        "oversized | lumiere-cdi-23");
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
