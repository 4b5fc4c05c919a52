package org.socle.contract.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void file() {
        file = directory.resolve("agent.toml");
    }

    @Test
    void overridesComeInAlphabeticalOrder() throws IOException {
        Files.writeString(file, "a.first = 1\na.second = 1\na.third = 1\n");
        Files.createDirectory(directory.resolve("agent.d"));
        Files.writeString(directory.resolve("agent.d/20-room.toml"), "a.third = 20\n");
        Files.writeString(directory.resolve("agent.d/10-school.toml"), "a.second = 10\na.third = 10\n");
        Files.writeString(directory.resolve("agent.d/30-not-read.txt"), "a.third = 30\n");

        Settings settings = Settings.load(file, true);

        assertThat(settings.number("a.first", 0, 0, 99)).isEqualTo(1);
        assertThat(settings.number("a.second", 0, 0, 99)).isEqualTo(10);
        assertThat(settings.number("a.third", 0, 0, 99)).isEqualTo(20);
        settings.finish();
    }

    @Test
    void aMistakeInAnOverrideNamesThatFile() throws IOException {
        Files.writeString(file, "a.port = 1\n");
        Path override = Files.createDirectory(directory.resolve("agent.d")).resolve("room.toml");
        Files.writeString(override, "a.port = 100\n");
        assertThatThrownBy(() -> Settings.load(file, true).number("a.port", 0, 0, 99))
                .hasMessage(override + ": a.port = 100: a whole number from 0 to 99 is expected");
    }

    @Test
    void overridesAloneAreSettingsToo() throws IOException {
        Files.createDirectory(directory.resolve("agent.d"));
        Files.writeString(directory.resolve("agent.d/a.toml"), "host = \" socle.example \"\n");
        assertThat(Settings.load(file, false).text("host", "localhost")).isEqualTo("socle.example");
    }

    @Test
    void aFileThatWasNamedMustExist() {
        assertThatThrownBy(() -> Settings.load(file, true))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ": there is no such file");
    }

    @Test
    void whatIsNoTomlNamesTheFile() throws IOException {
        Files.writeString(file, "[server\nport = 1");
        assertThatThrownBy(() -> Settings.load(file, true))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(file + ": line 1 is not valid TOML: ");
    }

    @Test
    void whatCannotBeReadNamesTheFile() throws IOException {
        Files.createDirectory(file);
        assertThatThrownBy(() -> Settings.load(file, true))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(file + ": cannot be read: ");
    }

    @Test
    void textThatIsNotUtf8NamesTheFile() throws IOException {
        Files.write(file, new byte[] {'a', '=', '"', (byte) 0xE9, '"'});
        assertThatThrownBy(() -> Settings.load(file, true))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ": is not text in UTF-8");
    }

    @Test
    void whatIsNoPathNamesFileAndKey() throws IOException {
        Files.writeString(file, "directory = \"/a\\u0000b\"\n");
        assertThatThrownBy(() -> Settings.load(file, true).path("directory", Path.of("/var")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(file + ": directory = /a")
                .hasMessageEndingWith(": an absolute path is expected, such as \"/var\"");
    }

    @Test
    void aMistakeIsFoundOnItsLineAndToldOnOne() throws IOException {
        Files.writeString(file, "a = 1\n\nb = [\n  1,\n  2,\n]\nc = = 3\nd = 4\n");
        assertThatThrownBy(() -> Settings.load(file, true))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(file + ": line 7 is not valid TOML: ")
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain("\n"));
    }

    @Test
    void durationsAreWrittenShortOrAsIso() throws IOException {
        Files.writeString(file, "a = \"90s\"\nb = \"5m\"\nc = \"5 min\"\nd = \"6h\"\ne = \"2d\"\nf = \"PT1H30M\"\n");
        Settings settings = Settings.load(file, true);
        assertThat(List.of("a", "b", "c", "d", "e", "f").stream()
                        .map(key -> settings.duration(key, Duration.ZERO, Duration.ZERO, Duration.ofDays(9)))
                        .toList())
                .containsExactly(
                        Duration.ofSeconds(90),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(5),
                        Duration.ofHours(6),
                        Duration.ofDays(2),
                        Duration.ofMinutes(90));
    }

    @Test
    void anUnknownKeyIsRefusedWhereNothingIsKnownToo() throws IOException {
        Files.writeString(file, "anything = 1\n");
        assertThatThrownBy(() -> Settings.load(file, true).finish()).hasMessage(file + ": unknown key 'anything'");
    }

    @Test
    void theEnvironmentComesLast() throws IOException {
        Files.writeString(file, "http.port = 1\nmqtt.port = 2\n");
        Map<String, String> keys = Map.of("X_HTTP", "http.port", "X_MQTT", "mqtt.port", "X_DATA", "data");
        Settings settings = Settings.load(file, true)
                .environment(
                        Map.of("X_HTTP", " 80 ", "X_MQTT", "", "X_DATA", "/srv", "X_OTHER", "1", "HOME", "/"),
                        "X_",
                        keys,
                        Set.of("X_OTHER"));

        assertThat(settings.number("http.port", 0, 0, 99)).isEqualTo(80);
        assertThat(settings.number("mqtt.port", 0, 0, 99)).isEqualTo(2);
        assertThat(settings.path("data", Path.of("/"))).isEqualTo(Path.of("/srv"));
        settings.finish();
    }

    @Test
    void aMistakeInTheEnvironmentNamesTheVariable() {
        Map<String, String> keys = Map.of("X_HTTP_PORT", "http.port");

        assertThatThrownBy(() -> Settings.none().environment(Map.of("X_HTTP_PROT", "80"), "X_", keys, Set.of()))
                .hasMessage("X_HTTP_PROT: there is no such setting; did you mean 'X_HTTP_PORT'?");
        assertThatThrownBy(() -> Settings.none()
                        .environment(Map.of("X_HTTP_PORT", "web"), "X_", keys, Set.of())
                        .number("http.port", 0, 1, 99))
                .hasMessage("X_HTTP_PORT=web: a whole number from 1 to 99 is expected");
    }
}
