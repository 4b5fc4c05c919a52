package org.socle.fleet.ticket;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One ticket. Immutable.
 *
 * @param number what people call it by
 * @param cause what it is about, the key of its words: of an incident, or a {@link Complaint}
 * @param subject what a person wrote; empty when nothing
 * @param machine null when it is about the place as a whole
 * @param place number of the school or room; null when that is not known
 * @param school number of the school that is in; null when that is not known
 * @param incident number of the incident it was opened from; null when there is none
 * @param reason what it waits for; empty while it does not
 * @param planned when somebody means to come; null when that is not said
 * @param assignee who has it; null: nobody
 * @param due when it is to be solved; null when no class is known from which to count
 * @param solved since when the trouble is over; null: it is not, or it was closed without
 * @param closed null: not yet
 */
public record Ticket(
        long number,
        String cause,
        String subject,
        @Nullable Affected machine,
        @Nullable Long place,
        @Nullable Long school,
        @Nullable Long incident,
        Origin origin,
        State state,
        String reason,
        @Nullable Instant planned,
        Priority priority,
        @Nullable Assignee assignee,
        Instant opened,
        @Nullable Instant due,
        @Nullable Instant solved,
        @Nullable Instant closed) {

    /** The machine it is about: the database's number, its own id, its name. */
    public record Affected(long id, UUID device, String name) {}

    /** Who has it: number and name of the account. */
    public record Assignee(long account, String name) {}

    /** Address of its page. */
    public String href() {
        return href(Long.toString(number));
    }

    /** Address of the page of a ticket that is known by its number only. */
    public static String href(String number) {
        return "/tickets/" + number;
    }

    /** The same on its way. */
    Ticket going(State next, String why, @Nullable Instant when, @Nullable Assignee who) {
        return new Ticket(
                number, cause, subject, machine, place, school, incident, origin, next, why, when, priority, who,
                opened, due, solved, closed);
    }

    /** The same solved, closed or open again: it waits for nothing and has no day. */
    Ticket ended(State next, @Nullable Instant solvedAt, @Nullable Instant closedAt) {
        return new Ticket(
                number, cause, subject, machine, place, school, incident, origin, next, "", null, priority, assignee,
                opened, due, solvedAt, closedAt);
    }

    /** The same with another priority. */
    Ticket dueBy(Priority other, @Nullable Instant until) {
        return new Ticket(
                number, cause, subject, machine, place, school, incident, origin, state, reason, planned, other,
                assignee, opened, until, solved, closed);
    }
}
