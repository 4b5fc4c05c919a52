package org.socle.fleet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.socle.contract.Sample;
import org.socle.contract.catalogue.Processor;
import org.socle.fleet.access.Scope;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.AuditFilter;
import org.socle.fleet.store.Database;
import picocli.CommandLine;

/** What a start says of a data directory that is not what it should be, by the command people type. */
@Timeout(120)
class StartChecksTest {
    @TempDir
    private static Path good;

    @TempDir
    private Path directory;

    private Path data;

    @BeforeAll
    static void anInstallationThatStoppedWell() throws Exception {
        try (TestServer server = new TestServer(good)) {
            for (int i = 0; i < 3; i++) {
                server.machine("poste-" + i, new Sample(Processor.LOAD, 0, 0, 12 + i));
            }
        }
    }

    @BeforeEach
    void aCopyOfIt() throws IOException {
        data = directory.resolve("data");
        copy(good, data);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private record Answer(int status, String text) {}

    /** A command that is refused: one that is not would run on. */
    private Answer command(String... line) throws IOException {
        Path config = Files.writeString(
                directory.resolve("server.toml"),
                "data.directory = \"" + data + "\"\nhttp.port = " + FreePorts.next() + "\nhttps.port = "
                        + FreePorts.next() + "\nmqtt.port = " + FreePorts.next() + "\n");
        StringWriter printed = new StringWriter();
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(printed, true)).setErr(new PrintWriter(printed, true));
        List<String> all = new ArrayList<>(Arrays.asList(line));
        all.addAll(List.of("--config", config.toString()));
        return new Answer(commands.execute(all.toArray(String[]::new)), printed.toString());
    }

    private String refusedStart() throws IOException {
        Answer answer = command("run");
        assertThat(answer.text()).startsWith("socle-server: ").hasLineCount(1);
        assertThat(answer.status()).isEqualTo(3);
        return answer.text().strip().substring("socle-server: ".length());
    }

    private List<String> machines() {
        try (Database database = Database.open(data)) {
            return database.<List<String>, RuntimeException>read(
                    handle -> handle.createQuery("SELECT host_name FROM machine ORDER BY 1")
                            .mapTo(String.class)
                            .list());
        }
    }

    @Test
    void theFirstStartGivesAllPartsOneId() throws Exception {
        String id = Files.readAllLines(data.resolve("installation.id")).stream()
                .filter(line -> line.startsWith("id="))
                .findFirst()
                .orElseThrow()
                .substring(3);
        assertThat(data.resolve("ca/installation.id")).hasContent(id);
        assertThat(data.resolve("broker/installation.id")).hasContent(id);
        assertThat(inDatabase("SELECT id FROM installation")).isEqualTo(id);
        new TestServer(data).close();
        assertThat(inDatabase("SELECT id FROM installation")).isEqualTo(id);
        assertThat(machines()).containsExactly("poste-0", "poste-1", "poste-2");
    }

    private String inDatabase(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("socle.db"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.getString(1);
        }
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("socle.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @ParameterizedTest
    @CsvSource({"socle.db,database", "ca,authority", "ca/current,authority", "broker,broker", "broker/journal,broker"})
    void aLostPartIsNotMadeAnewWithoutAWord(String file, String part) throws Exception {
        delete(data.resolve(file));
        String said = refusedStart();
        assertThat(said)
                .contains(" is missing or empty: it is the " + part + " of this installation")
                .contains("Restore it from the backup")
                .endsWith("socle-server adopt " + part)
                .contains(data.toString());
        assertThat(data.resolve(file)).as("nothing is made").doesNotExist();
        assertThat(refusedStart()).as("nor the second time").isEqualTo(said);

        Answer adopted = command("adopt", part);
        assertThat(adopted.status()).isZero();
        assertThat(adopted.text()).startsWith("The next start makes the " + part);
        try (TestServer server = new TestServer(data)) {
            assertThat(server.get("/readyz", "").statusCode()).isEqualTo(200);
            assertThat(server.audit().before(Scope.EVERYTHING, AuditFilter.NONE, Long.MAX_VALUE, 1))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.action().word() + entry.details())
                            .isEqualTo("part_adopted{part=" + part + "}"));
        }
        new TestServer(data).close();
    }

