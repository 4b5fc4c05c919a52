package org.socle.fleet.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.AuditFilter;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.machine.MachineRegister;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.store.Database;
import org.socle.fleet.ticket.LogEntry.What;

class TicketsTest {
    /** A Monday, 10:00 in Paris, during class. */
    private static final Instant MONDAY = Instant.parse("2026-11-16T09:00:00Z");

    private static final Viewer ROOT = TestServer.root();

    private Database database;
    private Places places;
    private Machines machines;
    private Tickets tickets;
    private Work work;
    private Interventions interventions;
    private Audit audit;
    private Place alpha;
    private Place beta;
    private Place room;
    private long machine;

    @BeforeEach
    void fill(@TempDir Path directory) {
        Clock clock = Clock.fixed(MONDAY, ZoneOffset.UTC);
        database = Database.open(directory);
        places = new Places(database, clock);
        machines = new Machines(database, clock);
        tickets = new Tickets(database, clock, new StoredCalendar(database, clock));
        work = new Work(database, clock, tickets);
        interventions = new Interventions(database, clock, tickets);
        audit = new Audit(database, clock);
        Place town = places.create(ROOT, null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Ville"));
        alpha = places.create(ROOT, town.id(), PlaceKind.SCHOOL, new PlaceDetails("École A", "0381778B", "", "", ""));
        beta = places.create(ROOT, town.id(), PlaceKind.SCHOOL, new PlaceDetails("École B", "0381780D", "", "", ""));
        room = places.create(ROOT, alpha.id(), PlaceKind.ROOM, PlaceDetails.named("Salle 1"));
        machine = database.<Long, RuntimeException>write(handle -> new MachineRegister()
                .add(handle, new MachineRegister.Newcomer("pc-1", "", "", "", room.id(), null), MONDAY));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Viewer of(Place place) {
        return new Viewer(
                null, "Bob", Role.TECHNICIAN, Scope.of(place.path()), Role.TECHNICIAN.permissions(), "session");
    }

    private Ticket open(String cause, Priority priority) {
        return tickets.open(ROOT, new NewTicket(cause, "", machine, null, null, Origin.PERSON, priority));
    }

    private List<What> log(Ticket ticket) {
        return tickets.log(Scope.EVERYTHING, ticket.number(), 1, 50).stream()
                .map(LogEntry::what)
                .toList();
    }

    @Test
    void aTicketIsDueAfterSoManyHoursOfClass() {
        Ticket ticket = open("no_start", Priority.HIGH);

        assertThat(ticket.number()).isEqualTo(1);
        assertThat(ticket.state()).isEqualTo(State.NEW);
        assertThat(ticket.place()).isEqualTo(room.id());
        assertThat(ticket.school()).isEqualTo(alpha.id());
        assertThat(ticket.due()).isEqualTo(Instant.parse("2026-11-17T09:00:00Z"));
        assertThat(work.prioritise(ROOT, 1, Priority.URGENT).due()).isEqualTo(Instant.parse("2026-11-16T14:00:00Z"));
        assertThat(log(ticket)).containsExactly(What.PRIORITY, What.OPENED);
    }

    @Test
    void theMostUrgentComesFirst() {
        Ticket low = open("no_start", Priority.LOW);
        Ticket urgent = open("no_internet", Priority.URGENT);
        Ticket done = open("screen_or_keys", Priority.URGENT);
        work.solve(ROOT, done.number(), "");

        assertThat(tickets.list(Scope.EVERYTHING, TicketFilter.OPEN, 1, 10))
                .extracting(Ticket::number)
                .containsExactly(urgent.number(), low.number());
        assertThat(tickets.list(Scope.EVERYTHING, TicketFilter.ALL, 1, 10))
                .extracting(Ticket::number)
                .containsExactly(done.number(), urgent.number(), low.number());
        assertThat(tickets.count(Scope.EVERYTHING, new TicketFilter(null, false, true, null, false, null)))
                .as("none is late yet")
                .isZero();
    }

    @Test
    void aTicketGoesItsWayAndItsLogKeepsEveryStep() {
        Ticket ticket = open("no_start", Priority.NORMAL);
        long number = ticket.number();

        assertThat(work.plan(ROOT, number, MONDAY.plusSeconds(3600)).state()).isEqualTo(State.PLANNED);
        Ticket waits = work.hold(ROOT, number, "disque commandé");
        assertThat(waits.state()).isEqualTo(State.WAITING);
        assertThat(waits.reason()).isEqualTo("disque commandé");
        assertThat(work.resume(ROOT, number).state()).isEqualTo(State.NEW);
        assertThat(work.solve(ROOT, number, "disque changé").solved()).isEqualTo(MONDAY);
        assertThatThrownBy(() -> work.hold(ROOT, number, "encore")).hasMessageContaining("ticket.refused.done");
        assertThat(work.close(ROOT, number, "").closed()).isEqualTo(MONDAY);
        assertThatThrownBy(() -> work.close(ROOT, number, "")).hasMessageContaining("ticket.refused.closed");
        Ticket again = work.reopen(ROOT, number, "pas mieux");
        assertThat(again.state()).isEqualTo(State.NEW);
        assertThat(again.solved()).isNull();
        assertThat(again.closed()).isNull();

        assertThat(tickets.find(Scope.EVERYTHING, number)).contains(again);
        assertThat(log(ticket))
                .containsExactly(
                        What.REOPENED, What.CLOSED, What.SOLVED, What.RESUMED, What.WAITING, What.PLANNED, What.OPENED);
        assertThat(audit.list(Scope.EVERYTHING, AuditFilter.NONE, 1, 3))
                .extracting(entry -> entry.action().word())
                .containsExactly("ticket_reopened", "ticket_closed", "ticket_solved");
    }

    @Test
    void whatIsClosedUnsolvedNeedsAReason() {
        long number = open("no_start", Priority.NORMAL).number();

        assertThatThrownBy(() -> work.close(ROOT, number, " ")).hasMessageContaining("ticket.refused.text.close");
        assertThatThrownBy(() -> work.hold(ROOT, number, "")).hasMessageContaining("ticket.refused.text.reason");
        assertThatThrownBy(() -> work.plan(ROOT, number, null)).hasMessageContaining("ticket.refused.planned");
        assertThat(work.close(ROOT, number, "doublon").solved()).isNull();
    }

    @Test
    void theLogIsOnlyAddedTo() {
        open("no_start", Priority.NORMAL);

        assertThatThrownBy(() -> database.writing(handle -> handle.execute("UPDATE ticket_log SET detail = 'x'")))
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> database.writing(handle -> handle.execute("DELETE FROM ticket_log")))
                .hasMessageContaining("append-only");
    }

    @Test
    void anIncidentHasOneTicketAtATime() {
        long incident = database.<Long, RuntimeException>write(handle -> handle.createUpdate(
                        "INSERT INTO incident (cause, severity, machine, state, opened, begun, changed)"
                                + " VALUES ('disk_failing', 'down', :machine, 'open', 0, 0, 0)")
                .bind("machine", machine)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
        NewTicket asked = NewTicket.ofIncident(incident, "disk_failing", machine, null, true);

        Ticket first = tickets.open(ROOT, asked);
        assertThat(tickets.open(of(alpha), asked)).isEqualTo(first);
        assertThat(first.priority()).isEqualTo(Priority.HIGH);
        work.close(ROOT, first.number(), "doublon");
        Ticket second = tickets.open(ROOT, asked);

        assertThat(tickets.ofIncident(Scope.of(alpha.path()), incident))
                .extracting(Ticket::number)
                .containsExactly(second.number(), first.number());
        assertThat(tickets.ofIncident(Scope.of(beta.path()), incident)).isEmpty();
    }

    @Test
    void whoDoesNotSeeThePlaceFindsNothing() {
        long number = open("no_start", Priority.NORMAL).number();
        Viewer stranger = of(beta);

        assertThat(tickets.find(stranger.scope(), number)).isEmpty();
        assertThat(tickets.list(stranger.scope(), TicketFilter.ALL, 1, 10)).isEmpty();
        assertThat(tickets.log(stranger.scope(), number, 1, 10)).isEmpty();
        assertThat(tickets.known(stranger.scope(), machine, null, 10)).isEmpty();
        assertThatThrownBy(() -> work.solve(stranger, number, "")).hasMessageContaining("ticket.refused.unknown");
        assertThatThrownBy(() -> work.note(stranger, number, "x")).hasMessageContaining("ticket.refused.unknown");
        assertThatThrownBy(() -> tickets.open(
                        stranger, new NewTicket("no_start", "", machine, null, null, Origin.PERSON, Priority.LOW)))
                .hasMessageContaining("ticket.refused.unknown");
        assertThatThrownBy(() -> tickets.open(
                        stranger, new NewTicket("no_start", "", null, room.id(), null, Origin.PERSON, Priority.LOW)))
                .hasMessageContaining("ticket.refused.unknown");
    }

    @Test
    void whatIsLeftToDoGoesWithTheMachineAndTheRestStays() {
        Ticket done = open("no_start", Priority.NORMAL);
        work.solve(ROOT, done.number(), "");
        Ticket left = open("no_internet", Priority.NORMAL);

        machines.move(ROOT, left.machine().device(), beta.id());

        assertThat(tickets.list(Scope.of(beta.path()), TicketFilter.ALL, 1, 10))
                .extracting(Ticket::number)
                .containsExactly(left.number());
        assertThat(tickets.list(Scope.of(alpha.path()), TicketFilter.ALL, 1, 10))
                .extracting(Ticket::number)
                .containsExactly(done.number());
    }

    @Test
    void ticketsOutliveTheirRoom() {
        Ticket ticket = tickets.open(
                ROOT, new NewTicket("other", "Prise cassée", null, room.id(), null, Origin.PERSON, Priority.LOW));
        machines.move(ROOT, machines.exactly(Scope.EVERYTHING, "pc-1").orElseThrow(), alpha.id());

        places.delete(ROOT, room.id());

        assertThat(tickets.find(Scope.of(alpha.path()), ticket.number())
                        .orElseThrow()
                        .place())
                .isEqualTo(alpha.id());
    }

    @Test
    void anInterventionIsKeptWithItsPartsAndSignature() {
        long number = open("no_start", Priority.NORMAL).number();
        NewIntervention done = new NewIntervention(
                MONDAY.minusSeconds(3600),
                45,
                30,
                1_250,
                "Disque remplacé",
                true,
                "",
                "direction",
                List.of(new Part("SSD 240 Go", "SA400", 2, 2_999), new Part("Vis", "", 4, 0)));

        interventions.note(ROOT, number, done);

        Intervention kept =
                interventions.ofTicket(Scope.of(alpha.path()), number).get(0);
        assertThat(kept.parts()).isEqualTo(done.parts());
        assertThat(kept.totalCost()).isEqualTo(1_250 + 2 * 2_999);
        assertThat(kept.signedAs()).isEqualTo("direction");
        assertThat(kept.signedAt()).isEqualTo(MONDAY);
        assertThat(interventions.ofMachine(Scope.of(alpha.path()), machine, 10)).containsExactly(kept);
        assertThat(interventions.ofTicket(Scope.of(beta.path()), number)).isEmpty();
    }

    @Test
    void anInterventionThatCannotBeIsRefused() {
        long number = open("no_start", Priority.NORMAL).number();

        assertThatThrownBy(() -> interventions.note(ROOT, number, plain(MONDAY, "", true, "")))
                .hasMessageContaining("ticket.refused.what");
        assertThatThrownBy(() -> interventions.note(ROOT, number, plain(MONDAY, "Vu", false, "")))
                .hasMessageContaining("ticket.refused.reason");
        assertThatThrownBy(() -> interventions.note(ROOT, number, plain(MONDAY.plusSeconds(900), "Vu", true, "")))
                .hasMessageContaining("ticket.refused.at.future");
        assertThat(interventions.ofTicket(Scope.EVERYTHING, number)).isEmpty();
    }

    private static NewIntervention plain(Instant at, String what, boolean done, String reason) {
        return new NewIntervention(at, 0, 0, 0, what, done, reason, "", List.of());
    }
}
