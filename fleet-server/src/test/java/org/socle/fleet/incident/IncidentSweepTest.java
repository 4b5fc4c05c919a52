package org.socle.fleet.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socle.contract.DeviceState;
import org.socle.contract.DeviceState.Presence;
import org.socle.contract.catalogue.Connectivity;
import org.socle.contract.catalogue.Storage;
import org.socle.contract.catalogue.Temperature;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.calendar.PublicHolidays;
import org.socle.fleet.calendar.Rules;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.calendar.Timetable;
import org.socle.fleet.calendar.Week;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.FindingTable;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.Threshold;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachineTable;
import org.socle.fleet.machine.Status;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.reading.Snapshot;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Refusal;

/** What the data open and close, in a real store. */
class IncidentSweepTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Timetable TIMETABLE = new Timetable(
            new Rules(PARIS, PublicHolidays.FRANCE, Week.DEFAULT, List.of(), List.of()), new PublicHolidays());
    private static final SchoolCalendar CALENDAR = school -> TIMETABLE;
    private static final Instant MONDAY = paris("2026-11-23T09:00");

    private final MachineTable machines = new MachineTable();
    private final FindingTable findings = new FindingTable();
    private final Database database;
    private final IncidentSweep sweep;
    private final Place school;
    private final Place room;

    IncidentSweepTest(@TempDir Path directory) {
        database = Database.open(directory);
        sweep = new IncidentSweep(database, CALENDAR, machine -> Snapshot.of(List.of()));
        Places places = new Places(database, Clock.systemUTC());
        Place town =
                places.create(TestServer.root(), null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Ville de Grenoble"));
        school = places.create(
                TestServer.root(),
                town.id(),
                PlaceKind.SCHOOL,
                new PlaceDetails("École Jean Macé", "0381778B", "", "", ""));
        room = places.create(TestServer.root(), school.id(), PlaceKind.ROOM, PlaceDetails.named("Salle 1"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Instant paris(String text) {
        return LocalDateTime.parse(text).atZone(PARIS).toInstant();
    }

    private Machine machine(Instant seen) {
        return database.<Machine, RuntimeException>write(handle -> {
            Machine machine = machines.findOrAdd(handle, UUID.randomUUID(), seen.minusSeconds(3600));
            machines.state(handle, machine, new DeviceState(Presence.ONLINE, "0.1.0", null), seen);
            machines.place(handle, machine, room.id());
            return machine;
        });
    }

    private List<Machine> machines(int count, Instant seen) {
        List<Machine> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(machine(seen));
        }
        return all;
    }

    private void presence(Machine machine, Presence presence, Instant at) {
        database.writing(handle -> machines.state(handle, machine, new DeviceState(presence, "0.1.0", null), at));
    }

    private void heard(Machine machine, Instant at) {
        database.writing(handle -> machines.seen(handle, machine, at));
    }

    private void find(Machine machine, Instant now, Finding... found) {
        heard(machine, now);
        database.writing(handle ->
                findings.replace(handle, machine.id(), findings.standing(handle, machine.id()), List.of(found), now));
    }

    private static Finding failing() {
        return new Finding("disk_failing", Status.DOWN, Storage.PENDING_SECTORS, 0, "sda", "8");
    }

    private static Finding hot() {
        return new Finding("hot", Status.WATCH, Temperature.VALUE, 0, "cpu", "88.0");
    }

    private static Finding portal() {
        return new Finding("captive_portal", Status.WATCH, Connectivity.PATH, 0, "", "portal");
    }

    private Incidents incidents(Instant now) {
        return new Incidents(database, Clock.fixed(now, ZoneOffset.UTC));
    }

    private List<Incident> all() {
        return incidents(MONDAY).page(Scope.EVERYTHING, new IncidentFilter(null, "", null, true), 1, 100).stream()
                .map(Listed::incident)
                .sorted(java.util.Comparator.comparing(Incident::id))
                .toList();
    }

    private List<Event> events(Incident incident) {
        return incidents(MONDAY).log(Scope.EVERYTHING, incident, 100).stream()
                .map(LogLine::event)
                .toList();
    }

    @Test
    void whatARuleFindsIsOneIncidentUntilItIsGoneForAQuarterOfAnHour() {
        Machine machine = machine(MONDAY);
        find(machine, MONDAY, failing());
        sweep.sweep(MONDAY);
        sweep.sweep(MONDAY.plusSeconds(60));
        assertThat(all())
                .extracting(Incident::cause, Incident::severity, Incident::state, Incident::opened)
                .containsExactly(tuple("disk_failing", Status.DOWN, State.OPEN, MONDAY));

        Instant mended = MONDAY.plusSeconds(600);
        find(machine, mended);
        sweep.sweep(mended);
        sweep.sweep(mended.plus(Duration.ofMinutes(14)));
        assertThat(all().get(0).state()).isEqualTo(State.OPEN);
        sweep.sweep(mended.plus(Duration.ofMinutes(15)));
        assertThat(all().get(0).state()).isEqualTo(State.RESOLVED);
        assertThat(events(all().get(0))).containsExactly(Event.RESOLVED, Event.OPENED);
    }

    @Test
    void whatComesBackWithinADayIsTheSameIncident() {
        Machine machine = machine(MONDAY);
        find(machine, MONDAY, failing());
        sweep.sweep(MONDAY);
        find(machine, MONDAY.plusSeconds(60));
        sweep.sweep(MONDAY.plusSeconds(60));
        Instant over = MONDAY.plus(Duration.ofMinutes(30));
        sweep.sweep(over);
        find(machine, over.plus(Duration.ofHours(24)), failing());
        sweep.sweep(over.plus(Duration.ofHours(24)));
        assertThat(all()).hasSize(1);
        assertThat(events(all().get(0))).startsWith(Event.REOPENED, Event.RESOLVED);

        Instant later = over.plus(Duration.ofHours(25));
        find(machine, later);
        sweep.sweep(later);
        sweep.sweep(later.plus(Duration.ofHours(1)));
        Instant next = later.plus(Duration.ofHours(26));
        find(machine, next, failing());
        sweep.sweep(next);
        assertThat(all()).extracting(Incident::state).containsExactly(State.RESOLVED, State.OPEN);
    }

    @Test
    void whatComesAndGoesHasToLast() {
        Machine machine = machine(MONDAY);
        find(machine, MONDAY, hot());
        heard(machine, MONDAY.plus(Duration.ofMinutes(9)));
        // That it is lost is no report.
        presence(machine, Presence.LOST, MONDAY.plus(Duration.ofMinutes(20)));
        sweep.sweep(MONDAY.plus(Duration.ofMinutes(30)));
        assertThat(all()).as("it has said nothing since").isEmpty();
        presence(machine, Presence.ONLINE, MONDAY);
        heard(machine, MONDAY.plus(Duration.ofMinutes(10)));
        sweep.sweep(MONDAY.plus(Duration.ofMinutes(30)));
        assertThat(all()).extracting(Incident::cause).containsExactly("hot");
    }

    @Test
    void aPortalIsOneIncidentOfItsSchoolAndADiskOneOfEach() {
        for (Machine machine : machines(3, MONDAY)) {
            find(machine, MONDAY, portal(), failing());
            heard(machine, MONDAY.plus(Duration.ofMinutes(15)));
        }
        sweep.sweep(MONDAY.plus(Duration.ofMinutes(15)));

        assertThat(all())
                .extracting(Incident::cause, Incident::place)
                .containsExactlyInAnyOrder(
                        tuple("captive_portal", school.id()),
                        tuple("disk_failing", null),
                        tuple("disk_failing", null),
                        tuple("disk_failing", null));
        List<Heap> heaps = incidents(MONDAY).heaps(Scope.EVERYTHING);
        assertThat(heaps)
                .extracting(
                        Heap::cause, Heap::machines, heap -> heap.incidents().size(), Heap::place)
                .containsExactly(tuple("disk_failing", 3, 3, school.id()), tuple("captive_portal", 3, 1, school.id()));
    }

    @Test
    void aFailedSwitchIsOneIncidentAndOverWhenHalfIsBack() {
        List<Machine> all = machines(30, MONDAY);
        List<Machine> others = machines(10, MONDAY);
        sweep.sweep(MONDAY);
        Instant failed = paris("2026-11-23T09:12");
        all.forEach(machine -> presence(machine, Presence.LOST, failed));
        for (int minute = 0; minute < 120; minute++) {
            sweep.sweep(failed.plus(Duration.ofMinutes(minute)));
        }
        assertThat(all()).hasSize(1);
        Incident incident = all().get(0);
        assertThat(incident.cause()).isEqualTo("group_silent");
        assertThat(incident.place()).isEqualTo(room.id());
        assertThat(incidents(MONDAY).members(Scope.EVERYTHING, incident.id(), 0, 100))
                .hasSize(30);

        Instant back = failed.plus(Duration.ofMinutes(121));
        all.subList(0, 14).forEach(machine -> presence(machine, Presence.ONLINE, back));
        sweep.sweep(back);
        sweep.sweep(back.plus(Duration.ofMinutes(20)));
        assertThat(all().get(0).state()).isEqualTo(State.OPEN);
        presence(all.get(14), Presence.ONLINE, back.plus(Duration.ofMinutes(20)));
        sweep.sweep(back.plus(Duration.ofMinutes(21)));
        sweep.sweep(back.plus(Duration.ofMinutes(40)));
        assertThat(all().get(0).state()).isEqualTo(State.RESOLVED);

        // Nothing is known of those that stayed away: they are not missed one by one.
        for (int day = 1; day < 5; day++) {
            sweep.sweep(back.plus(Duration.ofDays(day)));
        }
        assertThat(all()).hasSize(1);
        assertThat(others).isNotEmpty();
    }

    @Test
    void aSwitchThatFailsTwiceADayIsTheSameIncidentEachTime() {
        List<Machine> all = machines(30, MONDAY);
        machines(20, MONDAY);
        sweep.sweep(MONDAY);
        for (String at : List.of("2026-11-23T09:00", "2026-11-23T14:00")) {
            Instant failed = paris(at);
            all.forEach(machine -> presence(machine, Presence.LOST, failed));
            for (int minute = 0; minute <= 60; minute += 5) {
                sweep.sweep(failed.plus(Duration.ofMinutes(minute)));
            }
            assertThat(all()).extracting(Incident::state).as(at).containsExactly(State.OPEN);
            Instant back = failed.plus(Duration.ofMinutes(61));
            all.forEach(machine -> presence(machine, Presence.ONLINE, back));
            sweep.sweep(back);
            sweep.sweep(back.plus(Duration.ofMinutes(15)));
            assertThat(all()).extracting(Incident::state).as(at).containsExactly(State.RESOLVED);
        }
        assertThat(events(all().get(0))).containsExactly(Event.RESOLVED, Event.REOPENED, Event.RESOLVED, Event.OPENED);
    }

    @Test
    void aMachineThatMovesTakesItsTroubleAlong() {
        Places places = new Places(database, Clock.systemUTC());
        Place other = places.create(
                TestServer.root(),
                school.parent(),
                PlaceKind.SCHOOL,
                new PlaceDetails("École du Lac", "0381780D", "", "", ""));
        Machine machine = machine(MONDAY);
        find(machine, MONDAY, portal());
        heard(machine, MONDAY.plus(Duration.ofMinutes(15)));
        sweep.sweep(MONDAY.plus(Duration.ofMinutes(15)));
        database.writing(handle -> machines.place(handle, machine, other.id()));
        sweep.sweep(MONDAY.plus(Duration.ofMinutes(16)));
        sweep.sweep(MONDAY.plus(Duration.ofMinutes(17)));
        sweep.sweep(MONDAY.plus(Duration.ofMinutes(40)));
        assertThat(all())
                .extracting(Incident::place, Incident::state)
                .containsExactly(tuple(school.id(), State.RESOLVED), tuple(other.id(), State.OPEN));
    }

    @Test
    void whatWasSuppressedComesBackSuppressed() {
        Machine machine = machine(MONDAY);
        find(machine, MONDAY, failing());
        sweep.sweep(MONDAY);
        Instant until = MONDAY.plus(Duration.ofDays(20));
        incidents(MONDAY).suppress(TestServer.root(), all().get(0).id(), until);
        find(machine, MONDAY.plusSeconds(60));
        sweep.sweep(MONDAY.plusSeconds(60));
        sweep.sweep(MONDAY.plus(Duration.ofMinutes(20)));
        assertThat(all()).extracting(Incident::state).containsExactly(State.RESOLVED);
        find(machine, MONDAY.plus(Duration.ofHours(2)), failing());
        sweep.sweep(MONDAY.plus(Duration.ofHours(2)));
        assertThat(all()).extracting(Incident::state, Incident::until).containsExactly(tuple(State.SUPPRESSED, until));
    }

    @Test
    void aServerThatWasDownForSixHoursMissesNobody() {
        List<Machine> all = machines(40, MONDAY);
        sweep.sweep(MONDAY);
        Instant restarted = MONDAY.plus(Duration.ofHours(6));
        database.writing(handle -> machines.forgetPresence(handle, restarted));
        all.subList(0, 12).forEach(machine -> presence(machine, Presence.ONLINE, restarted.plusSeconds(30)));
        for (int hour = 0; hour < 24 * 7; hour++) {
            sweep.sweep(restarted.plus(Duration.ofHours(hour)));
        }
        assertThat(all()).isEmpty();
        for (int hour = 24 * 7; hour < 24 * 21; hour++) {
            sweep.sweep(restarted.plus(Duration.ofHours(hour)));
        }
        assertThat(all())
                .as("28 that stay away for weeks")
                .extracting(Incident::cause)
                .containsExactly("group_silent");
    }

    @Test
    void aSchoolOfWhichNobodyComesIsOutOfReach() {
        Machine machine = machine(MONDAY);
        week(machine, machine(MONDAY));
        sweep.sweep(paris("2026-12-01T09:31"));
        assertThat(all()).isEmpty();
        sweep.sweep(paris("2026-12-01T09:32"));
        sweep.sweep(paris("2026-12-01T09:33"));
        assertThat(all())
                .extracting(Incident::cause, Incident::place, Incident::state)
                .containsExactly(tuple("school_silent", school.id(), State.OPEN));

        presence(machine, Presence.ONLINE, paris("2026-12-01T10:00"));
        sweep.sweep(paris("2026-12-01T10:00"));
        sweep.sweep(paris("2026-12-01T10:15"));
        assertThat(all().get(0).state()).isEqualTo(State.RESOLVED);
    }

    @Test
    void oneMachineIsMissedAndThenThereAgain() {
        List<Machine> all = machines(10, MONDAY);
        Instant lost = paris("2026-11-23T09:30");
        presence(all.get(0), Presence.LOST, lost);
        sweep.sweep(lost.plus(Duration.ofMinutes(10)));
        assertThat(database.<Status, RuntimeException>read(
                        handle -> machines.find(handle, all.get(0).deviceId())
                                .orElseThrow()
                                .status(lost.plus(Duration.ofMinutes(10)))))
                .isEqualTo(Status.SILENT);
        sweep.sweep(lost.plus(Duration.ofMinutes(60)));
        assertThat(all())
                .extracting(Incident::cause, Incident::machine)
                .containsExactly(tuple("silent", all.get(0).id()));

        presence(all.get(0), Presence.ONLINE, lost.plus(Duration.ofMinutes(70)));
        sweep.sweep(lost.plus(Duration.ofMinutes(70)));
        sweep.sweep(lost.plus(Duration.ofMinutes(85)));
        assertThat(all()).extracting(Incident::state).containsExactly(State.RESOLVED);
    }

    @Test
    void aCloneIsAnIncidentUntilItIsOneNoLonger() {
        Machine clone = machine(MONDAY);
        Machine original = machine(MONDAY);
        database.writing(
                handle -> handle.execute("UPDATE machine SET clone_of = ? WHERE id = ?", original.id(), clone.id()));
        sweep.sweep(MONDAY);
        sweep.sweep(MONDAY.plusSeconds(60));
        assertThat(all()).extracting(Incident::cause, Incident::machine).containsExactly(tuple("clone", clone.id()));

        database.writing(handle -> handle.execute("UPDATE machine SET clone_of = NULL"));
        sweep.sweep(MONDAY.plusSeconds(120));
        sweep.sweep(MONDAY.plus(Duration.ofMinutes(20)));
        assertThat(all()).extracting(Incident::state).containsExactly(State.RESOLVED);
    }

    @ParameterizedTest
    @CsvSource({"30, certificate_expiring", "31,"})
    void aCertificateThatNobodyRenewsIsAnIncidentAMonthBefore(int days, @Nullable String cause) {
        Machine machine = machine(MONDAY);
        database.writing(handle -> handle.execute(
                "INSERT INTO certificate (serial, machine, key, authority, issued, expires) VALUES ('1', ?, '', 1, 0, ?)",
                machine.id(),
                MONDAY.plus(Duration.ofDays(days)).toEpochMilli()));
        sweep.sweep(MONDAY);
        assertThat(all())
                .extracting(Incident::cause)
                .containsExactlyElementsOf(cause == null ? List.of() : List.of(cause));
    }

    @Test
    void olderAgentsAreOneIncidentOfTheirSchool() {
        for (Machine machine : machines(3, MONDAY)) {
            database.writing(
                    handle -> machines.state(handle, machine, new DeviceState(Presence.ONLINE, "0.0.9", null), MONDAY));
        }
        sweep.sweep(MONDAY.minus(Duration.ofDays(6)));
        sweep.sweep(MONDAY);
        assertThat(all()).as("a new server's agents follow within a week").isEmpty();
        sweep.sweep(MONDAY.plus(Duration.ofDays(1)));
        assertThat(all())
                .extracting(Incident::cause, Incident::place)
                .containsExactly(tuple("agent_outdated", school.id()));
    }

    @Test
    void aLineThatHasBecomeSlowIsAnIncidentOfItsSchool() {
        List<Machine> all = machines(2, MONDAY);
        database.writing(handle -> handle.execute("INSERT INTO speed_line (school, due) VALUES (?, 0)", school.id()));
        for (int day = 0; day < 8; day++) {
            test(all.get(day % 2), day, 12.0);
        }
        test(all.get(0), 8, 5.9);
        sweep.sweep(MONDAY);
        assertThat(all()).as("once is somebody's download").isEmpty();
        test(all.get(1), 9, 5.9);
        sweep.sweep(MONDAY);
        assertThat(all()).extracting(Incident::cause, Incident::place).containsExactly(tuple("line_slow", school.id()));

        test(all.get(0), 10, 12.0);
        sweep.sweep(MONDAY.plusSeconds(60));
        sweep.sweep(MONDAY.plus(Duration.ofMinutes(20)));
        assertThat(all()).extracting(Incident::state).containsExactly(State.RESOLVED);
    }

    private void test(Machine machine, int day, double down) {
        database.writing(handle -> handle.execute(
                "INSERT INTO speed_test (machine, number, school, at, down, up, ping) VALUES (?, ?, ?, ?, ?, 1, 20)",
                machine.id(),
                day,
                school.id(),
                MONDAY.minus(Duration.ofDays(20 - day)).toEpochMilli(),
                down));
    }

    @Test
    void peopleTakeOnSuppressAndClose() {
        Machine machine = machine(MONDAY);
        find(machine, MONDAY, failing());
        sweep.sweep(MONDAY);
        long id = all().get(0).id();
        incidents(MONDAY).acknowledge(TestServer.root(), List.of(id));
        assertThat(all().get(0).state()).isEqualTo(State.ACKNOWLEDGED);

        Instant until = MONDAY.plus(Duration.ofDays(2));
        incidents(MONDAY).suppress(TestServer.root(), id, until);
        assertThat(incidents(MONDAY).heaps(Scope.EVERYTHING)).isEmpty();
        assertThat(incidents(MONDAY).suppressed(Scope.EVERYTHING)).isEqualTo(1);
        sweep.sweep(until.minusSeconds(1));
        assertThat(all().get(0).state()).isEqualTo(State.SUPPRESSED);
        sweep.sweep(until);
        assertThat(all().get(0).state()).isEqualTo(State.OPEN);

        assertThatThrownBy(() -> incidents(until).close(TestServer.root(), id, "  "))
                .isInstanceOf(Refusal.class);
        incidents(until).close(TestServer.root(), id, "Poste mis de côté");
        sweep.sweep(until.plusSeconds(60));
        assertThat(all()).as("not opened again while it still holds").hasSize(1);
        assertThat(all().get(0).state()).isEqualTo(State.RESOLVED);
        assertThatThrownBy(() -> incidents(until).acknowledge(TestServer.root(), List.of(id)))
                .isInstanceOf(Refusal.class);

        find(machine, until.plusSeconds(120));
        sweep.sweep(until.plusSeconds(120));
        find(machine, until.plusSeconds(180), failing());
        sweep.sweep(until.plusSeconds(180));
        assertThat(all()).extracting(Incident::state).containsExactly(State.RESOLVED, State.OPEN);
        assertThat(events(all().get(0)))
                .containsExactly(Event.CLOSED, Event.WOKEN, Event.SUPPRESSED, Event.ACKNOWLEDGED, Event.OPENED);
    }

    /** A week in which both machines came at 8:31 and were switched off in the evening. */
    private void week(Machine... all) {
        for (String day : List.of("2026-11-23", "2026-11-24", "2026-11-26", "2026-11-27", "2026-11-30")) {
            for (Machine each : all) {
                presence(each, Presence.ONLINE, paris(day + "T08:31"));
            }
            sweep.sweep(paris(day + "T08:32"));
            for (Machine each : all) {
                presence(each, Presence.OFFLINE, paris(day + "T16:40"));
            }
            sweep.sweep(paris(day + "T16:41"));
        }
    }

    private IncidentSweep restarted(Instant at) {
        database.writing(handle -> machines.forgetPresence(handle, at));
        return new IncidentSweep(database, CALENDAR, machine -> Snapshot.of(List.of()));
    }

    @Test
    void aServerThatStartsInClassGivesItsOnlySchoolAnHourToComeBack() {
        Machine machine = machine(MONDAY);
        week(machine, machine(MONDAY));
        Instant start = paris("2026-12-01T10:00");
        IncidentSweep anew = restarted(start);
        for (int minute = 0; minute <= 59; minute++) {
            anew.sweep(start.plus(Duration.ofMinutes(minute)));
        }
        presence(machine, Presence.ONLINE, start.plus(Duration.ofMinutes(59)));
        for (int minute = 60; minute <= 90; minute++) {
            anew.sweep(start.plus(Duration.ofMinutes(minute)));
        }
        assertThat(all()).isEmpty();
    }

    @Test
    void andWhenNobodyComesBackInThatHourItIsOutOfReach() {
        week(machine(MONDAY), machine(MONDAY));
        Instant start = paris("2026-12-01T10:00");
        IncidentSweep anew = restarted(start);
        for (int minute = 0; minute <= 59; minute++) {
            anew.sweep(start.plus(Duration.ofMinutes(minute)));
        }
        assertThat(all()).isEmpty();
        anew.sweep(start.plus(Duration.ofMinutes(60)));
        anew.sweep(start.plus(Duration.ofMinutes(61)));
        assertThat(all())
                .extracting(Incident::cause, Incident::place)
                .containsExactly(tuple("school_silent", school.id()));
    }

    @Test
    void aMachineThatIsOftenCutAtTheWallIsNoLongerMissedAtOnce() {
        Machine cut = machine(paris("2026-11-16T08:00"));
        Machine other = machine(paris("2026-11-16T08:00"));
        machines(8, paris("2026-11-16T08:00"));
        int known = 0;
        for (String day : List.of("2026-11-16", "2026-11-17", "2026-11-19", "2026-11-20", "2026-11-23")) {
            presence(cut, Presence.ONLINE, paris(day + "T08:31"));
            sweep.sweep(paris(day + "T08:32"));
            presence(cut, Presence.LOST, paris(day + "T10:00"));
            for (int minute = 0; minute <= 80; minute += 5) {
                sweep.sweep(paris(day + "T10:00").plus(Duration.ofMinutes(minute)));
            }
            boolean missed = all().stream().anyMatch(incident -> incident.state() != State.RESOLVED);
            // On the fourth day it is known of three.
            assertThat(missed).as(day).isEqualTo(known++ < 3);
        }
        presence(other, Presence.LOST, paris("2026-11-23T14:00"));
        sweep.sweep(paris("2026-11-23T15:00"));
        assertThat(all())
                .filteredOn(incident -> incident.state() != State.RESOLVED)
                .extracting(Incident::machine)
                .containsExactly(other.id());
    }

    @Test
    void placesSayHowLongTroubleHasToLast() {
        Map<Long, Limits> own = Map.of(
                room.id(),
                new Limits(Map.of(
                        Threshold.HEAT_LASTS, 30.0,
                        Threshold.CERTIFICATE_NOTICE, 60.0,
                        Threshold.AGENT_BEHIND, 1.0)));
        IncidentSweep anew = new IncidentSweep(
                database,
                CALENDAR,
                machine -> Snapshot.of(List.of()),
                place -> place == null ? Limits.USUAL : own.getOrDefault(place, Limits.USUAL));
        Machine machine = machine(MONDAY);
        anew.sweep(MONDAY);
        database.writing(handle -> handle.execute(
                "INSERT INTO certificate (serial, machine, key, authority, issued, expires) VALUES ('1', ?, '', 1, 0, ?)",
                machine.id(),
                MONDAY.plus(Duration.ofDays(60)).toEpochMilli()));
        anew.sweep(MONDAY);
        assertThat(all()).extracting(Incident::cause).containsExactly("certificate_expiring");

        find(machine, MONDAY, hot());
        heard(machine, MONDAY.plus(Duration.ofMinutes(29)));
        anew.sweep(MONDAY.plus(Duration.ofMinutes(30)));
        assertThat(all()).hasSize(1);
        heard(machine, MONDAY.plus(Duration.ofMinutes(30)));
        anew.sweep(MONDAY.plus(Duration.ofMinutes(31)));
        assertThat(all()).extracting(Incident::cause).containsExactly("certificate_expiring", "hot");

        database.writing(
                handle -> machines.state(handle, machine, new DeviceState(Presence.ONLINE, "0.0.9", null), MONDAY));
        anew.sweep(MONDAY.plus(Duration.ofHours(23)));
        assertThat(all()).hasSize(2);
        anew.sweep(MONDAY.plus(Duration.ofHours(24)));
        assertThat(all()).extracting(Incident::cause).contains("agent_outdated");
    }
}
