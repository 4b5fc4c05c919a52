package org.socle.fleet.ticket;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did on a ticket. Immutable.
 *
 * @param ticket number of the ticket
 * @param actor who did it, by the name of then
 * @param minutes spent on it
 * @param travel minutes on the way
 * @param cost in cents, besides the parts
 * @param what was done
 * @param done whether it could be
 * @param reason why not; empty when it could
 * @param signedAs function of who received the work, such as "direction"; empty when nobody signed
 * @param signedAt null when nobody signed
 * @param withdrawn that it counts no more; null while it does
 * @param redaction that its texts were taken out; null while they stand
 */
public record Intervention(
        long id,
        long ticket,
        Instant at,
        String actor,
        int minutes,
        int travel,
        long cost,
        String what,
        boolean done,
        String reason,
        String signedAs,
        @Nullable Instant signedAt,
        List<Part> parts,
        @Nullable Withdrawal withdrawn,
        @Nullable Redaction redaction) {

    /**
     * That it was withdrawn.
     *
     * @param by who did, by the name of then
     * @param reason empty when that was taken out
     */
    public record Withdrawal(Instant at, String by, String reason) {}

    /** In cents: parts and the rest, without the time. */
    public long totalCost() {
        return cost + parts.stream().mapToLong(Part::cost).sum();
    }
}
