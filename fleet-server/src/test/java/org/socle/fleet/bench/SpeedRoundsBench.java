package org.socle.fleet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.fleet.app.MovableClock;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.connectivity.Grants;
import org.socle.fleet.connectivity.SpeedRounds;
import org.socle.fleet.management.CommandQueue;
import org.socle.fleet.store.Database;

/** How long a look takes with ten thousand machines in five hundred schools, all closed or all there. */
@Tag("bench")
class SpeedRoundsBench {
    private static final int SCHOOLS = 500;
    private static final int MACHINES = 20;

    @Test
    void measure(@TempDir Path directory) {
        MovableClock clock = new MovableClock(Instant.parse("2026-11-28T00:00:00Z"));
        try (Database database = Database.open(directory)) {
            fill(database, clock.instant());
            List<String> sent = new ArrayList<>();
            SpeedRounds rounds = new SpeedRounds(
                    database,
                    new CommandQueue((device, command) -> sent.add(device.toString()), clock),
                    new Grants(clock),
                    1,
                    new StoredCalendar(database, clock),
                    clock);
            for (String presence : List.of("offline", "online")) {
                database.writing(handle -> handle.execute("UPDATE machine SET presence = ?", presence));
                List<Long> micros = new ArrayList<>();
                for (int minute = 0; minute < 120; minute++) {
                    long started = System.nanoTime();
                    rounds.sweep();
                    micros.add((System.nanoTime() - started) / 1_000);
                    clock.forward(Duration.ofMinutes(1));
                }
                micros.sort(null);
                System.out.printf(
                        "all %s: median %d µs, longest %d µs, %d sent%n",
                        presence, micros.get(60), micros.get(119), sent.size());
            }
            assertThat(sent).hasSizeGreaterThanOrEqualTo(SCHOOLS);
        }
    }

    private static void fill(Database database, Instant now) {
        database.writing(handle -> {
            for (int school = 1; school <= SCHOOLS; school++) {
                handle.execute(
                        "INSERT INTO place (id, kind, name, path, search) VALUES (?, 'school', ?, ?, '')",
                        school,
                        "École " + school,
                        "/" + school + "/");
                for (int machine = 0; machine < MACHINES; machine++) {
                    handle.execute(
                            "INSERT INTO machine (device, first_seen, last_seen, presence, presence_at, health,"
                                    + " health_since, search, enrolled, place)"
                                    + " VALUES (?, ?, ?, 'offline', ?, 'ok', ?, '', ?, ?)",
                            new java.util.UUID(school, machine).toString(),
                            now.toEpochMilli(),
                            now.toEpochMilli(),
                            now.toEpochMilli(),
                            now.toEpochMilli(),
                            now.toEpochMilli(),
                            school);
                }
            }
        });
    }
}
