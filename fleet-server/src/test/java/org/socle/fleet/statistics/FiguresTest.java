package org.socle.fleet.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.incident.Causes;
import org.socle.fleet.machine.MachineRegister;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.store.Database;
import org.socle.fleet.ticket.Interventions;
import org.socle.fleet.ticket.NewIntervention;
import org.socle.fleet.ticket.NewTicket;
import org.socle.fleet.ticket.Origin;
import org.socle.fleet.ticket.Part;
import org.socle.fleet.ticket.Priority;
import org.socle.fleet.ticket.Ticket;
import org.socle.fleet.ticket.Tickets;
import org.socle.fleet.ticket.Work;

/** One week of two schools, hour by hour: class on Monday, Tuesday, Thursday and Friday, six hours each, 24 in all. */
class FiguresTest {
    private static final Viewer ROOT = TestServer.root();
    private static final Instant BEFORE = Instant.parse("2026-11-01T00:00:00Z");
    /** Monday, 8:30 in Paris. */
    private static final Instant MONDAY = Instant.parse("2026-11-16T07:30:00Z");
    /** Saturday. */
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    /** From that Monday on. */
    private static final Period WEEK = new Period("week", LocalDate.parse("2026-11-16"), LocalDate.parse("2026-12-01"));

    private Database database;
    private Figures figures;
    private Place alpha;
    private Place beta;
    private long one;
    private long two;

