package org.socle.edge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socle.contract.config.ConfigException;
import org.socle.contract.config.Settings;

class AgentConfigTest {
    private static final List<String> PROBES = List.of("memory", "network", "storage");

    @TempDir
    Path directory;

    @Test
    void withoutAFileEverythingHasItsDefault() {
        AgentConfig defaults = new AgentConfig(
                new ServerConfig("localhost", 8883),
                new StateConfig(Path.of("/var/lib/socle-agent")),
                new RhythmConfig(
                        Duration.ofSeconds(60),
                        Duration.ofMinutes(5),
                        Duration.ofHours(6),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(10)),
                new OutboxConfig(67_108_864),
                new MachineConfig(Path.of("/")),
                new ProbesConfig(List.of()));
        assertThat(AgentConfig.of(Settings.none(), PROBES)).isEqualTo(defaults);
        assertThat(AgentConfig.of(Settings.load(directory.resolve("agent.toml"), false), PROBES))
                .isEqualTo(defaults);
        assertThat(AgentConfig.DEFAULT_FILE).isEqualTo(Path.of("/etc/socle/agent.toml"));
    }

    @Test
    void everyKeyHasItsPlace() throws IOException {
        assertThat(config("""
                [server]
                host = "socle.ecole.example"
                port = 1884
                [state]
                directory = "/srv/socle"
                [rhythm]
                sample = "30s"
                send = "2m"
                snapshot = "12h"
                live_every = "PT2S"
                live_for = "1d"
                [outbox]
                max_bytes = 2097152
                [machine]
                root = "/srv/captured"
                [probes]
                disabled = ["storage", "network"]
                """))
                .isEqualTo(new AgentConfig(
                        new ServerConfig("socle.ecole.example", 1884),
                        new StateConfig(Path.of("/srv/socle")),
                        new RhythmConfig(
                                Duration.ofSeconds(30),
                                Duration.ofMinutes(2),
                                Duration.ofHours(12),
                                Duration.ofSeconds(2),
                                Duration.ofDays(1)),
                        new OutboxConfig(2_097_152),
                        new MachineConfig(Path.of("/srv/captured")),
                        new ProbesConfig(List.of("storage", "network"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "server.port      | 1         | 65535",
                "outbox.max_bytes | 1048576   | 17179869184",
                "rhythm.sample    | '1s'      | '1h'",
                "rhythm.send      | '1s'      | '1d'",
                "rhythm.snapshot  | '1m'      | '7d'",
                "rhythm.live_every| '1s'      | '5min'",
                "rhythm.live_for  | '10s'     | '24h'",
            })
    void bothEndsOfARangeAreAllowed(String key, String least, String most) throws IOException {
        config(key + " = " + least);
        config(key + " = " + most);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "server.host = ''        | server.host = : a text is expected, such as \"localhost\"",
                "server.host = 4         | server.host = 4: a text is expected, such as \"localhost\"",
                "server.port = 0         | server.port = 0: a whole number from 1 to 65535 is expected",
                "server.port = 65536     | server.port = 65536: a whole number from 1 to 65535 is expected",
                "server.port = 1.5       | server.port = 1.5: a whole number from 1 to 65535 is expected",
                "server.port = '8883'    | server.port = 8883: a whole number from 1 to 65535 is expected",
                "outbox.max_bytes = 1048575 | outbox.max_bytes = 1048575: a whole number from 1048576 to 17179869184 is expected",
                "outbox.max_bytes = 17179869185 | outbox.max_bytes = 17179869185: a whole number from 1048576 to 17179869184 is expected",
                "state.directory = 'var' | state.directory = var: an absolute path is expected, such as \"/var/lib/socle-agent\"",
                "machine.root = true     | machine.root = true: an absolute path is expected, such as \"/\"",
                "rhythm.sample = '0s'    | rhythm.sample = 0s: a duration from \"PT1S\" to \"PT1H\" is expected, such as \"PT1M\"",
                "rhythm.sample = '3601s' | rhythm.sample = 3601s: a duration from \"PT1S\" to \"PT1H\" is expected, such as \"PT1M\"",
                "rhythm.sample = 60      | rhythm.sample = 60: a duration from \"PT1S\" to \"PT1H\" is expected, such as \"PT1M\"",
                "rhythm.send = '25h'     | rhythm.send = 25h: a duration from \"PT1S\" to \"PT24H\" is expected, such as \"PT5M\"",
                "rhythm.snapshot = '59s' | rhythm.snapshot = 59s: a duration from \"PT1M\" to \"PT168H\" is expected, such as \"PT6H\"",
                "rhythm.live_every = '6m'| rhythm.live_every = 6m: a duration from \"PT1S\" to \"PT5M\" is expected, such as \"PT5S\"",
                "rhythm.live_for = '9s'  | rhythm.live_for = 9s: a duration from \"PT10S\" to \"PT24H\" is expected, such as \"PT10M\"",
                "probes.disabled = 'all' | probes.disabled = all: a list is expected, such as [\"memory\"]",
                "probes.disabled = ['netwrok'] | probes.disabled = [netwrok]: 'netwrok' is none of memory, network, storage; did you mean 'network'?",
            })
    void aValueOutOfRangeNamesFileKeyAndWhatIsExpected(String line, String message) {
        assertThatThrownBy(() -> config(line))
                .isInstanceOf(ConfigException.class)
                .hasMessage(directory.resolve("agent.toml") + ": " + message);
    }

    @ParameterizedTest
    @CsvSource({
        "server.prot = 1, server.prot, server.port",
        "rythm.sample = '1s', rythm.sample, rhythm.sample",
        "outbox.maxbytes = 1, outbox.maxbytes, outbox.max_bytes",
        "probes.disable = [], probes.disable, probes.disabled",
        "port = 1, port, server.port",
    })
    void anUnknownKeyNamesTheNearestOneThereIs(String line, String key, String nearest) {
        assertThatThrownBy(() -> config(line))
                .isInstanceOf(ConfigException.class)
                .hasMessage(directory.resolve("agent.toml") + ": unknown key '" + key + "'; did you mean '" + nearest
                        + "'?");
    }

    private AgentConfig config(String toml) throws IOException {
        Path file = directory.resolve("agent.toml");
        Files.writeString(file, toml);
        return AgentConfig.of(Settings.load(file, true), PROBES);
    }
}
