package org.socle.fleet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socle.contract.config.ConfigException;
import org.socle.contract.config.Settings;

class ServerConfigTest {
    @Test
    void everySettingHasADefault() {
        ServerConfig config = ServerConfig.of(Settings.none(), Map.of("HOME", "/nowhere"));
        assertThat(config)
                .isEqualTo(new ServerConfig(
                        Path.of("/var/lib/socle"),
                        null,
                        config.names(),
                        new MqttConfig("0.0.0.0", 8883, 0, List.of()),
                        new WebConfig(8080, "0.0.0.0", 8443, null, null, null),
                        null,
                        ConnectivityConfig.DEFAULT,
                        TicketsConfig.DEFAULT));
        // This machine's own, whatever they are.
        assertThat(config.names().all())
                .contains("localhost", "127.0.0.1", "::1")
                .doesNotHaveDuplicates();
    }

    @Test
    void everySettingIsTaken() {
        Map<String, String> environment = Map.of(
                "SOCLE_DATA", "/srv/socle",
                "SOCLE_URL", "https://socle.example.fr/",
                "SOCLE_NAMES", "socle.example.fr, 10.1.2.3",
                "SOCLE_MQTT_PORT", " 1 ",
                "SOCLE_MQTT_PLAIN_PORT", "2",
                "SOCLE_HTTP_PORT", "65535",
                "SOCLE_HTTPS_PORT", "443",
                "SOCLE_HEAP", "512m",
                "SOCLE_JIT", "1");
        assertThat(ServerConfig.of(Settings.none(), environment))
                .isEqualTo(new ServerConfig(
                        Path.of("/srv/socle"),
                        "https://socle.example.fr",
                        new NamesConfig(List.of("socle.example.fr", "10.1.2.3", "localhost", "127.0.0.1", "::1")),
                        new MqttConfig("0.0.0.0", 1, 2, List.of()),
                        new WebConfig(65_535, "0.0.0.0", 443, null, null, null),
                        null,
                        ConnectivityConfig.DEFAULT,
                        TicketsConfig.DEFAULT));
    }

    @Test
    void aCertificateComesWithItsKey(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("server.toml"), """
                https.certificate = "/etc/ssl/socle.pem"
                https.key = "/etc/ssl/socle.key"
                mqtt.addresses = ["mqtts://mqtt.example.fr:8883", "wss://mqtt.example.fr/mqtt"]
                """);
        ServerConfig config = ServerConfig.of(Settings.load(file, true), Map.of());
        assertThat(config.web().certificate()).isEqualTo(Path.of("/etc/ssl/socle.pem"));
        assertThat(config.web().key()).isEqualTo(Path.of("/etc/ssl/socle.key"));
        assertThat(config.mqtt().addresses())
                .containsExactly("mqtts://mqtt.example.fr:8883", "wss://mqtt.example.fr/mqtt");
        Files.writeString(file, "https.certificate = \"/etc/ssl/socle.pem\"\n");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ServerConfig.of(Settings.load(file, true), Map.of()))
                .withMessage("https.certificate and https.key belong together: one of them is missing");
    }

    @Test
    void textsOfTicketsAreKeptForSomeYears(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("server.toml");
        assertThat(TicketsConfig.DEFAULT.keepTextsYears()).isEqualTo(3);
        Files.writeString(file, "tickets.keep_texts_years = 1\n");
        assertThat(ServerConfig.of(Settings.load(file, true), Map.of()).tickets())
                .isEqualTo(new TicketsConfig(1));
        for (String wrong : List.of("0", "11")) {
            Files.writeString(file, "tickets.keep_texts_years = " + wrong + "\n");
            assertThatExceptionOfType(ConfigException.class)
                    .as(wrong)
                    .isThrownBy(() -> ServerConfig.of(Settings.load(file, true), Map.of()))
                    .withMessageContaining("tickets.keep_texts_years");
        }
    }

    @Test
    void testsOfLinesHaveTheirOwnSettings(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("server.toml");
        Files.writeString(file, """
                [connectivity]
                test_every_days = 0
                slow_below = 10
                fast_from = 100
                """);
        assertThat(ServerConfig.of(Settings.load(file, true), Map.of()).connectivity())
                .isEqualTo(new ConnectivityConfig(0, 10, 100));
        Files.writeString(file, "connectivity.class_hours = \"08:30-16:30\"\n");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ServerConfig.of(Settings.load(file, true), Map.of()))
                .withMessageContaining("remove this setting, and say '08:30-16:30' at Places");
        for (String wrong : List.of("slow_below = 31", "test_every_days = 31", "fast = 30")) {
            Files.writeString(file, "connectivity." + wrong + "\n");
            assertThatExceptionOfType(ConfigException.class)
                    .as(wrong)
                    .isThrownBy(() -> ServerConfig.of(Settings.load(file, true), Map.of()))
                    .withMessageContaining("connectivity.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SOCLE_HTTP_PORT, 0, SOCLE_HTTP_PORT=0: a whole number from 1 to 65535 is expected",
        "SOCLE_HTTP_PORT, 65536, SOCLE_HTTP_PORT=65536: a whole number from 1 to 65535 is expected",
        "SOCLE_MQTT_PORT, mqtt, SOCLE_MQTT_PORT=mqtt: a whole number from 1 to 65535 is expected",
        "SOCLE_HTTP_PROT, 80, SOCLE_HTTP_PROT: there is no such setting; did you mean 'SOCLE_HTTP_PORT'?",
        "SOCLE_DATA, srv, 'SOCLE_DATA=srv: an absolute path is expected, such as \"/var/lib/socle\"'",
        "SOCLE_NAMES, a b, SOCLE_NAMES: server.names: 'a b' is neither a host name nor an IP address",
        "SOCLE_MQTT_PLAIN_PORT, -1, SOCLE_MQTT_PLAIN_PORT=-1: a whole number from 0 to 65535 is expected",
        "SOCLE_HEEP, 512m, SOCLE_HEEP: there is no such setting; did you mean 'SOCLE_HEAP'?",
        "SOCLE_DATE, /srv, SOCLE_DATE: there is no such setting; did you mean 'SOCLE_DATA'?",
    })
    void aMistakeIsNamed(String name, String value, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ServerConfig.of(Settings.none(), Map.of(name, value)))
                .withMessage(message);
    }

    @Test
    void aFileSaysLessThanTheEnvironment(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("server.toml"), "[data]\ndirectory = \"/srv/socle\"\n[http]\nport = 8000\n");

        ServerConfig config = ServerConfig.of(Settings.load(file, true), Map.of("SOCLE_HTTP_PORT", "9000"));
        assertThat(config.data()).isEqualTo(Path.of("/srv/socle"));
        assertThat(config.web().port()).isEqualTo(9000);
        Files.writeString(file, "http.prot = 1\n");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ServerConfig.of(Settings.load(file, true), Map.of()))
                .withMessage(file + ": unknown key 'http.prot'; did you mean 'http.port'?");
    }
}
