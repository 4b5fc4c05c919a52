package org.socle.fleet.ticket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.machine.MachineRegister;
import org.socle.fleet.store.Database;
import org.socle.fleet.ticket.LogEntry.What;
import org.socle.fleet.web.Refusal;

/** What was done on tickets. Once noted it stays as it is, or is withdrawn. Thread-safe. */
public final class Interventions {
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final Database database;
    private final Clock clock;
    private final Tickets tickets;
    private final MachineRegister machines = new MachineRegister();
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

    /** All parts that went into machines; those of interventions that were withdrawn or could not be done did not. */
    public List<UsedPart> parts(Scope scope) {
        return database.<List<UsedPart>, RuntimeException>read(handle -> table.parts(handle, scope));
    }

    /** One on a ticket; empty when there is none on a ticket that is seen. */
    public Optional<Intervention> find(Scope scope, long ticket, long intervention) {
        return database.<Optional<Intervention>, RuntimeException>read(
                handle -> table.find(handle, scope, ticket, intervention));
    }

    /**
     * Notes what was done.
     *
     * @throws Refusal when the ticket is not there or closed, nothing is said of what was done, it was not done and no reason is
     *     given, or it is said to have been done later than now or before the day on which the machine became known
     */
    public void note(Viewer viewer, long ticket, NewIntervention done) {
        NewIntervention clean = clean(done);
        database.writing(handle -> {
            Ticket found = tickets.require(handle, viewer.scope(), ticket);
            if (found.state() == State.CLOSED) {
                throw new Refusal("ticket.refused.closed");
            }
            add(handle, viewer, found, clean);
        });
    }

    /**
     * Withdraws one: it is still there to be read, and counts in no figure.
     *
     * @param why shown with it
     * @throws Refusal when it is not there or was withdrawn before, or no reason is given
     */
    public void withdraw(Viewer viewer, long ticket, long intervention, String why) {
        String reason = reason(why);
        database.writing(handle ->
                withdraw(handle, viewer, tickets.require(handle, viewer.scope(), ticket), intervention, reason));
    }

    /**
     * Withdraws one and notes another in its place, both or neither. A ticket that is closed takes that: what it cost is put right,
     * nothing is done anew.
     *
     * @throws Refusal as for either
     */
    public void correct(Viewer viewer, long ticket, long wrong, String why, NewIntervention right) {
        NewIntervention clean = clean(right);
        String reason = reason(why);
        database.writing(handle -> {
            Ticket found = tickets.require(handle, viewer.scope(), ticket);
            withdraw(handle, viewer, found, wrong, reason);
            add(handle, viewer, found, clean);
        });
    }

    private static String reason(String why) {
        String reason = Tickets.text(why, "ticket.refused.why.long");
        if (reason.isEmpty()) {
            throw new Refusal("ticket.refused.why");
        }
        return reason;
    }

    private void withdraw(Handle handle, Viewer viewer, Ticket ticket, long intervention, String reason) {
        Instant now = clock.instant();
        if (!table.withdraw(handle, ticket.number(), intervention, viewer.name(), now)) {
            throw new Refusal("ticket.refused.withdrawn");
        }
        Actor actor = new Actor(viewer);
        tickets.table().log(handle, ticket.number(), now, What.WITHDRAWN, actor, reason, intervention);
        tickets.record(handle, actor, Action.INTERVENTION_WITHDRAWN, ticket);
    }

    private NewIntervention clean(NewIntervention done) {
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
        if (clean.at().isAfter(clock.instant().plus(AHEAD))) {
            throw new Refusal("ticket.refused.at.future");
        }
        return clean;
    }

    private void add(Handle handle, Viewer viewer, Ticket ticket, NewIntervention done) {
        Ticket.Affected machine = ticket.machine();
        if (machine != null) {
            requireKnown(handle, ticket, machine.id(), done.at());
        }
        Instant now = clock.instant();
        Actor actor = new Actor(viewer);
        long added = table.add(handle, ticket.number(), done, viewer.account(), viewer.name(), now);
        tickets.table()
                .log(
                        handle,
                        ticket.number(),
                        now,
                        What.INTERVENTION,
                        actor,
                        done.done() ? done.what() : done.what() + " — " + done.reason(),
                        added);
        tickets.record(handle, actor, Action.INTERVENTION_NOTED, ticket);
    }

    /** From the day on: whoever sets a machine up works on it before it reports. */
    private void requireKnown(Handle handle, Ticket ticket, long machine, Instant at) {
        ZoneId zone = tickets.zone(ticket);
        LocalDate known = machines.find(handle, Scope.EVERYTHING, machine)
                .map(found -> LocalDate.ofInstant(found.known(), zone))
                .orElse(LocalDate.MIN);
        if (LocalDate.ofInstant(at, zone).isBefore(known)) {
            throw new Refusal("ticket.refused.at.unknown", known.toString());
        }
    }
}
