package org.socle.fleet.ticket;

import java.time.Instant;
import java.time.ZoneId;
import org.socle.fleet.web.Frame;

/**
 * That a text or a picture was taken out, for good.
 *
 * @param by who did, by the name of then; empty for the server, once it had been kept long enough
 */
public record Redaction(Instant at, String by) {

    /** The same in words, in place of what is gone. */
    String text(Frame frame, ZoneId zone) {
        String when = frame.format().dateTime(at, zone);
        return by.isEmpty() ? frame.text("redact.gone.expired", when) : frame.text("redact.gone", by, when);
    }
}