    @BeforeEach
    void fill(@TempDir Path directory) {
        database = Database.open(directory);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Places places = new Places(database, clock);
        Place town = places.create(ROOT, null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Ville"));
        alpha = places.create(ROOT, town.id(), PlaceKind.SCHOOL, new PlaceDetails("École A", "0381778B", "", "", ""));
        beta = places.create(ROOT, town.id(), PlaceKind.SCHOOL, new PlaceDetails("École B", "0381780D", "", "", ""));
        Place room = places.create(ROOT, alpha.id(), PlaceKind.ROOM, PlaceDetails.named("Salle 1"));
        one = machine("pc-1", room.id(), BEFORE);
        two = machine("pc-2", alpha.id(), BEFORE);
        machine("pc-3", beta.id(), BEFORE);
        figures = new Figures(database, clock, new StoredCalendar(database, clock));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private long machine(String name, long place, Instant since) {
        return database.<Long, RuntimeException>write(handle -> new MachineRegister()
                .add(handle, new MachineRegister.Newcomer(name, "Dell", "3020", "", place, null), since));
    }

    private void incident(String cause, String severity, long machine, Instant since, Instant gone) {
        database.writing(handle -> {
            long id = handle.createUpdate(
                            "INSERT INTO incident (cause, severity, machine, state, opened, begun, changed,"
                                    + " resolved) VALUES (:cause, :severity, :machine, :state, :since, :since, :since, :gone)")
                    .bind("cause", cause)
                    .bind("severity", severity)
                    .bind("machine", machine)
                    .bind("state", gone == null ? "open" : "resolved")
                    .bind("since", since.toEpochMilli())
                    .bind("gone", gone == null ? null : (Long) gone.toEpochMilli())
                    .executeAndReturnGeneratedKeys("id")
                    .mapTo(Long.class)
                    .one();
            handle.createUpdate("INSERT INTO incident_machine (incident, machine, instance, since, gone)"
                            + " VALUES (:id, :machine, 0, :since, :gone)")
                    .bind("id", id)
                    .bind("machine", machine)
                    .bind("since", since.toEpochMilli())
                    .bind("gone", gone == null ? null : (Long) gone.toEpochMilli())
                    .execute();
        });
    }

    private Tally of(Place place) {
        return figures.of(Scope.of(place.path()), WEEK).all();
    }

    @Test
    void aMachineThatIsDownCannotBeUsed() {
        // Three hours of Monday morning; an hour of them twice; and all of the afternoon, to the next morning.
        incident("filesystem_read_only", "down", one, MONDAY, MONDAY.plus(Duration.ofHours(2)));
        incident("silent", "watch", one, MONDAY.plus(Duration.ofHours(1)), MONDAY.plus(Duration.ofHours(3)));
        incident("group_silent", "watch", one, MONDAY.plus(Duration.ofHours(5)), MONDAY.plus(Duration.ofHours(24)));
        // Of the other one: what is only to be watched counts for nothing, nor what was before.
        incident("hot", "watch", two, MONDAY, null);
        incident("silent", "down", two, BEFORE, BEFORE.plus(Duration.ofDays(2)));
        // Nor what is severe while the machine still serves its class.
        for (String cause : List.of("disk_failing", "overheating", "memory_failing", "filesystem_full")) {
            incident(cause, "down", two, MONDAY, null);
        }

        Tally tally = of(alpha);

        assertThat(tally.machines()).isEqualTo(2);
        assertThat(tally.machineTime()).isEqualTo(Duration.ofHours(48));
        assertThat(tally.downTime()).isEqualTo(Duration.ofHours(6));
        assertThat(tally.availability().orElseThrow()).isCloseTo(87.5, within(0.001));
        assertThat(of(beta).availability()).hasValue(100);
        assertThat(figures.of(Scope.EVERYTHING, WEEK).schools())
                .extracting(Figures.OfSchool::name)
                .as("the worst first")
                .containsExactly("École A", "École B");
        assertThat(figures.of(Scope.of(beta.path()), WEEK).schools())
                .extracting(Figures.OfSchool::name)
                .containsExactly("École B");
    }

    @Test
    void whatKeepsAMachineFromWorkingIsACauseThereIs() {
        assertThat(Causes.all()).containsAll(FigureTable.UNUSABLE);
    }

    @Test
    void whatStillIsDownCountsUntilNow() {
        incident("silent", "watch", one, MONDAY.plus(Duration.ofDays(4)), null);

        assertThat(of(alpha).downTime()).as("all of Friday").isEqualTo(Duration.ofHours(6));
    }

    @Test
    void aMachineCountsFromItsFirstReportOn() {
        machine("pc-new", beta.id(), MONDAY.plus(Duration.ofDays(3)));

        assertThat(of(beta).machineTime()).isEqualTo(Duration.ofHours(24 + 12));
    }

    private Tickets at(Instant moment) {
        Clock clock = Clock.fixed(moment, ZoneOffset.UTC);
        return new Tickets(database, clock, new StoredCalendar(database, clock));
    }

    private void repair(long machine, Instant opened, Duration length) {
        Ticket ticket = at(opened)
                .open(ROOT, new NewTicket("no_start", "", machine, null, null, Origin.PERSON, Priority.NORMAL));
        Clock end = Clock.fixed(opened.plus(length), ZoneOffset.UTC);
        new Work(database, end, at(opened.plus(length))).solve(ROOT, ticket.number(), "");
    }

    @Test
    void repairsTakeClassAndTime() {
        repair(one, MONDAY, Duration.ofHours(1));
        repair(one, MONDAY, Duration.ofHours(2));
        // A whole day later: six hours of class.
        repair(two, MONDAY, Duration.ofHours(24));
        at(MONDAY).open(ROOT, new NewTicket("no_start", "", two, null, null, Origin.PERSON, Priority.NORMAL));

        Tally tally = of(alpha);

        assertThat(tally.repaired()).isEqualTo(3);
        assertThat(tally.meanClassHours()).isEqualTo(OptionalDouble.of(3));
        assertThat(tally.medianClassHours()).isEqualTo(OptionalDouble.of(2));
        assertThat(tally.meanHours()).isEqualTo(OptionalDouble.of(9));
        assertThat(tally.medianHours()).isEqualTo(OptionalDouble.of(2));
        assertThat(of(beta).meanClassHours()).isEmpty();
    }

    @Test
    void interventionsAddUpByMachineAndModel() {
        Tickets tickets = at(NOW);
        Interventions interventions = new Interventions(database, Clock.fixed(NOW, ZoneOffset.UTC), tickets);
        long ticket = tickets.open(ROOT, new NewTicket("no_start", "", one, null, null, Origin.PERSON, Priority.LOW))
                .number();
        note(interventions, ticket, MONDAY, 1_000);
        note(interventions, ticket, MONDAY.plus(Duration.ofDays(1)), 0);
        note(interventions, ticket, BEFORE, 99_999);
        note(interventions, ticket, MONDAY, 1_500_000);
        interventions.withdraw(
                ROOT,
                ticket,
                interventions.ofTicket(Scope.EVERYTHING, ticket).stream()
                        .filter(each -> each.cost() == 1_500_000)
                        .findFirst()
                        .orElseThrow()
                        .id(),
                "Coût mal tapé");

        Figures.Seen seen = figures.of(Scope.EVERYTHING, WEEK);

        assertThat(seen.all().interventions()).isEqualTo(2);
        assertThat(seen.all().minutes()).isEqualTo(60);
        assertThat(seen.all().travel()).isEqualTo(20);
        assertThat(seen.all().parts()).isEqualTo(2 * 2 * 1_250);
        assertThat(seen.all().other()).isEqualTo(1_000);
        assertThat(seen.machines())
                .extracting(Figures.OfMachine::name, Figures.OfMachine::interventions, Figures.OfMachine::cost)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("pc-1", 2, 6_000L));
        assertThat(seen.models()).containsExactly(new Figures.OfModel("Dell 3020", 3, 2, 6_000));
        assertThat(figures.of(Scope.of(beta.path()), WEEK).machines()).isEmpty();
    }

    private static void note(Interventions interventions, long ticket, Instant at, long cost) {
        interventions.note(
                ROOT,
                ticket,
                new NewIntervention(at, 30, 10, cost, "Fait", true, "", "", List.of(new Part("Pièce", "", 2, 1_250))));
    }

    @Test
    void periodsAreWholeMonthsAndYears() {
        LocalDate today = LocalDate.parse("2026-11-25");

        assertThat(Period.of("year", today).orElseThrow().first()).isEqualTo("2026-09-01");
        assertThat(Period.of("year", LocalDate.parse("2027-08-31"))
                        .orElseThrow()
                        .first())
                .isEqualTo("2026-09-01");
        assertThat(Period.of("months", today).orElseThrow().first()).isEqualTo("2025-11-26");
        assertThat(Period.of("2026-02", today).orElseThrow().end()).isEqualTo("2026-03-01");
        assertThat(Period.of("2026-12", today)).as("not yet").isEmpty();
        assertThat(Period.of("2026-13", today)).isEmpty();
        assertThat(Period.of("2020-01", today)).as("too long ago").isEmpty();
    }
}
