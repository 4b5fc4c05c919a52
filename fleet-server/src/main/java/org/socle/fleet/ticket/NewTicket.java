package org.socle.fleet.ticket;

import org.jspecify.annotations.Nullable;

/**
 * A ticket to be opened.
 *
 * @param cause what it is about: the cause of an incident, or the word of a {@link Complaint}
 * @param subject what a person wrote; empty for nothing
 * @param machine the database's number of the machine; null for the place as a whole
 * @param place number of the school or room; ignored when there is a machine, which stands somewhere
 * @param incident number of the incident it comes from; null for none
 */
public record NewTicket(
        String cause,
        String subject,
        @Nullable Long machine,
        @Nullable Long place,
        @Nullable Long incident,
        Origin origin,
        Priority priority) {

    /**
     * From an incident, with its cause for a subject.
     *
     * @param machine number of the machine whose trouble it is; null when it is that of a place
     * @param place number of the place whose trouble it is; null when it is that of a machine
     * @param down whether something does not work, so that it is soon due
     */
    public static NewTicket ofIncident(
            long incident, String cause, @Nullable Long machine, @Nullable Long place, boolean down) {
        return new NewTicket(
                cause, "", machine, place, incident, Origin.INCIDENT, down ? Priority.HIGH : Priority.NORMAL);
    }
}
