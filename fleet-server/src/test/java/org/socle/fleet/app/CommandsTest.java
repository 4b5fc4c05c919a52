package org.socle.fleet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socle.enrol.authority.Authorities;
import org.socle.fleet.access.Scope;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.AuditFilter;
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
    void whatIsDoneToTheAuthoritiesIsInTheAuditLog() {
        serverData();
        assertThat(run("ca show").status()).isZero();
        assertThat(run("ca renew").status()).as("nothing is due").isZero();
        assertThat(run("ca switch").status()).as("none is prepared").isEqualTo(3);
        assertThat(audited()).isEmpty();

        assertThat(run("ca prepare").status()).isZero();
        assertThat(run("ca switch").status()).isZero();
        assertThat(run("ca drop 1").status()).isZero();
        String user = System.getProperty("user.name");
        assertThat(audited())
                .containsExactly(
                        user + " cli authority_dropped server {authority=1}",
                        user + " cli authority_switched server {authority=2}",
                        user + " cli authority_prepared server {authority=2}");
    }

    @Test
    void aRenewalThatWasDueIsInTheAuditLog() {
        Database.open(data).close();
        Authorities.open(ServerTrust.directory(data), Instant.now().minus(Duration.ofDays(4 * 365)));
        assertThat(run("ca renew").status()).isZero();
        assertThat(audited())
                .containsExactly(System.getProperty("user.name") + " cli authority_renewed server {authority=1}");
        assertThat(run("ca renew").status()).isZero();
        assertThat(audited()).hasSize(1);
    }

    private List<String> audited() {
        try (Database database = Database.open(data)) {
            return new Audit(database, Clock.systemUTC())
                    .before(Scope.EVERYTHING, AuditFilter.NONE, Long.MAX_VALUE, 10).stream()
                            .map(entry ->
                                    entry.who().name() + " " + entry.who().via().word() + " "
                                            + entry.action().word() + " "
                                            + entry.subject().kind().word() + " "
                                            + entry.details())
                            .toList();
        }
    }

    @Test
    void theAuthorityThatSignsIsNotDroppedHoweverMuchOneWants() {
        serverData();
        assertThat(run("ca drop 1").text()).isEqualTo("socle-server: authority 1 is the one that signs\n");
        assertThat(run("ca drop 1 --force").text()).isEqualTo("socle-server: authority 1 is the one that signs\n");
        assertThat(run("ca drop 7").text()).isEqualTo("socle-server: there is no authority 7\n");
    }
}
