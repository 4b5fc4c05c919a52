package org.socle.fleet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        assertThat(ServerConfig.of(Settings.none(), Map.of("HOME", "/nowhere")))
                .isEqualTo(new ServerConfig(
                        Path.of("/var/lib/socle"),
                        new MqttConfig("127.0.0.1", 8883),
                        new WebConfig("127.0.0.1", 8080)));
    }

    @Test
    void everySettingIsTaken() {
        assertThat(ServerConfig.of(
                        Settings.none(),
                        Map.of("SOCLE_DATA", "/srv/socle", "SOCLE_MQTT_PORT", " 1 ", "SOCLE_HTTP_PORT", "65535")))
                .isEqualTo(new ServerConfig(
                        Path.of("/srv/socle"), new MqttConfig("127.0.0.1", 1), new WebConfig("127.0.0.1", 65_535)));
    }

    @ParameterizedTest
    @CsvSource({
        "SOCLE_HTTP_PORT, 0, SOCLE_HTTP_PORT=0: a whole number from 1 to 65535 is expected",
        "SOCLE_HTTP_PORT, 65536, SOCLE_HTTP_PORT=65536: a whole number from 1 to 65535 is expected",
        "SOCLE_MQTT_PORT, mqtt, SOCLE_MQTT_PORT=mqtt: a whole number from 1 to 65535 is expected",
        "SOCLE_HTTP_PROT, 80, SOCLE_HTTP_PROT: there is no such setting; did you mean 'SOCLE_HTTP_PORT'?",
        "SOCLE_DATA, srv, 'SOCLE_DATA=srv: an absolute path is expected, such as \"/var/lib/socle\"'",
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

        assertThat(ServerConfig.of(Settings.load(file, true), Map.of("SOCLE_HTTP_PORT", "9000")))
                .isEqualTo(new ServerConfig(
                        Path.of("/srv/socle"), new MqttConfig("127.0.0.1", 8883), new WebConfig("127.0.0.1", 9000)));
        Files.writeString(file, "http.prot = 1\n");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ServerConfig.of(Settings.load(file, true), Map.of()))
                .withMessage(file + ": unknown key 'http.prot'; did you mean 'http.port'?");
    }
}
