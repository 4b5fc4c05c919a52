package org.socle.fleet.bench;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.UaiCode;
import org.socle.contract.catalogue.Battery;
import org.socle.contract.catalogue.Storage;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.forecast.Forecasts;
import org.socle.fleet.place.ImportFile;
import org.socle.fleet.place.Places;
import org.socle.fleet.replacement.Replacements;
import org.socle.fleet.statistics.Figures;
import org.socle.fleet.statistics.Period;
import org.socle.fleet.store.Database;

/**
 * What figures and the list of machines to replace cost at 10,000 machines in 500 schools with a year behind them: as many tickets,
 * twice as many interventions with a part each, half as many silences, and 90 days of roll-ups of disks and batteries.
 */
@Tag("bench")
class FiguresBench {
    private static final int SCHOOLS = 500;
    private static final int MACHINES = 10_000;
    private static final int DAYS = 90;
    private static final int ROUNDS = 5;
    private static final String UP_TO =
            "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ";

    @Test
    void tenThousandMachines(@TempDir Path directory) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (Database database = Database.openToFill(directory)) {
            fill(database, now);
        }
        try (Database database = Database.open(directory)) {
            Clock clock = Clock.fixed(now, ZoneOffset.UTC);
            Period period = Period.of("months", LocalDate.ofInstant(now, ZoneOffset.UTC))
                    .orElseThrow();
            for (int i = 0; i < ROUNDS; i++) {
                // New each time: nothing is kept from the last one.
                Figures figures = new Figures(database, clock, new StoredCalendar(database, clock));
                time(
                        "figures of twelve months, counted",
                        () -> say(figures.of(Scope.EVERYTHING, period).all().interventions() + " interventions"));
                time("figures of twelve months, kept", () -> figures.of(Scope.EVERYTHING, period));
                Replacements replacements = new Replacements(
                        database,
                        new Forecasts(database, new StoredCalendar(database, clock), place -> Limits.USUAL, clock),
                        clock);
                time(
                        "replacements, made",
                        () -> say(replacements.of(Scope.EVERYTHING).size() + " machines"));
                time("replacements, kept", () -> replacements.of(Scope.EVERYTHING));
            }
        }
    }

    private static void fill(Database database, Instant now) {
        Places places = new Places(database, Clock.systemUTC());
        StringBuilder list = new StringBuilder("collectivite;uai;ecole;salle\n");
        for (int i = 0; i < SCHOOLS; i++) {
            String digits = "%07d".formatted(380_000 + i);
            list.append(
                    "Collectivité fictive;%s;École n° %d;Salle 1%n".formatted(digits + UaiCode.letter(digits), i + 1));
        }
        ImportFile file = ImportFile.parse(list.toString());
        places.apply(
                TestServer.root(), file, places.plan(Scope.EVERYTHING, file).fingerprint());
        long year = now.minus(Duration.ofDays(365)).toEpochMilli();
        long step = Duration.ofDays(360).toMillis() / MACHINES;
        database.writing(handle -> {
            handle.execute(
                    UP_TO + "?) INSERT INTO machine (device, first_seen, last_seen, presence, presence_at, health,"
                            + " health_since, host_name, manufacturer, model, place, search) SELECT printf("
                            + "'00000000-0000-4000-8000-%012d', i), ?, ?, 'online', ?, 'ok', ?, 'pc-' || i, 'Dell',"
                            + " 'OptiPlex ' || (i % 30), room.id, '' FROM n JOIN"
                            + " (SELECT id, row_number() OVER (ORDER BY id) - 1 AS r FROM place WHERE kind = 'room') AS room"
                            + " ON room.r = n.i % " + SCHOOLS,
                    MACHINES,
                    year,
                    year + 1,
                    year,
                    year);
            handle.execute(
                    UP_TO
                            + "?) INSERT INTO ticket (cause, machine, place, origin, state, priority, opened, solved, closed)"
                            + " SELECT 'no_start', i + 1, (SELECT place FROM machine WHERE id = i + 1), 'person', 'closed',"
                            + " 'normal', ? + i * ?, ? + i * ? + 90000000, ? + i * ? + 90000000 FROM n",
                    MACHINES,
                    year,
                    step,
                    year,
                    step,
                    year,
                    step);
            handle.execute(
                    UP_TO + "?) INSERT INTO intervention (ticket, at, noted, actor, minutes, travel, cost, what, done)"
                            + " SELECT i / 2 + 1, ? + i / 2 * ?, ? + i / 2 * ?, 'root', 30, 20, 500, 'Fait', 1 FROM n",
                    2 * MACHINES,
                    year,
                    step,
                    year,
                    step);
            handle.execute("INSERT INTO intervention_part (intervention, position, designation, reference, quantity,"
                    + " unit_cost) SELECT id, 0, 'Pièce', '', 1, 1250 FROM intervention");
            handle.execute(
                    UP_TO
                            + "?) INSERT INTO incident (cause, severity, machine, state, opened, begun, changed, resolved)"
                            + " SELECT 'silent', 'down', 2 * i + 1, 'resolved', ? + 2 * i * ?, ? + 2 * i * ?, ?,"
                            + " ? + 2 * i * ? + 90000000 FROM n",
                    MACHINES / 2,
                    year,
                    step,
                    year,
                    step,
                    year,
                    year,
                    step);
            handle.execute("INSERT INTO incident_machine (incident, machine, instance, since, gone)"
                    + " SELECT id, machine, 0, opened, resolved FROM incident");
        });
        for (String key :
                new String[] {Storage.PERCENTAGE_USED.key(), Storage.POWER_ON_TIME.key(), Battery.HEALTH.key()}) {
            database.writing(handle -> handle.execute(
                    UP_TO + "?) INSERT INTO rollup_day (machine, key, instance, at, n, sum, min, max, last, last_at)"
                            + " SELECT machine.id, ?, 0, ? + i * 86400000, 1, v, v, v, v, ? + i * 86400000 FROM (SELECT"
                            + " i, 60 + i / 10.0 AS v FROM n) CROSS JOIN machine",
                    DAYS,
                    key,
                    now.truncatedTo(ChronoUnit.DAYS)
                            .minus(Duration.ofDays(DAYS - 1))
                            .toEpochMilli(),
                    now.truncatedTo(ChronoUnit.DAYS)
                            .minus(Duration.ofDays(DAYS - 1))
                            .toEpochMilli()));
        }
        say("filled");
    }

    private static void time(String what, Runnable work) {
        long start = System.nanoTime();
        work.run();
        say("%s: %.1f ms".formatted(what, (System.nanoTime() - start) / 1e6));
    }

    private static void say(String line) {
        System.getLogger("bench").log(System.Logger.Level.INFO, line);
    }
}
