package org.socle.fleet.maintenance.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
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
import org.socle.fleet.TestServer;

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
}
