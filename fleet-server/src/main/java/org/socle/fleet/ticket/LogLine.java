package org.socle.fleet.ticket;

import java.time.Instant;
import java.time.ZoneId;
import org.socle.fleet.web.Frame;

/**
 * What happened to a ticket, in words.
 *
 * @param detail what somebody wrote; empty when nothing, or it is gone
 * @param struck whether that was withdrawn since
 * @param gone that it was taken out; empty when it was not
 * @param redact where the text can be taken out; empty when there is none, or not by this viewer
 */
public record LogLine(String what, String detail, boolean struck, String gone, String redact, String who, String at) {

    /**
     * A line in words.
     *
     * @param redact where a text can be taken out; empty when the viewer may not
     */
    static LogLine of(LogEntry entry, ZoneId zone, String redact, Frame frame) {
        String key = "ticket.log." + entry.what().word();
        String detail = entry.detail();
        String what = switch (entry.what()) {
            case ASSIGNED -> detail.isEmpty() ? frame.text("ticket.log.assigned.nobody") : frame.text(key, detail);
            case PRIORITY -> frame.text(key, frame.text("priority." + detail));
            case PLANNED -> frame.text(key, frame.format().dateTime(Instant.parse(detail), zone));
            default -> frame.text(key);
        };
        Redaction redaction = entry.redaction();
        return new LogLine(
                what,
                entry.what().written() ? detail : "",
                entry.withdrawn(),
                redaction == null ? "" : redaction.text(frame, zone),
                entry.redactable() && !redact.isEmpty() ? redact + entry.id() : "",
                entry.actor().isEmpty() ? frame.text("ticket.log.anybody") : entry.actor(),
                frame.format().dateTime(entry.at(), zone));
    }
}
