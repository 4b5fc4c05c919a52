package org.socle.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socle.enrol.authority.Authorities;
import org.socle.fleet.store.Database;
import org.socle.fleet.trust.ServerTrust;
import picocli.CommandLine;

/** {@code socle-server user} and {@code socle-server ca}, as people type them. */
class CommandsTest {
    @TempDir
    private Path directory;

    private Path data;
    private String config;

    @BeforeEach
    void settings() throws IOException {
        data = directory.resolve("data");
        config = Files.writeString(directory.resolve("server.toml"), "data.directory = \"" + data + "\"\n")
                .toString();
    }

    /** Exit status and all that was printed. */
    private record Answer(int status, String text) {}

    private Answer run(String line) {
        StringWriter printed = new StringWriter();
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(printed, true)).setErr(new PrintWriter(printed, true));
        int status = commandLine.execute((line + " --config " + config).split(" "));
        return new Answer(status, printed.toString());
    }

    private void serverData() {
        Database.open(data).close();
        Authorities.open(ServerTrust.directory(data), Instant.now());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca show", "ca prepare", "ca renew", "ca drop 1", "user list", "user reset Marie"})
    void nothingIsMadeInTheWrongPlace(String line) {
        assertThat(run(line))
                .isEqualTo(new Answer(
                        3,
                        "socle-server: no server data in " + data
                                + ": there is no socle.db; say where they are with SOCLE_DATA or --config\n"));
        assertThat(data).doesNotExist();
    }

    @Test
    void theFirstAccountMayComeBeforeTheFirstStart() {
        assertThat(run("user add Marie --role administrator --everywhere").status())
                .isZero();
        assertThat(run("user list").text()).contains("Marie", "administrator", "everything");
        assertThat(run("ca show").text()).contains("there is no ca;");
    }

    @Test
    void aRootKeyThatIsNotThereIsToldAlsoWhenItIsNotNeededYet() {
        serverData();
        assertThat(run("ca renew --root-key /nope"))
                .isEqualTo(new Answer(
                        3,
                        "socle-server: this needs the root's key, which is not in /nope: say where it is with"
                                + " --root-key\n"));
        assertThat(run("ca renew --root-key " + data.resolve("ca/1/root.key")).status())
                .isZero();
    }

    @Test
    void theAuthorityThatSignsIsNotDroppedHoweverMuchOneWants() {
        serverData();
        assertThat(run("ca drop 1").text()).isEqualTo("socle-server: authority 1 is the one that signs\n");
        assertThat(run("ca drop 1 --force").text()).isEqualTo("socle-server: authority 1 is the one that signs\n");
        assertThat(run("ca drop 7").text()).isEqualTo("socle-server: there is no authority 7\n");
    }
}
