package org.socle.fleet.finding.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.catalogue.Battery;
import org.socle.contract.catalogue.FileSystem;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.calendar.Timetable;
import org.socle.fleet.place.Place;

/** From stored readings to the page and the API. */
class ForecastsTest {
    private static final long MIB = 1024;

    /** A volume whose room shrinks by 500 MiB a day, 30 GiB on the last day, and a battery at rest. */
    private static UUID machine(TestServer server) throws Exception {
        UUID machine = server.machine(
                "salle1-pc01",
                TestServer.text(FileSystem.MOUNT, "/"),
                TestServer.number(FileSystem.AVAILABLE, 30 * 1024 * MIB),
                TestServer.number(FileSystem.FILL, 70),
                TestServer.text(Battery.NAME, "BAT0"),
                TestServer.number(Battery.HEALTH, 80));
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        server.database().writing(handle -> {
            for (int ago = 1; ago <= 90; ago++) {
                for (String key : new String[] {FileSystem.AVAILABLE.key(), Battery.HEALTH.key()}) {
                    double value = key.startsWith("battery") ? 80 : (30 * 1024 + 500 * ago) * MIB;
                    handle.execute(
                            "INSERT INTO rollup_day (machine, key, instance, at, n, sum, min, max, last, last_at)"
                                    + " SELECT id, ?, 0, ?, 1, ?, ?, ?, ?, ? FROM machine WHERE device = ?",
                            key,
                            today.minus(Duration.ofDays(ago)).toEpochMilli(),
                            value,
                            value,
                            value,
                            value,
                            today.minus(Duration.ofDays(ago)).toEpochMilli(),
                            machine.toString());
                }
            }
        });
        return machine;
    }

    @Test
    void theApiTellsWhenAndWhyNot(@TempDir Path directory) throws Exception {
        try (TestServer server = new TestServer(directory)) {
            JsonNode all = server.json("/api/v1/machines/" + machine(server) + "/forecasts")
                    .get("forecasts");

            assertThat(all).hasSize(2);
            JsonNode volume = all.get(0);
            assertThat(volume.get("limit").asText()).isEqualTo("volume_full");
            assertThat(volume.get("name").asText()).isEqualTo("/");
            assertThat(volume.get("verdict").asText()).isEqualTo("date");
            // 30 GiB at 500 MiB a day
            LocalDate expected = LocalDate.now(ZoneOffset.UTC).plusDays(61);
            assertThat(LocalDate.parse(volume.get("likely").asText()))
                    .isBetween(expected.minusDays(2), expected.plusDays(2));
            assertThat(volume.get("days").asInt()).isBetween(90, 91);
            JsonNode battery = all.get(1);
            assertThat(battery.get("limit").asText()).isEqualTo("battery_worn");
            assertThat(battery.get("verdict").asText()).isEqualTo("no_trend");
            assertThat(battery.get("likely").isNull()).isTrue();
        }
    }

    @Test
    void thePageOfTheReadingSaysIt(@TempDir Path directory) throws Exception {
        try (TestServer server = new TestServer(directory)) {
            String path = "/machines/" + machine(server) + "/history?key=";
            String cookie = server.signIn();

            assertThat(server.get(path + "filesystem.fill", cookie).body())
                    .contains("Plein vers le ")
                    .contains("Estimé d’après 9");
            assertThat(server.get(path + "battery.health", cookie).body())
                    .contains("Pas de date prévisible : rien ne progresse");
            assertThat(server.get(path + "memory.used", cookie).body()).doesNotContain("prévisible");
        }
    }

    /** A machine of a school whose volume has lost a GiB on each day of class, and has 30 left. */
    private static UUID ofSchool(TestServer server) throws Exception {
        Place town = server.town("Ville");
        Place school = server.school(town, "École Jean Macé", "0381778B");
        server.database()
                .writing(handle -> handle.execute(
                        "INSERT INTO place_threshold (place, name, value) VALUES (?, 'battery_health', 72)",
                        town.id()));
        UUID machine = server.machine(
                "salle1-pc01",
                TestServer.text(FileSystem.MOUNT, "/"),
                TestServer.number(FileSystem.AVAILABLE, 30 * 1024 * MIB),
                TestServer.text(Battery.NAME, "BAT0"),
                TestServer.number(Battery.HEALTH, 72));
        server.machines().move(TestServer.root(), machine, school.id());
        Timetable timetable = timetable(server);
        server.database().writing(handle -> {
            handle.execute("DELETE FROM rollup_day");
            long left = 30;
            for (int ago = 0; ago < 170; ago++) {
                LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(ago);
                if (!timetable.day(day).hours().none()) {
                    long at = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
                    double value = left++ * 1024 * MIB;
                    handle.execute(
                            "INSERT INTO rollup_day (machine, key, instance, at, n, sum, min, max, last, last_at)"
                                    + " SELECT id, ?, 0, ?, 1, ?, ?, ?, ?, ? FROM machine WHERE device = ?",
                            FileSystem.AVAILABLE.key(),
                            at,
                            value,
                            value,
                            value,
                            value,
                            at,
                            machine.toString());
                }
            }
        });
        return machine;
    }

    private static Timetable timetable(TestServer server) {
        long school = server.database()
                .<Long, RuntimeException>read(handle -> handle.createQuery("SELECT id FROM place WHERE kind = 'school'")
                        .mapTo(Long.class)
                        .one());
        return new StoredCalendar(server.database(), Clock.systemUTC()).timetable(school);
    }

    @Test
    void aSchoolsMachineIsCountedInDaysOfClassToTheLimitOfItsPlace(@TempDir Path directory) throws Exception {
        try (TestServer server = new TestServer(directory)) {
            UUID machine = ofSchool(server);
            JsonNode all =
                    server.json("/api/v1/machines/" + machine + "/forecasts").get("forecasts");
            Timetable timetable = timetable(server);
            LocalDate day = LocalDate.parse(all.get(0).get("last").asText());
            for (int left = 30; left > 0; left -= timetable.day(day).hours().none() ? 0 : 1) {
                day = day.plusDays(1);
            }

            assertThat(all.get(0).get("class_days").asBoolean()).isTrue();
            assertThat(all.get(0).get("likely").asText()).isEqualTo(day.toString());
            assertThat(all.get(1).get("value").asDouble()).isEqualTo(72);
            assertThat(server.get("/machines/" + machine + "/history?key=filesystem.fill", server.signIn())
                            .body())
                    .contains("en jours de classe");
        }
    }

    @Test
    void whatIsMonthsOldGivesNoDate(@TempDir Path directory) throws Exception {
        try (TestServer server = new TestServer(directory)) {
            UUID machine = machine(server);
            server.database()
                    .writing(handle -> handle.execute(
                            "UPDATE rollup_day SET at = at - ?",
                            Duration.ofDays(50).toMillis()));
            JsonNode volume = server.json("/api/v1/machines/" + machine + "/forecasts")
                    .get("forecasts")
                    .get(0);

            assertThat(volume.get("verdict").asText()).isEqualTo("stale");
            assertThat(volume.get("likely").isNull()).isTrue();
            assertThat(server.get("/machines/" + machine + "/history?key=filesystem.fill", server.signIn())
                            .body())
                    .contains("Pas de date prévisible : le dernier relevé date du ");
        }
    }
}
