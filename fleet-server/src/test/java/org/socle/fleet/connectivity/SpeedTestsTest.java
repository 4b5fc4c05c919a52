package org.socle.fleet.connectivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.Command;
import org.socle.contract.Command.Operation;
import org.socle.contract.DeviceState;
import org.socle.contract.DeviceState.Presence;
import org.socle.contract.catalogue.Speed;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.app.MovableClock;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.calendar.Hours;
import org.socle.fleet.calendar.PublicHolidays;
import org.socle.fleet.calendar.Rules;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.calendar.Timetable;
import org.socle.fleet.calendar.Week;
import org.socle.fleet.config.ConnectivityConfig;
import org.socle.fleet.machine.MachineRegister;
import org.socle.fleet.machine.MachineTable;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.management.CommandQueue;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Refusal;

/** Which machine is asked for a test, and when. */
class SpeedTestsTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /** From eight to six on weekdays in every school. */
    private static final SchoolCalendar CLASS =
            calendar(Hours.parse("08:00-18:00").orElseThrow());

    private static SchoolCalendar calendar(Hours hours) {
        Week week = new Week(List.of(hours, hours, hours, hours, hours, Hours.NONE, Hours.NONE));
        Timetable timetable = new Timetable(new Rules(PARIS, "fr", week, List.of(), List.of()), new PublicHolidays());
        return school -> timetable;
    }

    /** Wednesday, before class. */
    private static final Instant START = Instant.parse("2026-11-25T05:00:00Z");

    /** A command that left. */
    private record Sent(UUID device, Instant at) {}

    private final MovableClock clock = new MovableClock(START);
    private final Database database;
    private final Places places;
    private final Place town;
    private final List<Sent> sent = new ArrayList<>();
    private SpeedTests tests;
    private SpeedRounds rounds;

    SpeedTestsTest(@TempDir Path directory) {
        database = Database.open(directory);
        places = new Places(database, clock);
        town = places.create(TestServer.root(), null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Ville"));
        prepare(ConnectivityConfig.DEFAULT);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void prepare(ConnectivityConfig config) {
        CommandQueue queue = new CommandQueue(
                (device, body) -> {
                    Command command = Command.decode(body);
                    assertThat(command.operation()).isEqualTo(Operation.EXECUTE);
                    assertThat(command.path()).isEqualTo("/10481/0/0");
                    assertThat(command.notAfter()).isEqualTo(clock.instant().plusSeconds(60));
                    sent.add(new Sent(device, clock.instant()));
                },
                clock);
        Grants grants = new Grants(clock);
        tests = new SpeedTests(database, queue, grants, config, clock);
        rounds = new SpeedRounds(database, queue, grants, config.everyDays(), CLASS, clock);
    }

    private Place school(String uai) {
        return places.create(
                TestServer.root(), town.id(), PlaceKind.SCHOOL, new PlaceDetails("École " + uai, uai, "", "", ""));
    }

    private UUID machine(Place place, Presence presence) {
        return database.<UUID, RuntimeException>write(handle -> {
            MachineRegister register = new MachineRegister();
            long id = register.add(
                    handle, new MachineRegister.Newcomer("poste", "", "", "", place.id(), null), clock.instant());
            UUID device = register.device(handle, id);
            presence(handle, device, presence);
            return device;
        });
    }

    private void presence(org.jdbi.v3.core.Handle handle, UUID device, Presence presence) {
        MachineTable table = new MachineTable();
        table.state(
                handle,
                table.find(handle, device).orElseThrow(),
                new DeviceState(presence, "test", null),
                clock.instant());
    }

    /** What a machine measures, as the intake keeps it. */
    private void measured(UUID device, double down) {
        database.writing(handle -> new SpeedTable()
                .add(
                        handle,
                        new MachineTable().find(handle, device).orElseThrow().id(),
                        clock.instant().getEpochSecond(),
                        clock.instant(),
                        down,
                        down / 4,
                        12.5));
    }

    /** Sweeps every minute for a while; machines answer. */
    private void go(Duration length, boolean answering) {
        for (long minute = 0; minute < length.toMinutes(); minute++) {
            int before = sent.size();
            rounds.sweep();
            if (answering) {
                sent.subList(before, sent.size()).forEach(each -> measured(each.device, 5));
            }
            clock.forward(Duration.ofMinutes(1));
        }
    }

    @Test
    void aSchoolIsTestedOnceADayByItsMachinesInTurnOutsideClass() {
        Place school = school("0381778B");
        Place room = places.create(TestServer.root(), school.id(), PlaceKind.ROOM, PlaceDetails.named("Salle 1"));
        List<UUID> machines = List.of(
                machine(school, Presence.ONLINE), machine(room, Presence.ONLINE), machine(room, Presence.ONLINE));
        machine(room, Presence.OFFLINE);

        go(Duration.ofDays(7), true);

        assertThat(sent).hasSizeBetween(7, 8);
        assertThat(sent.stream().map(each -> each.at.atZone(PARIS).toLocalDate()))
                .doesNotHaveDuplicates();
        assertThat(sent).allSatisfy(each -> {
            assertThat(CLASS.schoolTime(1, each.at)).isFalse();
        });
        assertThat(sent.stream().map(Sent::device).limit(6))
                .containsExactly(
                        machines.get(0),
                        machines.get(1),
                        machines.get(2),
                        machines.get(0),
                        machines.get(1),
                        machines.get(2));
        // Not every night at the same minute.
        assertThat(sent.stream()
                        .map(each -> each.at.atZone(PARIS).toLocalTime())
                        .distinct())
                .hasSizeGreaterThan(5);
    }

    @Test
    void whoIsOnInClassOnlyIsNotTestedUnlessAsked() {
        Place school = school("0381778B");
        UUID device = machine(school, Presence.OFFLINE);
        go(Duration.ofHours(3), true);
        database.writing(handle -> presence(handle, device, Presence.ONLINE));
        go(Duration.ofHours(8), true);
        assertThat(sent).isEmpty();
        tests.ask(TestServer.root(), device);
        assertThat(sent).hasSize(1);
        assertThat(new Audit(database, clock)
                        .ofMachine(
                                Scope.EVERYTHING,
                                new Machines(database, clock)
                                        .find(Scope.EVERYTHING, device)
                                        .orElseThrow()
                                        .id(),
                                5)
                        .get(0)
                        .action())
                .isEqualTo(Action.SPEED_TEST_ASKED);
        // That was today's.
        measured(device, 5);
        go(Duration.ofHours(5), true);
        assertThat(sent).hasSize(1);
    }

    @Test
    void afterClassTheSchoolsComeOneAfterTheOther() {
        Set<UUID> devices = new HashSet<>();
        clock.forward(Duration.ofHours(3));
        for (String uai : uais(60)) {
            devices.add(machine(school(uai), Presence.ONLINE));
        }
        go(Duration.ofHours(9), true);
        assertThat(sent).as("in class").isEmpty();
        go(Duration.ofHours(2), true);
        assertThat(sent.stream().map(Sent::device)).containsExactlyInAnyOrderElementsOf(devices);
        assertThat(sent.stream().map(Sent::at).distinct())
                .as("over half an hour")
                .hasSizeGreaterThan(15);
    }

    private static List<String> uais(int count) {
        String letters = "ABCDEFGHJKLMNPRSTUVWXYZ";
        return IntStream.range(0, count)
                .mapToObj(i -> String.format("038%04d", 1000 + i))
                .map(digits -> digits + letters.charAt(Integer.parseInt(digits) % 23))
                .toList();
    }

    @Test
    void aMachineThatDoesNotMeasureIsFollowedByTheNextAndNotForEver() {
        Place school = school("0381778B");
        UUID one = machine(school, Presence.ONLINE);
        UUID two = machine(school, Presence.ONLINE);
        clock.forward(Duration.ofHours(13));
        go(Duration.ofHours(5), false);
        assertThat(sent.stream().map(Sent::device)).containsExactly(one, two, one);
        assertThat(Duration.between(sent.get(0).at, sent.get(1).at)).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void noneIsTestedByItselfWhereThatIsNotWanted() {
        prepare(new ConnectivityConfig(0, 8, 30));
        machine(school("0381778B"), Presence.ONLINE);
        go(Duration.ofDays(1), true);
        assertThat(sent).isEmpty();
    }

    @Test
    void oneAtATimeInASchoolAndOnlyWhoIsThere() {
        Place school = school("0381778B");
        UUID one = machine(school, Presence.ONLINE);
        UUID two = machine(school, Presence.ONLINE);
        UUID away = machine(school, Presence.OFFLINE);
        Viewer root = TestServer.root();
        tests.ask(root, one);
        refused(root, two, "speed.refused.busy");
        refused(root, away, "speed.refused.away");
        refused(root, UUID.randomUUID(), "machine.refused.unknown");
        Place elsewhere = school("0381780D");
        Viewer stranger = new Viewer(
                7L, "Zoé", Role.TECHNICIAN, Scope.of(elsewhere.path()), Role.TECHNICIAN.permissions(), "secret");
        refused(stranger, two, "machine.refused.unknown");
        clock.forward(Duration.ofSeconds(90));
        tests.ask(root, two);
        assertThat(sent.stream().map(Sent::device)).containsExactly(one, two);
    }

    private void refused(Viewer viewer, UUID device, String key) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> tests.ask(viewer, device))
                .satisfies(e -> assertThat(e.key()).isEqualTo(key));
    }

    @Test
    void theNewestTestIsTheSchoolsWhereverTheMachineGoes() {
        Place school = school("0381778B");
        Place other = school("0381780D");
        UUID device = machine(school, Presence.ONLINE);
        measured(device, 0.9);
        clock.forward(Duration.ofDays(1));
        measured(device, 2.5);
        new Machines(database, clock).move(TestServer.root(), device, other.id());
        // A full report says the same once more, from where the machine is now.
        measured(device, 2.5);

        LineSpeed line = tests.line(Scope.of(school.path()), school).orElseThrow();
        assertThat(line)
                .isEqualTo(
                        new LineSpeed(clock.instant(), 2.5 * Speed.MBIT, 0.625 * Speed.MBIT, 12.5, device, Band.FAIR));
        assertThat(tests.line(Scope.of(other.path()), school)).isEmpty();
        assertThat(tests.line(Scope.EVERYTHING, other)).isEmpty();
    }

    @Test
    void bandsBeginWhereTheyShould() {
        ConnectivityConfig config = ConnectivityConfig.DEFAULT;
        assertThat(Band.of(7.99, config)).isEqualTo(Band.SLOW);
        assertThat(Band.of(8, config)).isEqualTo(Band.FAIR);
        assertThat(Band.of(29.9, config)).isEqualTo(Band.FAIR);
        assertThat(Band.of(30, config)).isEqualTo(Band.FAST);
    }

    @Test
    void whoIsDueIsFoundByAnIndex() {
        List<String> plan = database.<List<String>, RuntimeException>read(
                handle -> handle.createQuery("EXPLAIN QUERY PLAN " + SpeedTable.DUE)
                        .bind("now", 1)
                        .bind("most", 1)
                        .map((row, context) -> row.getString("detail"))
                        .list());
        assertThat(plan)
                .anyMatch(step -> step.contains("speed_line_by_due"))
                .anyMatch(step -> step.contains("machine_by_place"))
                .noneMatch(step -> step.contains("machine_by_status"));
        assertThat(plan)
                .filteredOn(step -> step.startsWith("SCAN"))
                .allMatch(step -> step.matches("SCAN (candidate|CONSTANT ROW|m|\\d+).*"));
        assertThat(plan).noneMatch(step -> step.startsWith("SCAN m"));
    }

    @Test
    void aGrantIsWhatATestNeedsAndNoMore() {
        Grants grants = new Grants(clock);
        UUID device = UUID.randomUUID();
        assertThat(grants.take(device, 0, 0)).isFalse();
        assertThat(grants.give(device, 1L)).isTrue();
        assertThat(grants.take(device, 4_000_000, 0)).isTrue();
        assertThat(grants.take(device, 1, 0)).isFalse();
        assertThat(grants.take(device, 0, 1_000_000)).isTrue();
        assertThat(grants.take(device, 0, 1)).isFalse();
        for (int i = 0; i < 14; i++) {
            assertThat(grants.take(device, 0, 0)).isTrue();
        }
        assertThat(grants.take(device, 0, 0)).isFalse();
        assertThat(grants.take(UUID.randomUUID(), 0, 0)).isFalse();
        clock.forward(Duration.ofSeconds(90));
        assertThat(grants.give(device, null)).isTrue();
        clock.forward(Duration.ofSeconds(90));
        assertThat(grants.take(device, 0, 0)).isFalse();
    }
}
