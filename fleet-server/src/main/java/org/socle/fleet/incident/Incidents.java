package org.socle.fleet.incident;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
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
import org.socle.fleet.machine.Status;
import org.socle.fleet.store.Database;
import org.socle.fleet.ticket.NewTicket;
import org.socle.fleet.ticket.ReportText;
import org.socle.fleet.ticket.Ticket;
import org.socle.fleet.ticket.Tickets;
import org.socle.fleet.web.Refusal;

/** Incidents for pages, API and other slices; one that is not seen is one that is not there. Thread-safe. */
public final class Incidents {
    private static final int LONGEST_NOTE = 2_000;
    private static final Duration LONGEST_REST = Duration.ofDays(400);
    private static final Duration PATTERNS_FROM = Duration.ofDays(365);
    private static final int PATTERN_MACHINES = 3;
    private static final int MANY = 5;
    private static final int PATTERN_SCHOOLS = 2;

    private final Database database;
    private final Clock clock;
    private final Audit audit;
    private final IncidentListTable lists = new IncidentListTable();
    private final IncidentTable table = new IncidentTable();

    public Incidents(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.audit = new Audit(database, clock);
    }

    /** What is open by cause and school, the most urgent first: what nobody has taken on before what somebody has. */
    public List<Heap> heaps(Scope scope) {
        return database.<List<Heap>, RuntimeException>read(handle -> lists.heaps(handle, scope)).stream()
                .sorted(Comparator.comparing(Heap::taken)
                        .thenComparing(Heap::severity)
                        // What concerns a room or a school before what concerns one machine.
                        .thenComparing(heap -> heap.machines() < MANY)
                        .thenComparingInt(heap -> Causes.rank(heap.cause()))
                        .thenComparing(Comparator.comparingInt(Heap::machines).reversed())
                        .thenComparing(Heap::since))
                .toList();
    }

    /** How many incidents are out of sight for a while. */
    public int suppressed(Scope scope) {
        return database.<Integer, RuntimeException>read(handle -> lists.suppressed(handle, scope));
    }

    public Optional<Incident> find(Scope scope, long id) {
        return database.<Optional<Incident>, RuntimeException>read(handle -> lists.find(handle, scope, id));
    }

    /**
     * A page of incidents, those that are down first.
     *
     * @param page from 1
     */
    public List<Listed> page(Scope scope, IncidentFilter filter, int page, int size) {
        return database.<List<Listed>, RuntimeException>read(handle -> lists.page(handle, scope, filter, page, size));
    }

    public int count(Scope scope, IncidentFilter filter) {
        return database.<Integer, RuntimeException>read(handle -> lists.count(handle, scope, filter));
    }

    /** Incidents with a number below {@code before}, newest first. */
    public List<Listed> before(Scope scope, IncidentFilter filter, long before, int size) {
        return database.<List<Listed>, RuntimeException>read(handle -> lists.list(handle, scope, filter, before, size));
    }

    /**
     * The machines of an incident that are seen, those that still have it first.
     *
     * @param skip how many of them are left out at the beginning
     */
    public List<Member> members(Scope scope, long incident, int skip, int most) {
        return database.<List<Member>, RuntimeException>read(
                handle -> lists.members(handle, scope, incident, skip, most));
    }

    /** Number of the school or room where an incident is now; null for nowhere, and for one that is not seen. */
    public @Nullable Long place(Scope scope, Incident incident) {
        return database.<Optional<Long>, RuntimeException>read(handle -> lists.find(handle, scope, incident.id())
                        .flatMap(found -> Optional.ofNullable(lists.place(handle, found.id()))))
                .orElse(null);
    }

    /** What happened to an incident, newest first; nothing to one that is not seen. */
    public List<LogLine> log(Scope scope, Incident incident, int most) {
        return database.<List<LogLine>, RuntimeException>read(
                handle -> lists.find(handle, scope, incident.id()).isPresent()
                        ? lists.log(handle, incident.id(), most)
                        : List.of());
    }

    /** Models of parts that fail again and again: three machines or more in two schools or more within a year. */
    public List<Pattern> patterns(Scope scope) {
        Instant since = clock.instant().minus(PATTERNS_FROM);
        return database.<List<Pattern>, RuntimeException>read(
                handle -> lists.patterns(handle, scope, since, PATTERN_MACHINES, PATTERN_SCHOOLS));
    }

