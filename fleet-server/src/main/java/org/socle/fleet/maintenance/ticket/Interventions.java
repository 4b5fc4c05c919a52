package org.socle.fleet.maintenance.ticket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.socle.fleet.account.Viewer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.maintenance.ticket.LogEntry.What;
import org.socle.fleet.scope.Scope;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Refusal;

/** What was done on tickets: once noted it stays as it is. Thread-safe. */
public final class Interventions {
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final Database database;
    private final Clock clock;
    private final Tickets tickets;
    private final InterventionTable table = new InterventionTable();

    public Interventions(Database database, Clock clock, Tickets tickets) {
        this.database = database;
        this.clock = clock;
        this.tickets = tickets;
    }

    /** Those on a ticket, newest first, at most 100. */
    public List<Intervention> ofTicket(Scope scope, long ticket) {
        return database.<List<Intervention>, RuntimeException>read(handle -> table.ofTicket(handle, scope, ticket));
    }

    /** Those on a machine's tickets, newest first. */
    public List<Intervention> ofMachine(Scope scope, long machine, int size) {
        return database.<List<Intervention>, RuntimeException>read(
                handle -> table.ofMachine(handle, scope, machine, size));
    }

    /**
     * Notes what was done.
     *
     * @throws Refusal when the ticket is not there or closed, nothing is said of what was done, it was not done and no reason is
     *     given, or it is said to have been done later than now
     */
    public void note(Viewer viewer, long ticket, NewIntervention done) {
        Instant now = clock.instant();
        NewIntervention clean = new NewIntervention(
                done.at(),
                done.minutes(),
                done.travel(),
                done.cost(),
                Tickets.text(done.what(), "ticket.refused.what.long"),
                done.done(),
                done.done() ? "" : Tickets.text(done.reason(), "ticket.refused.reason.long"),
                Tickets.text(done.signedAs(), "ticket.refused.signed.long"),
                done.parts());
        if (clean.what().isEmpty()) {
            throw new Refusal("ticket.refused.what");
        }
        if (!clean.done() && clean.reason().isEmpty()) {
            throw new Refusal("ticket.refused.reason");
        }
        if (clean.at().isAfter(now.plus(AHEAD))) {
            throw new Refusal("ticket.refused.at.future");
        }
        database.writing(handle -> {
            Ticket found = tickets.require(handle, viewer.scope(), ticket);
            if (found.state() == State.CLOSED) {
                throw new Refusal("ticket.refused.closed");
            }
            table.add(handle, ticket, clean, viewer.account(), viewer.name(), now);
            tickets.record(
                    handle,
                    new Actor(viewer),
                    found,
                    What.INTERVENTION,
                    clean.done() ? clean.what() : clean.what() + " — " + clean.reason(),
                    Action.INTERVENTION_NOTED);
        });
    }
}
