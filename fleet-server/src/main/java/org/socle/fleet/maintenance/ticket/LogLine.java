package org.socle.fleet.maintenance.ticket;

import java.time.Instant;
import java.time.ZoneId;
import org.socle.fleet.web.Frame;

/**
 * What happened to a ticket, in words.
 *
 * @param detail what somebody wrote; empty when nothing
 */
public record LogLine(String what, String detail, String who, String at) {

    static LogLine of(LogEntry entry, ZoneId zone, Frame frame) {
        String key = "ticket.log." + entry.what().word();
        String detail = entry.detail();
        String what = switch (entry.what()) {
            case ASSIGNED -> detail.isEmpty() ? frame.text("ticket.log.assigned.nobody") : frame.text(key, detail);
            case PRIORITY -> frame.text(key, frame.text("priority." + detail));
            case PLANNED -> frame.text(key, frame.format().dateTime(Instant.parse(detail), zone));
            default -> frame.text(key);
        };
        boolean said = switch (entry.what()) {
            case ASSIGNED, PRIORITY, PLANNED -> true;
            default -> false;
        };
        return new LogLine(
                what,
                said ? "" : detail,
                entry.actor().isEmpty() ? frame.text("ticket.log.anybody") : entry.actor(),
                frame.format().dateTime(entry.at(), zone));
    }
}