    @Test
    void anEmptyDatabaseIsALostOne() throws Exception {
        Files.write(data.resolve("socle.db"), new byte[0]);
        assertThat(refusedStart()).contains(data.resolve("socle.db") + " is missing or empty");
        assertThat(command("user", "add", "Marie", "--role", "administrator", "--everywhere")
                        .text())
                .contains("is missing or empty");
        assertThat(data.resolve("socle.db")).isEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "authority", "broker"})
    void aPartOfAnotherInstallationIsRefused(String part) throws Exception {
        Path other = directory.resolve("other");
        new TestServer(other).close();
        String file = part.equals("database") ? "socle.db" : part.equals("authority") ? "ca" : "broker";
        delete(data.resolve(file));
        copy(other.resolve(file), data.resolve(file));
        assertThat(refusedStart())
                .startsWith("the " + part + " " + data.resolve(file) + " carries the id ")
                .contains("it is of another installation")
                .endsWith("socle-server adopt " + part);
        assertThat(command("adopt", part).text()).contains("belongs to this installation now");
        new TestServer(data).close();
        new TestServer(data).close();
    }

    @Test
    void anInstallationOfBeforeTheIdsGetsThemQuietly() throws Exception {
        for (String file : List.of("installation.id", "ca/installation.id", "broker/installation.id")) {
            Files.delete(data.resolve(file));
        }
        execute("DELETE FROM installation");
        new TestServer(data).close();
        theFirstStartGivesAllPartsOneId();
    }

    @Test
    void oneOfBeforeTheIdsThatLostItsAuthorityIsRefusedAsWell() throws Exception {
        for (String file : List.of("installation.id", "ca/installation.id", "broker/installation.id")) {
            Files.delete(data.resolve(file));
        }
        execute("DELETE FROM installation");
        delete(data.resolve("ca"));
        assertThat(refusedStart()).contains("it is the authority of this installation");
        command("adopt", "authority");
        new TestServer(data).close();
        new TestServer(data).close();
    }

    @Test
    void aLostFileOfTheDirectoryItselfIsMadeAgain() throws Exception {
        Files.delete(data.resolve("installation.id"));
        new TestServer(data).close();
        theFirstStartGivesAllPartsOneId();
    }

    /** The first page of everything there is in the database. */
    private static Stream<String> damage() throws Exception {
        List<String> names = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + good.resolve("socle.db"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM sqlite_schema WHERE rootpage > 0")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names.stream();
    }

    @Test
    void aDamagedPageOfAnyTableStopsTheStart() throws Exception {
        List<String> names = damage().toList();
        assertThat(names).hasSizeGreaterThan(60).contains("rollup_hour", "pack", "account", "audit", "installation");
        List<String> unseen = new ArrayList<>();
        byte[] whole = Files.readAllBytes(data.resolve("socle.db"));
        for (String name : names) {
            Files.write(data.resolve("socle.db"), whole);
            long page = Long.parseLong(
                    inDatabase("SELECT rootpage FROM sqlite_schema WHERE name = '" + name.replace("'", "''") + "'"));
            overwrite(data.resolve("socle.db"), (page - 1) * 4096, 64);
            if (!refusedStart().startsWith("the database " + data.resolve("socle.db") + " is damaged")) {
                unseen.add(name);
            }
        }
        assertThat(unseen).isEmpty();
    }

    private static void overwrite(Path file, long at, int length) throws IOException {
        byte[] garbage = new byte[length];
        Arrays.fill(garbage, (byte) 0xFF);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(garbage), at);
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsToldWithTheWayOut() throws Exception {
        Files.writeString(
                data.resolve("socle.db"), "not a database at all, but a text that somebody put there\n".repeat(99));
        assertThat(refusedStart())
                .startsWith("the database " + data.resolve("socle.db") + " is damaged, or is no database. Keep a copy")
                .contains("restore socle.db from the backup and leave broker");
        assertThat(command("user", "list").text()).startsWith("socle-server: the database " + data.resolve("socle.db"));
    }

    @Test
    void aDirectoryInItsPlaceIsToldAsOne() throws Exception {
        Files.delete(data.resolve("socle.db"));
        Files.createDirectories(data.resolve("socle.db"));
        assertThat(refusedStart()).contains(data.resolve("socle.db") + " is missing or empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"socle.db-wal", "socle.db-shm"})
    void aDirectoryInThePlaceOfWhatBelongsToItIsToldAsOne(String file) throws Exception {
        Files.deleteIfExists(data.resolve(file));
        Files.createDirectories(data.resolve(file));
        assertThat(refusedStart())
                .startsWith(data.resolve(file) + " belongs to the database and is a directory: move it away");
    }

    @Test
    void aDatabaseSomebodyElseHoldsIsTold() throws Exception {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("socle.db"));
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            statement.execute("BEGIN EXCLUSIVE");
            assertThat(refusedStart())
                    .startsWith("the database " + data.resolve("socle.db")
                            + " is locked by another program: end it (fuser");
        }
    }

    @Test
    void tablesOfANewerVersionAreRefused() throws Exception {
        execute("INSERT INTO flyway_schema_history SELECT installed_rank + 1, '99.1', 'from the future', 'SQL',"
                + " 'V99_1__from_the_future.sql', 1, installed_by, installed_on, 1, 1 FROM flyway_schema_history"
                + " ORDER BY installed_rank DESC LIMIT 1");
        String said = refusedStart();
        assertThat(said)
                .startsWith("the database " + data.resolve("socle.db")
                        + " was written by a newer version of socle-server," + " which knows V99.1 (from the future)")
                .contains("start that version or a later one");
        assertThat(command("user", "list").text()).isEqualTo("socle-server: " + said + "\n");
    }

    @Test
    void aCommandBesideARunningServerNeverChangesTables() throws Exception {
        try (TestServer server = new TestServer(data)) {
            assertThat(command("user", "list").status()).isZero();
            execute("DELETE FROM flyway_schema_history WHERE version LIKE '7.%'");
            assertThat(command("user", "list"))
                    .isEqualTo(new Answer(
                            3,
                            "socle-server: another server already runs on the data directory " + data
                                    + ": stop it, or choose another directory with SOCLE_DATA\n"));
            assertThat(server.get("/readyz", "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aStartBesideARunningServerChangesNothing() throws Exception {
        try (TestServer server = new TestServer(data)) {
            assertThat(refusedStart()).startsWith("another server already runs on the data directory " + data);
            assertThat(command("adopt", "broker").text()).contains("another server already runs");
            assertThat(server.get("/readyz", "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whatOthersCouldReadIsClosedToThem() throws Exception {
        try (Stream<Path> all = Files.walk(data)) {
            for (Path each : all.toList()) {
                Files.setPosixFilePermissions(
                        each, PosixFilePermissions.fromString(Files.isDirectory(each) ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
        try (TestServer server = new TestServer(data)) {
            assertThat(open(data)).isEmpty();
            server.machine("poste-9", new Sample(Processor.LOAD, 0, 0, 1));
            assertThat(open(data)).isEmpty();
            assertThat(data.resolve("socle.db-wal")).exists();
        }
    }

    @Test
    void nothingOfANewInstallationIsOpenToOthersWhateverTheUmask() throws Exception {
        Path fresh = directory.resolve("fresh");
        ServerProcess server = new ServerProcess(fresh);
        try {
            server.awaitListening();
            server.awaitReadiness("ready\n");
            assertThat(open(fresh)).isEmpty();
        } finally {
            server.stop();
        }
    }

    private static List<String> open(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            List<String> open = new ArrayList<>();
            for (Path each : all.toList()) {
                String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(each));
                if (!rights.endsWith("------")) {
                    open.add(rights + " " + each);
                }
            }
            return open;
        }
    }

    @Test
    void aDamagedJournalIsToldAndNotReadHalf() throws Exception {
        Path live = directory.resolve("live");
        try (TestServer server = new TestServer(live)) {
            for (int i = 0; i < 4; i++) {
                server.machine("poste-" + i, new Sample(Processor.LOAD, 0, 0, i));
            }
            delete(data);
            // As a killed server leaves it.
            copy(live, data);
        }
        Path journal = data.resolve("socle.db-wal");
        byte[] whole = Files.readAllBytes(journal);
        overwrite(journal, 32 + 24 + 5 * 4120L, 64);
        assertThat(refusedStart())
                .startsWith("the journal of the database " + journal + " is damaged: frame ")
                .endsWith("socle-server adopt journal");
        overwrite(journal, 0, 16);
        assertThat(refusedStart()).contains("its first bytes are not those of a journal");

        Files.write(journal, Arrays.copyOf(whole, whole.length - 2000));
        new TestServer(data).close();

        delete(data);
        copy(good, data);
        Files.write(journal, whole);
        overwrite(journal, 32 + 24 + 5 * 4120L, 64);
        assertThat(command("adopt", "journal").status()).isZero();
        Files.delete(journal);
        new TestServer(data).close();
        assertThat(audited()).startsWith("part_adopted{part=journal}");
    }

    private String audited() {
        try (Database database = Database.open(data)) {
            return new Audit(database, Clock.systemUTC())
                    .before(Scope.EVERYTHING, AuditFilter.NONE, Long.MAX_VALUE, 9).stream()
                            .map(entry -> entry.action().word() + entry.details())
                            .collect(Collectors.joining(" "));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ca/1/issuing.key,40,is not a private key",
        "ca/1/issuing.pem,40,is not a certificate",
        "ca/1/root.pem,40,is not a certificate",
        "ca/current,0,names the authority",
        "ca/totp.key,0,is not a key",
        "installation.id,66,cannot be read",
        "broker/installation.id,0,is of another installation",
        "ca/installation.id,0,is of another installation",
        "broker/journal/activemq-data-1.amq,0,is damaged",
        "broker/bindings/activemq-bindings-1.bindings,0,is damaged"
    })
    void aDamagedFileIsToldByNameWithTheWayOut(String file, long at, String said) throws Exception {
        overwrite(data.resolve(file), at, 20);
        assertThat(refusedStart())
                .contains(said)
                .contains(
                        file.endsWith("/installation.id")
                                ? data.resolve(file).getParent().toString()
                                : data.resolve(file).toString())
                .containsAnyOf(
                        "estore it from the backup", "estore ca from the backup", "from the backup; or", "adopt");
    }

    @Test
    void aBrokerThatCannotBeReadIsPutAside() throws Exception {
        overwrite(data.resolve("broker/journal/activemq-data-1.amq"), 0, 20);
        assertThat(refusedStart()).endsWith("socle-server adopt broker");
        assertThat(command("adopt", "broker").text()).startsWith("The next start makes the broker");
        new TestServer(data).close();
        assertThat(data.resolve("broker.damaged-1/journal/activemq-data-1.amq")).exists();
        assertThat(machines()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls/server.key", "tls/server.pem"})
    void theServersOwnCertificateIsMadeAgain(String file) throws Exception {
        overwrite(data.resolve(file), 40, 20);
        try (TestServer server = new TestServer(data)) {
            assertThat(server.get("/readyz", "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void keysThatDoNotBelongTogetherAreTold() throws Exception {
        Path other = directory.resolve("other");
        new TestServer(other).close();
        Files.copy(
                other.resolve("ca/1/issuing.key"),
                data.resolve("ca/1/issuing.key"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(refusedStart())
                .startsWith(
                        data.resolve("ca/1/issuing.key") + " is not the key of " + data.resolve("ca/1/issuing.pem"));
    }
}
