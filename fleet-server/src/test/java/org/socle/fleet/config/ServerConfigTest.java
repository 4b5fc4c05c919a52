package org.socle.fleet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerConfigTest {
    @Test
    void everySettingHasADefault() {
        assertThat(ServerConfig.of(Map.of("HOME", "/nowhere")))
                .isEqualTo(new ServerConfig(
                        Path.of("/var/lib/socle"),
                        new MqttConfig("127.0.0.1", 8883),
                        new WebConfig("127.0.0.1", 8080)));
    }

    @Test
    void everySettingIsTaken() {
        assertThat(ServerConfig.of(
                        Map.of("SOCLE_DATA", "/srv/socle", "SOCLE_MQTT_PORT", " 1 ", "SOCLE_HTTP_PORT", "65535")))
                .isEqualTo(new ServerConfig(
                        Path.of("/srv/socle"), new MqttConfig("127.0.0.1", 1), new WebConfig("127.0.0.1", 65_535)));
    }

    @ParameterizedTest
    @CsvSource({
        "SOCLE_HTTP_PORT, 0, SOCLE_HTTP_PORT=0: a port number from 1 to 65535 is expected",
        "SOCLE_HTTP_PORT, 65536, SOCLE_HTTP_PORT=65536: a port number from 1 to 65535 is expected",
        "SOCLE_MQTT_PORT, mqtt, SOCLE_MQTT_PORT=mqtt: a port number from 1 to 65535 is expected",
        "SOCLE_HTTP_PROT, 80, SOCLE_HTTP_PROT: there is no such setting; did you mean SOCLE_HTTP_PORT?",
        "SOCLE_DATE, /srv, SOCLE_DATE: there is no such setting; did you mean SOCLE_DATA?",
    })
    void aMistakeIsNamed(String name, String value, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ServerConfig.of(Map.of(name, value)))
                .withMessage(message);
    }
}
