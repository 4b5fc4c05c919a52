package org.socle.fleet.ticket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.calendar.Timetable;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.place.Located;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Messages;

/** Tickets as people read them. Thread-safe. */
public final class TicketWords {
    private static final int SHORT = 80;
    private static final int HOUR = 60;

    private final SchoolCalendar calendar;
    private final Places places;
    private final Clock clock;

    public TicketWords(SchoolCalendar calendar, Places places, Clock clock) {
        this.calendar = calendar;
        this.places = places;
        this.clock = clock;
    }

    /**
     * One ticket of a list.
     *
     * @param about what it is about, in some words
     * @param more what a person wrote, cut short; empty when that is what it is about, or nothing
     * @param machine name of its machine; empty when it is about the place
     * @param place where it is; empty when that is not known
     * @param state in a word
     * @param due when it is to be solved; empty when it is done or that is not known
     * @param left how much class there is until then; empty likewise
     * @param late whether it is due already
     * @param assignee who has it; empty: nobody
     */
    public record Line(
            long number,
            String href,
            String about,
            String more,
            String machine,
            String machineHref,
            String place,
            String placeHref,
            State state,
            String due,
            String left,
            boolean late,
            String assignee) {}

    /** Tickets of a list. */
    public List<Line> lines(Scope scope, Collection<Ticket> tickets, Frame frame) {
        Map<Long, Located> located = places.located(
                scope,
                tickets.stream()
                        .map(Ticket::place)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
        return tickets.stream()
                .map(ticket -> line(ticket, ticket.place() == null ? null : located.get(ticket.place()), frame))
                .toList();
    }

    private Line line(Ticket ticket, @Nullable Located located, Frame frame) {
        Ticket.Affected machine = ticket.machine();
        Ticket.Assignee assignee = ticket.assignee();
        String about = about(ticket, frame.messages());
        return new Line(
                ticket.number(),
                ticket.href(),
                about,
                about.startsWith(ticket.subject()
                                .substring(0, Math.min(20, ticket.subject().length())))
                        ? ""
                        : cut(ticket.subject()),
                machine == null ? "" : machine.name(),
                machine == null ? "" : MachinePath.of(machine.device()),
                located == null ? "" : located.name(),
                located == null ? "" : located.place().href(),
                ticket.state(),
                due(ticket, frame),
                left(ticket, frame),
                late(ticket),
                assignee == null ? "" : assignee.name());
    }

    /** What a ticket is about, in some words. */
    public static String about(Ticket ticket, Messages messages) {
        return ticket.cause().equals(Complaint.OTHER.word())
                        && ticket.origin() != Origin.INCIDENT
                        && !ticket.subject().isEmpty()
                ? cut(ticket.subject())
                : cause(ticket, messages);
    }

    private static String cause(Ticket ticket, Messages messages) {
        String key = ticket.origin() == Origin.INCIDENT
                ? "rule." + ticket.cause() + ".title"
                : "complaint." + ticket.cause();
        return messages.has(key)
                ? messages.text(key)
                : messages.has("incident.cause." + ticket.cause())
                        ? messages.text("incident.cause." + ticket.cause())
                        : ticket.cause().replace('_', ' ');
    }

    private static String cut(String text) {
        String line = text.replace('\n', ' ');
        return line.length() <= SHORT ? line : line.substring(0, SHORT - 1).strip() + "…";
    }

    private boolean late(Ticket ticket) {
        Instant due = ticket.due();
        return due != null && ticket.state().open() && due.isBefore(clock.instant());
    }

    /** When a ticket is to be solved, as a date; empty when it is done, or that is not known. */
    public String due(Ticket ticket, Frame frame) {
        Instant due = ticket.due();
        return due == null || !ticket.state().open() ? "" : frame.format().dateTime(due, zone(ticket));
    }

    /** How much class there is until a ticket is due, or has been since; empty when it is done, or that is not known. */
    public String left(Ticket ticket, Frame frame) {
        Instant due = ticket.due();
        Instant now = clock.instant();
        if (due == null || !ticket.state().open()) {
            return "";
        }
        return late(ticket)
                ? frame.text("ticket.late", hours(timetable(ticket).schoolTimeBetween(due, now), frame))
                : frame.text("ticket.left", hours(timetable(ticket).schoolTimeBetween(now, due), frame));
    }

    /** "6 h", or minutes below one. */
    static String hours(Duration classTime, Frame frame) {
        long minutes = classTime.toMinutes();
        return minutes < HOUR
                ? frame.text("ticket.minutes", minutes)
                : frame.text("ticket.hours", (minutes + HOUR / 2) / HOUR);
    }

    /** The time on the walls of a ticket's school. */
    public ZoneId zone(Ticket ticket) {
        return timetable(ticket).zone();
    }

    private Timetable timetable(Ticket ticket) {
        return calendar.timetable(Objects.requireNonNullElse(ticket.school(), 0L));
    }
}
