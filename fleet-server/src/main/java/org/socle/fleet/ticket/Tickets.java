package org.socle.fleet.ticket;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.Subject;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.machine.MachineRegister;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.Places;
import org.socle.fleet.store.Database;
import org.socle.fleet.ticket.LogEntry.What;
import org.socle.fleet.web.Refusal;

/**
 * The tickets, for pages, API and other slices; one that is not seen is one that is not there. Opening one for an incident takes
 * one call: {@code tickets.open(viewer, NewTicket.ofIncident(…))}. Thread-safe.
 */
public final class Tickets {
    private static final int LONGEST_SUBJECT = 500;

    private final Database database;
    private final Clock clock;
    private final Audit audit;
    private final Places places;
    private final SchoolCalendar calendar;
    private final MachineRegister machines = new MachineRegister();
    private final TicketTable table = new TicketTable();

    public Tickets(Database database, Clock clock, SchoolCalendar calendar) {
        this.database = database;
        this.clock = clock;
        this.audit = new Audit(database, clock);
        this.places = new Places(database, clock);
        this.calendar = calendar;
    }

    /** One ticket; empty when there is none that is seen. */
    public Optional<Ticket> find(Scope scope, long number) {
        return database.<Optional<Ticket>, RuntimeException>read(handle -> table.find(handle, scope, number));
    }

    /**
     * Those with something left to do by when they are due, if only those are asked for; else the newest first.
     *
     * @param page from 1
     * @param size tickets a page, at least 1
     */
    public List<Ticket> list(Scope scope, TicketFilter filter, int page, int size) {
        return database.<List<Ticket>, RuntimeException>read(
                handle -> table.list(handle, scope, filter, clock.instant(), page, size));
    }

    /** By number, from the first one above {@code after}. */
    public List<Ticket> after(Scope scope, TicketFilter filter, long after, int size) {
        return database.<List<Ticket>, RuntimeException>read(
                handle -> table.after(handle, scope, filter, clock.instant(), after, size));
    }

    public int count(Scope scope, TicketFilter filter) {
        return database.<Integer, RuntimeException>read(handle -> table.count(handle, scope, filter, clock.instant()));
    }

    /** Those opened from an incident, newest first, at most 20. */
    public List<Ticket> ofIncident(Scope scope, long incident) {
        return database.<List<Ticket>, RuntimeException>read(handle -> table.ofIncident(handle, scope, incident));
    }

    /** What happened to a ticket, newest first. */
    public List<LogEntry> log(Scope scope, long number, int page, int size) {
        return database.<List<LogEntry>, RuntimeException>read(handle -> table.log(handle, scope, number, page, size));
    }

    /** What is left to do about a machine, or about a place as a whole, newest first. */
    public List<Ticket> known(Scope scope, @Nullable Long machine, @Nullable Long place, int size) {
        return database
                .<List<Ticket>, RuntimeException>read(handle -> table.known(handle, machine, place, size))
                .stream()
                .filter(ticket -> find(scope, ticket.number()).isPresent())
                .toList();
    }

    /**
     * Opens a ticket; for an incident that has one with something left to do, that one is answered.
     *
     * @throws Refusal when the machine or the place is not seen, or the subject is too long
     */
    public Ticket open(Viewer viewer, NewTicket ticket) {
        return database.<Ticket, RuntimeException>write(handle -> open(handle, viewer, ticket));
    }

    /** The same in the caller's transaction. */
    public Ticket open(Handle handle, Viewer viewer, NewTicket ticket) {
        Scope scope = viewer.scope();
        Long incident = ticket.incident();
        if (incident != null) {
            Optional<Ticket> known = table.ofIncident(handle, scope, incident).stream()
                    .filter(each -> each.state().open())
                    .findFirst();
            if (known.isPresent()) {
                return known.get();
            }
        }
        Place place = ticket.machine() != null || ticket.place() == null
                ? null
                : places.find(scope, ticket.place()).orElse(null);
        boolean seen = ticket.machine() == null
                ? place != null
                : machines.find(handle, scope, ticket.machine()).isPresent();
        if (!seen) {
            throw new Refusal("ticket.refused.unknown");
        }
        return add(handle, ticket, new Actor(viewer));
    }

