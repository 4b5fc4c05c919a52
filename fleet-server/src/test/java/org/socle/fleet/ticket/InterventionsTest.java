package org.socle.fleet.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.app.MovableClock;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.machine.MachineRegister;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.store.Database;
import org.socle.fleet.ticket.LogEntry.What;
import org.socle.fleet.web.Refusal;

/** An intervention that is wrong is withdrawn, or another takes its place. */
class InterventionsTest {
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

    private List<Intervention> all(long ticket) {
        return interventions.ofTicket(Scope.EVERYTHING, ticket);
    }

    private static NewIntervention done(Instant at, long cost) {
        return new NewIntervention(at, 30, 10, cost, "Écran changé", true, "", "", List.of());
    }

    @Test
    void aWithdrawnOneStaysToBeRead() {
        long ticket = open("Écran noir");
        note(ticket, "Écran changé", 1_500_000);
        long wrong = all(ticket).get(0).id();

        assertThatThrownBy(() -> interventions.withdraw(ROOT, ticket, wrong, " "))
                .hasMessageContaining("ticket.refused.why");
        assertThatThrownBy(() -> interventions.withdraw(elsewhere(), ticket, wrong, "Coût mal tapé"))
                .hasMessageContaining("ticket.refused.unknown");
        assertThatThrownBy(() -> interventions.withdraw(ROOT, open("Autre"), wrong, "Coût mal tapé"))
                .hasMessageContaining("ticket.refused.withdrawn");
        interventions.withdraw(ROOT, ticket, wrong, "Coût mal tapé");

        assertThat(all(ticket))
                .extracting(Intervention::what, Intervention::withdrawn)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "Écran changé", new Intervention.Withdrawal(MONDAY, "root", "Coût mal tapé")));
        assertThat(log(ticket))
                .extracting(LogEntry::what, LogEntry::detail, LogEntry::withdrawn)
                .startsWith(
                        org.assertj.core.groups.Tuple.tuple(What.WITHDRAWN, "Coût mal tapé", false),
                        org.assertj.core.groups.Tuple.tuple(What.INTERVENTION, "Écran changé", true));
        assertThatThrownBy(() -> interventions.withdraw(ROOT, ticket, wrong, "Encore"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("ticket.refused.withdrawn");
    }

    @Test
    void anotherTakesItsPlaceOrNeitherChanges() {
        long ticket = open("Écran noir");
        note(ticket, "Écran changé", 1_500_000);
        long wrong = all(ticket).get(0).id();
        work.close(ROOT, ticket, "Réglé");

        assertThatThrownBy(() -> interventions.correct(
                        ROOT, ticket, wrong, "Coût mal tapé", done(MONDAY.minus(Duration.ofDays(1)), 15_000)))
                .hasMessageContaining("ticket.refused.at.unknown");
        assertThat(all(ticket).get(0).withdrawn()).isNull();
        interventions.correct(ROOT, ticket, wrong, "Coût mal tapé", done(MONDAY, 15_000));

        assertThat(all(ticket))
                .filteredOn(each -> each.withdrawn() == null)
                .extracting(Intervention::cost)
                .containsExactly(15_000L);
        assertThat(all(ticket)).hasSize(2);
        assertThatThrownBy(() -> note(ticket, "Du neuf", 0)).hasMessageContaining("ticket.refused.closed");
    }

    @Test
    void itIsNotBeforeTheMachineWasKnownNorInTheFuture() {
        long ticket = open("Écran noir");

        // Midnight of that day in Paris, and the minute before.
        Instant day = Instant.parse("2026-11-15T23:00:00Z");
        interventions.note(ROOT, ticket, done(day, 0));
        assertThatThrownBy(() -> interventions.note(ROOT, ticket, done(day.minusSeconds(60), 0)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("ticket.refused.at.unknown[2026-11-16]");
        assertThatThrownBy(() -> interventions.note(ROOT, ticket, done(MONDAY.plus(Duration.ofMinutes(6)), 0)))
                .hasMessageContaining("ticket.refused.at.future");
        assertThat(all(ticket)).hasSize(1);
        // Of a school as a whole nothing says since when it is there.
        long ofSchool = tickets.open(
                        ROOT, new NewTicket("other", "Prise", null, beta.id(), null, Origin.PERSON, Priority.LOW))
                .number();
        interventions.note(ROOT, ofSchool, done(day.minus(Duration.ofDays(400)), 0));
        assertThat(all(ofSchool)).hasSize(1);
    }
}
