package org.socle.fleet.ticket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.account.Accounts;
import org.socle.fleet.audit.Action;
import org.socle.fleet.store.Database;
import org.socle.fleet.ticket.LogEntry.What;
import org.socle.fleet.web.Refusal;

/** What people do to a ticket, step by step. Each one is in its log with who and when. Thread-safe. */
public final class Work {
    private final Database database;
    /** A visit of this morning may be entered in the evening. */
    private static final Duration LATE_ENTRY = Duration.ofDays(1);

    private final Clock clock;
    private final Tickets tickets;
    private final Accounts accounts;

    public Work(Database database, Clock clock, Tickets tickets) {
        this.database = database;
        this.clock = clock;
        this.tickets = tickets;
        this.accounts = new Accounts(database, clock);
    }

    /** What a step makes of a ticket. */
    private record Step(Ticket ticket, What what, String detail, Action action) {}

    /** Makes a step of a ticket. */
    @FunctionalInterface
    private interface Change {
        Step of(Ticket ticket);
    }

    private Ticket change(Viewer viewer, long number, Change change) {
        return database.<Ticket, RuntimeException>write(handle -> {
            Ticket before = tickets.require(handle, viewer.scope(), number);
            Step step = change.of(before);
            tickets.table().update(handle, step.ticket());
            tickets.record(handle, new Actor(viewer), step.ticket(), step.what(), step.detail(), step.action());
            return step.ticket();
        });
    }

    /**
     * Gives a ticket to somebody who may work on it where it is.
     *
     * @param account null to give it to nobody
     * @throws Refusal when it is not there or done, or the account cannot work on it
     */
    public Ticket assign(Viewer viewer, long number, @Nullable Long account) {
        Ticket seen = tickets.find(viewer.scope(), number).orElseThrow(() -> new Refusal("ticket.refused.unknown"));
        Ticket.Assignee assignee = account == null ? null : assignee(viewer, seen, account);
        return change(viewer, number, before -> {
            requireOpen(before);
            Set<State> waiting = Set.of(State.PLANNED, State.WAITING);
            State state =
                    waiting.contains(before.state()) ? before.state() : assignee == null ? State.NEW : State.ASSIGNED;
            return new Step(
                    before.going(state, before.reason(), before.planned(), assignee),
                    What.ASSIGNED,
                    assignee == null ? "" : assignee.name(),
                    Action.TICKET_CHANGED);
        });
    }

    private Ticket.Assignee assignee(Viewer viewer, Ticket ticket, long account) {
        return accounts.able(viewer.scope(), Permission.WORK_TICKETS, ticket.place()).stream()
                .filter(each -> each.id() == account)
                .findFirst()
                .map(each -> new Ticket.Assignee(each.id(), each.name()))
                .orElseThrow(() -> new Refusal("ticket.refused.assignee"));
    }

    /** Says how soon a ticket is to be solved; the time counts from its opening. */
    public Ticket prioritise(Viewer viewer, long number, Priority priority) {
        return database.<Ticket, RuntimeException>write(handle -> {
            Ticket before = tickets.require(handle, viewer.scope(), number);
            requireOpen(before);
            if (before.priority() == priority) {
                return before;
            }
            Ticket after = before.dueBy(priority, tickets.due(handle, before, priority));
            tickets.table().update(handle, after);
            tickets.record(handle, new Actor(viewer), after, What.PRIORITY, priority.word(), Action.TICKET_CHANGED);
            return after;
        });
    }

    /**
     * Says when somebody means to come.
     *
     * @throws Refusal when no time is given, or the ticket is not there or done
     */
    public Ticket plan(Viewer viewer, long number, @Nullable Instant at) {
        if (at == null) {
            throw new Refusal("ticket.refused.planned");
        }
        if (at.isBefore(clock.instant().minus(LATE_ENTRY))) {
            throw new Refusal("ticket.refused.past");
        }
        return change(viewer, number, before -> {
            requireOpen(before);
            return new Step(
                    before.going(State.PLANNED, "", at, before.assignee()),
                    What.PLANNED,
                    at.toString(),
                    Action.TICKET_CHANGED);
        });
    }

    /**
     * Lets a ticket wait.
     *
     * @param reason for what
     * @throws Refusal when no reason is given, or the ticket is not there or done
     */
    public Ticket hold(Viewer viewer, long number, String reason) {
        String clean = Tickets.text(reason, "ticket.refused.text.long");
        if (clean.isEmpty()) {
            throw new Refusal("ticket.refused.text.reason");
        }
        return change(viewer, number, before -> {
            requireOpen(before);
            return new Step(
                    before.going(State.WAITING, clean, before.planned(), before.assignee()),
                    What.WAITING,
                    clean,
                    Action.TICKET_CHANGED);
        });
    }

    /** Goes on with a ticket that waits or is planned. */
    public Ticket resume(Viewer viewer, long number) {
        return change(viewer, number, before -> {
            requireOpen(before);
            return new Step(
                    before.going(at(before), "", null, before.assignee()), What.RESUMED, "", Action.TICKET_CHANGED);
        });
    }

    /**
     * Says that the trouble is over.
     *
     * @param how what was done; may be empty
     */
    public Ticket solve(Viewer viewer, long number, String how) {
        String clean = Tickets.text(how, "ticket.refused.text.long");
        return change(viewer, number, before -> {
            requireOpen(before);
            return new Step(
                    before.ended(State.SOLVED, clock.instant(), null), What.SOLVED, clean, Action.TICKET_SOLVED);
        });
    }

    /**
     * Ends a ticket: nothing is left to do. An incident it was opened from goes on until the data end it.
     *
     * @param why needed when it was not solved before: a double, no trouble at all
     */
    public Ticket close(Viewer viewer, long number, String why) {
        String clean = Tickets.text(why, "ticket.refused.text.long");
        return change(viewer, number, before -> {
            if (before.state() == State.CLOSED) {
                throw new Refusal("ticket.refused.closed");
            }
            if (before.state() != State.SOLVED && clean.isEmpty()) {
                throw new Refusal("ticket.refused.text.close");
            }
            return new Step(
                    before.ended(State.CLOSED, before.solved(), clock.instant()),
                    What.CLOSED,
                    clean,
                    Action.TICKET_CLOSED);
        });
    }

    /** Says that the trouble is not over after all. */
    public Ticket reopen(Viewer viewer, long number, String why) {
        String clean = Tickets.text(why, "ticket.refused.text.long");
        return change(viewer, number, before -> {
            if (before.state().open()) {
                throw new Refusal("ticket.refused.open");
            }
            return new Step(before.ended(at(before), null, null), What.REOPENED, clean, Action.TICKET_REOPENED);
        });
    }

    /**
     * Adds a note.
     *
     * @throws Refusal when it is empty or too long, or the ticket is not there
     */
    public void note(Viewer viewer, long number, String text) {
        String clean = Tickets.text(text, "ticket.refused.text.long");
        if (clean.isEmpty()) {
            throw new Refusal("ticket.refused.text.note");
        }
        database.writing(handle -> tickets.log(
                handle, new Actor(viewer), tickets.require(handle, viewer.scope(), number), What.NOTE, clean));
    }

    private static State at(Ticket ticket) {
        return ticket.assignee() == null ? State.NEW : State.ASSIGNED;
    }

    private static void requireOpen(Ticket ticket) {
        if (!ticket.state().open()) {
            throw new Refusal("ticket.refused.done");
        }
    }
}