    /**
     * Takes incidents on: all of them or, when one is not seen, none. Of several, those that are over meanwhile are left alone.
     *
     * @throws Refusal when one is not seen, or the only one is over
     */
    public void acknowledge(Viewer viewer, List<Long> ids) {
        Instant now = clock.instant();
        database.writing(handle -> {
            for (long id : ids) {
                boolean over = seen(handle, viewer.scope(), id).state() == State.RESOLVED;
                if (over && ids.size() == 1) {
                    throw new Refusal("incident.refused.over");
                }
                if (over) {
                    continue;
                }
                table.state(handle, id, State.ACKNOWLEDGED, null, viewer.account(), now);
                table.log(handle, id, Event.ACKNOWLEDGED, viewer.account(), "", now);
            }
        });
    }

    /**
     * Makes an incident that somebody has taken on or put out of sight open again, and nobody's.
     *
     * @throws Refusal when it is not seen or over
     */
    public void release(Viewer viewer, long id) {
        Instant now = clock.instant();
        database.writing(handle -> {
            current(handle, viewer.scope(), id);
            table.release(handle, id, now);
            table.log(handle, id, Event.RELEASED, viewer.account(), "", now);
        });
    }

    /**
     * Puts an incident out of sight until a moment.
     *
     * @throws Refusal when the moment is not ahead or too far, or the incident is not seen or over
     */
    public void suppress(Viewer viewer, long id, Instant until) {
        Instant now = clock.instant();
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_REST))) {
            throw new Refusal("incident.refused.until");
        }
        database.writing(handle -> {
            current(handle, viewer.scope(), id);
            table.state(handle, id, State.SUPPRESSED, until, viewer.account(), now);
            table.log(handle, id, Event.SUPPRESSED, viewer.account(), until.toString(), now);
        });
    }

    /**
     * Ends an incident though the data may still show it; only when they have stopped showing it will it be opened anew.
     *
     * @param reason why, in words
     * @throws Refusal when no reason is given, or the incident is not seen or over
     */
    public void close(Viewer viewer, long id, String reason) {
        String words = words(reason, "incident.refused.reason");
        Instant now = clock.instant();
        database.writing(handle -> {
            current(handle, viewer.scope(), id);
            table.resolve(handle, id, "person", now);
            table.log(handle, id, Event.CLOSED, viewer.account(), words, now);
        });
    }

    /**
     * Adds words to an incident's history, also to one that is over.
     *
     * @throws Refusal when there are none or too many, or the incident is not seen
     */
    public void note(Viewer viewer, long id, String text) {
        String words = words(text, "incident.refused.note");
        database.writing(handle -> {
            seen(handle, viewer.scope(), id);
            table.log(handle, id, Event.NOTE, viewer.account(), words, clock.instant());
        });
    }

    /**
     * Takes a text out of an incident's history, for good.
     *
     * @param line of the history
     * @throws Refusal when the incident is not seen, or the line has no text that a person wrote
     */
    public void redact(Viewer viewer, long id, long line) {
        Instant now = clock.instant();
        database.writing(handle -> {
            Incident incident = seen(handle, viewer.scope(), id);
            if (!table.redact(handle, id, line, now)) {
                throw new Refusal("redact.refused.gone");
            }
            audit.record(
                    handle,
                    viewer.who(),
                    Action.TEXT_REDACTED,
                    Subject.server(),
                    Map.of("incident", Long.toString(incident.id())));
        });
    }

    /**
     * Opens a ticket for an incident, which then counts as taken on; one that has a ticket with something left to do keeps it.
     *
     * @return the ticket
     * @throws Refusal when the incident is not seen or over
     */
    public Ticket openTicket(Viewer viewer, long id, Tickets tickets) {
        Instant now = clock.instant();
        return database.<Ticket, RuntimeException>write(handle -> {
            Incident incident = current(handle, viewer.scope(), id);
            Ticket ticket = tickets.open(
                    handle,
                    viewer,
                    NewTicket.ofIncident(
                            id,
                            incident.cause(),
                            incident.machine(),
                            incident.place(),
                            incident.severity() == Status.DOWN));
            if (incident.state() != State.ACKNOWLEDGED) {
                table.state(handle, id, State.ACKNOWLEDGED, null, viewer.account(), now);
            }
            table.log(handle, id, Event.TICKET, viewer.account(), Long.toString(ticket.number()), now);
            return ticket;
        });
    }

    private static String words(String text, String refusal) {
        String words = text.strip();
        if (words.isEmpty() || words.length() > LONGEST_NOTE) {
            throw new Refusal(refusal, LONGEST_NOTE);
        }
        ReportText.contacts(words);
        return words;
    }

    private Incident seen(Handle handle, Scope scope, long id) {
        return lists.find(handle, scope, id).orElseThrow(() -> new Refusal("incident.refused.unknown"));
    }

    private Incident current(Handle handle, Scope scope, long id) {
        Incident incident = seen(handle, scope, id);
        if (incident.state() == State.RESOLVED) {
            throw new Refusal("incident.refused.over");
        }
        return incident;
    }
}
