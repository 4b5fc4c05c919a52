package org.socle.fleet.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.app.MovableClock;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.AuditFilter;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.machine.MachineRegister;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.store.Database;
import org.socle.fleet.ticket.LogEntry.What;
import org.socle.fleet.web.Refusal;

/** What people wrote on tickets can be taken out, and in no other way. */
class RedactionsTest {
    /** A Monday, 10:00 in Paris. */
    private static final Instant MONDAY = Instant.parse("2026-11-16T09:00:00Z");

    private static final Viewer ROOT = TestServer.root();

    private final MovableClock clock = new MovableClock(MONDAY);
    private Database database;
    private Tickets tickets;
    private Work work;
    private Interventions interventions;
    private Place beta;
    private long machine;

    @BeforeEach
    void fill(@TempDir Path directory) {
        database = Database.open(directory);
        Places places = new Places(database, clock);
        tickets = new Tickets(database, clock, new StoredCalendar(database, clock));
        work = new Work(database, clock, tickets);
        interventions = new Interventions(database, clock, tickets);
        Place town = places.create(ROOT, null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Ville"));
        Place alpha =
                places.create(ROOT, town.id(), PlaceKind.SCHOOL, new PlaceDetails("École A", "0381778B", "", "", ""));
        beta = places.create(ROOT, town.id(), PlaceKind.SCHOOL, new PlaceDetails("École B", "0381780D", "", "", ""));
        machine = database.<Long, RuntimeException>write(handle -> new MachineRegister()
                .add(handle, new MachineRegister.Newcomer("pc-1", "", "", "", alpha.id(), null), MONDAY));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Viewer elsewhere() {
        return new Viewer(
                null, "Bob", Role.ADMINISTRATOR, Scope.of(beta.path()), Role.ADMINISTRATOR.permissions(), "session");
    }

    private long open(String text) {
        return tickets.open(ROOT, new NewTicket("other", text, machine, null, null, Origin.PERSON, Priority.NORMAL))
                .number();
    }

    private void note(long ticket, String what, long cost) {
        interventions.note(
                ROOT,
                ticket,
                new NewIntervention(
                        clock.instant(),
                        30,
                        10,
                        cost,
                        what,
                        true,
                        "",
                        "direction",
                        List.of(new Part(what, "", 1, 500))));
    }

    private Ticket find(long ticket) {
        return tickets.find(Scope.EVERYTHING, ticket).orElseThrow();
    }

    private List<LogEntry> log(long ticket) {
        return tickets.log(Scope.EVERYTHING, ticket, 1, 50);
    }

    private Redactions redactions() {
        return new Redactions(database, clock, tickets);
    }

    private long line(long ticket, What what) {
        return log(ticket).stream()
                .filter(entry -> entry.what() == what)
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** Everything of the tables of tickets and of the audit log, as text. */
    private String everything() {
        return Stream.of(
                        "* FROM ticket",
                        "* FROM ticket_log",
                        "id, ticket, at, actor, type, hex(body), redacted, redactor FROM ticket_photo",
                        "* FROM intervention",
                        "* FROM intervention_part",
                        "* FROM audit")
                .flatMap(what -> database
                        .<List<String>, RuntimeException>read(handle -> handle.createQuery("SELECT " + what)
                                .mapToMap()
                                .map(Object::toString)
                                .list())
                        .stream())
                .collect(Collectors.joining("\n"));
    }

    private void refused(String sql) {
        assertThatThrownBy(() -> database.writing(handle -> handle.execute(sql)))
                .as(sql)
                .hasStackTraceContaining("SQLITE_CONSTRAINT_TRIGGER");
    }

    @Test
    void aTextIsGoneWhereverItStood() {
        long ticket = open("Léa Martin l’a fait tomber");
        work.hold(ROOT, ticket, "Léa Martin absente");
        note(ticket, "Vu avec Léa Martin", 1_250);
        assertThat(everything()).contains("Léa Martin");
        clock.forward(Duration.ofHours(1));

        redactions().text(ROOT, ticket, line(ticket, What.OPENED));
        redactions().text(ROOT, ticket, line(ticket, What.WAITING));
        redactions().text(ROOT, ticket, line(ticket, What.INTERVENTION));

        assertThat(everything()).doesNotContain("Léa Martin");
        assertThat(find(ticket).subject()).isEmpty();
        assertThat(find(ticket).reason()).isEmpty();
        assertThat(find(ticket).state()).isEqualTo(State.WAITING);
        assertThat(log(ticket))
                .extracting(LogEntry::what, LogEntry::actor, LogEntry::at, LogEntry::redaction)
                .contains(org.assertj.core.groups.Tuple.tuple(
                        What.OPENED, "root", MONDAY, new Redaction(MONDAY.plus(Duration.ofHours(1)), "root")));
        Intervention noted = interventions.ofTicket(Scope.EVERYTHING, ticket).get(0);
        assertThat(noted.totalCost()).as("figures stay").isEqualTo(1_750);
        assertThat(noted.minutes()).isEqualTo(30);
        assertThat(noted.what()).isEmpty();
        assertThat(noted.redaction()).isNotNull();
        assertThat(new Audit(database, clock).list(Scope.EVERYTHING, AuditFilter.NONE, 1, 50))
                .filteredOn(entry -> entry.action() == Action.TEXT_REDACTED)
                .hasSize(3)
                .allSatisfy(entry -> assertThat(entry.details()).containsOnlyKeys("ticket"));
        assertThatThrownBy(() -> redactions().text(ROOT, ticket, line(ticket, What.OPENED)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("redact.refused.gone");
    }

    @Test
    void whatIsNoTextIsNotTakenOutNorThatOfAnotherTicketOrSchool() {
        long ticket = open("Écran noir");
        long other = open("Autre");
        work.prioritise(ROOT, ticket, Priority.URGENT);

        assertThatThrownBy(() -> redactions().text(ROOT, ticket, line(ticket, What.PRIORITY)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> redactions().text(ROOT, other, line(ticket, What.OPENED)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> redactions().text(elsewhere(), ticket, line(ticket, What.OPENED)))
                .hasMessageContaining("ticket.refused.unknown");
        assertThat(redactions().line(elsewhere().scope(), ticket, line(ticket, What.OPENED)))
                .isEmpty();
        assertThat(find(ticket).subject()).isEqualTo("Écran noir");
    }

    @Test
    void noOtherWayIsOpen() {
        long ticket = open("Écran noir");
        note(ticket, "Vu", 1_250);
        database.writing(handle -> handle.execute(
                "INSERT INTO ticket_photo (ticket, at, actor, type, body) VALUES (?, 1, 'root', 'image/png', x'01')",
                ticket));
        String before = everything();

        refused("UPDATE ticket_log SET detail = ''");
        refused("UPDATE ticket_log SET detail = 'autre', redacted = 1, redactor = 'x'");
        refused("UPDATE ticket_log SET detail = '', redacted = 1, redactor = NULL");
        refused("UPDATE ticket_log SET detail = '', redacted = 1, redactor = 'x', actor = 'y'");
        refused("UPDATE ticket_log SET detail = '', redacted = 1, redactor = 'x', at = 2");
        refused("UPDATE ticket_log SET detail = '', redacted = 1, redactor = 'x', what = 'note'");
        refused("DELETE FROM ticket_log");
        refused("INSERT OR REPLACE INTO ticket_log (id, ticket, at, what, actor) SELECT id, ticket, 1, what, ''"
                + " FROM ticket_log");
        refused("UPDATE ticket SET subject = ''");
        refused("UPDATE ticket SET subject = 'autre'");
        refused("UPDATE ticket_photo SET body = x''");
        refused("UPDATE ticket_photo SET body = x'02', redacted = 1, redactor = 'x'");
        refused("DELETE FROM ticket_photo");
        refused("UPDATE intervention SET cost = 0");
        refused("UPDATE intervention SET what = '', reason = '', signed_as = ''");
        refused("UPDATE intervention SET withdrawn = 1, withdrawer = 'x', cost = 0");
        refused("DELETE FROM intervention");
        refused("UPDATE intervention_part SET unit_cost = 0");
        refused("UPDATE intervention_part SET designation = '', reference = ''");
        refused("DELETE FROM intervention_part");

        assertThat(everything()).isEqualTo(before);
        redactions().text(ROOT, ticket, line(ticket, What.OPENED));
        refused("UPDATE ticket_log SET redacted = 1 WHERE redacted IS NOT NULL");
        refused("UPDATE ticket_log SET redacted = NULL, redactor = NULL, detail = 'x' WHERE redacted IS NOT NULL");
        refused("UPDATE ticket SET subject = 'Écran noir'");
    }

    @Test
    void afterSomeYearsTheServerTakesThemOut() {
        long closed = open("Léa Martin l’a fait tomber");
        note(closed, "Vu avec Léa Martin", 1_250);
        work.solve(ROOT, closed, "");
        work.close(ROOT, closed, "");
        long solved = open("Réglé");
        work.solve(ROOT, solved, "Câble rebranché");
        long open = open("Toujours là");
        TextRetention retention = new TextRetention(database, clock, 3);

        clock.forward(Duration.ofDays(3 * 365));
        work.note(ROOT, solved, "Écrit hier");
        assertThat(retention.run()).as("a day too early").isZero();
        clock.forward(Duration.ofDays(2));

        assertThat(retention.run()).isEqualTo(2);
        assertThat(retention.run()).as("nothing is left to take out").isZero();
        assertThat(everything()).doesNotContain("Léa Martin", "Réglé", "Câble rebranché");
        assertThat(find(open).subject()).isEqualTo("Toujours là");
        assertThat(log(solved)).extracting(LogEntry::detail).contains("Écrit hier");
        assertThat(log(closed))
                .filteredOn(entry -> entry.what() == What.OPENED)
                .extracting(LogEntry::redaction)
                .containsExactly(new Redaction(clock.instant(), ""));
        assertThat(interventions.ofTicket(Scope.EVERYTHING, closed).get(0).totalCost())
                .isEqualTo(1_750);
        assertThat(new Audit(database, clock).list(Scope.EVERYTHING, AuditFilter.NONE, 1, 50))
                .filteredOn(entry -> entry.action() == Action.TEXTS_EXPIRED)
                .extracting(entry -> entry.details().get("tickets"))
                .containsExactly("2");
    }
}