    /** Opens a ticket for a machine or place that is there, whoever sees it. */
    Ticket add(Handle handle, NewTicket ticket, Actor actor) {
        String subject = text(ticket.subject(), "ticket.refused.text.long");
        NewTicket clean = new NewTicket(
                ticket.cause(),
                subject,
                ticket.machine(),
                ticket.place(),
                ticket.incident(),
                ticket.origin(),
                ticket.priority());
        Long place = clean.machine() == null
                ? clean.place()
                : machines.place(handle, clean.machine()).orElse(null);
        Instant now = clock.instant();
        long number = table.add(handle, clean, place, now, due(handle, place, now, clean.priority()));
        Ticket added = table.find(handle, Scope.EVERYTHING, number).orElseThrow();
        table.log(handle, number, now, What.OPENED, actor, subject, null);
        record(handle, actor, Action.TICKET_OPENED, added);
        return added;
    }

    private @Nullable Instant due(Handle handle, @Nullable Long place, Instant from, Priority priority) {
        // Where no school is known, what holds where nobody has said anything.
        long school = table.school(handle, place).orElse(0L);
        return Due.after(calendar.timetable(school), from, priority.within()).orElse(null);
    }

    /** A text with its spaces in order; refused when it is too long, or says how to reach somebody. */
    static String text(String typed, String refusal) {
        String text = typed.replace("\r\n", "\n")
                .replaceAll("[\\p{Cntrl}&&[^\n]]+", " ")
                .replaceAll(" {2,}", " ")
                .strip();
        if (text.length() > LONGEST_SUBJECT) {
            throw new Refusal(refusal, LONGEST_SUBJECT);
        }
        ReportText.contacts(text);
        return text;
    }

    /** A ticket that is seen, to be changed. */
    Ticket require(Handle handle, Scope scope, long number) {
        return table.find(handle, scope, number).orElseThrow(() -> new Refusal("ticket.refused.unknown"));
    }

    /** Adds to a ticket's log and to the audit log, which names the ticket and no more. */
    void record(Handle handle, Actor actor, Ticket ticket, What what, String detail, Action action) {
        log(handle, actor, ticket, what, detail);
        record(handle, actor, action, ticket);
    }

    /** Adds to a ticket's log. */
    void log(Handle handle, Actor actor, Ticket ticket, What what, String detail) {
        table.log(handle, ticket.number(), clock.instant(), what, actor, detail, null);
    }

    /** Adds to the audit log. */
    void record(Handle handle, Actor actor, Action action, Ticket ticket) {
        audit.record(handle, actor.who(), action, subject(ticket), Map.of("ticket", Long.toString(ticket.number())));
    }

    private Subject subject(Ticket ticket) {
        Ticket.Affected machine = ticket.machine();
        Long place = ticket.place();
        if (machine != null) {
            return Subject.machine(machine.id(), machine.name(), place);
        }
        return place == null
                ? Subject.server()
                : places.find(Scope.EVERYTHING, place)
                        .map(found -> Subject.place(found.id(), found.name()))
                        .orElse(Subject.server());
    }

    /** The time on the walls of a ticket's school. */
    ZoneId zone(Ticket ticket) {
        Long school = ticket.school();
        return calendar.timetable(school == null ? 0 : school).zone();
    }

    TicketTable table() {
        return table;
    }

    /** When a ticket is to be solved that was opened then and is of this priority. */
    @Nullable
    Instant due(Handle handle, Ticket ticket, Priority priority) {
        return due(handle, ticket.place(), ticket.opened(), priority);
    }
}
