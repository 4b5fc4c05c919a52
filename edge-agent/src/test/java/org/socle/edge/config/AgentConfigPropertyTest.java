package org.socle.edge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.socle.contract.config.ConfigException;
import org.socle.contract.config.Settings;

/** Whatever a settings file holds, the agent has its settings or people have a message that names the file. */
class AgentConfigPropertyTest {
    private static final List<String> PIECES = List.of(
            "[server]",
            "[[server]]",
            "[rhythm]",
            "[probes]",
            "[state]",
            "[",
            "]",
            "{",
            "}",
            "\n",
            "\n",
            "\n",
            " = ",
            "=",
            ".",
            ",",
            "#",
            "\"",
            "'",
            "\"\"\"",
            "\\",
            "\\u0000",
            "host",
            "port",
            "sample",
            "directory",
            "disabled",
            "server.addresses",
            "state.directory",
            "\"/a\\u0000b\"",
            "1884",
            "-1",
            "0x",
            "1e999",
            "nan",
            "inf",
            "true",
            "\"5m\"",
            "\"PT99999999999H\"",
            "\"999999999d\"",
            "1979-05-27T07:32:00Z",
            "25:61:61",
            "9999999999999999999999",
            "{a = 1}",
            "[1, [2]]",
            "\u0000",
            "é");

    @Property(tries = 3_000)
    void anyTextGivesSettingsOrAMessage(@ForAll("texts") String text) throws IOException {
        Path file = Files.createTempFile("agent", ".toml");
        try {
            Files.writeString(file, text);
            AgentConfig.of(Settings.load(file, true), List.of("memory", "storage"), List.of(), Map.of());
        } catch (ConfigException e) {
            assertThat(e.getMessage()).startsWith(file + ": ");
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(PIECES).list().ofMaxSize(12).map(list -> String.join("", list));
        Arbitrary<String> assignments = Arbitraries.of(
                        "server.proxy",
                        "server.addresses",
                        "state.directory",
                        "machine.root",
                        "rhythm.sample",
                        "outbox.max_bytes",
                        "probes.disabled",
                        "server",
                        "rhythm")
                .flatMap(key -> pieces.map(value -> key + " = " + value));
        return Arbitraries.oneOf(pieces, assignments, Arbitraries.strings().ofMaxLength(60));
    }
}
