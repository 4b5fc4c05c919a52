package org.socle.fleet.ticket;

import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.socle.fleet.web.Frame;

/**
 * An intervention in words.
 *
 * @param figures time, parts and cost, in one line
 * @param signature who received the work and when; empty when nobody signed
 * @param reason why it could not be done; empty when it could
 * @param withdrawn that it counts no more, by whom and why; empty while it does
 * @param gone that its texts were taken out; empty while they stand
 */
public record InterventionLine(
        long id,
        String href,
        String at,
        String who,
        String what,
        boolean done,
        String reason,
        String figures,
        String signature,
        String withdrawn,
        String gone) {

    static InterventionLine of(Intervention it, ZoneId zone, Frame frame) {
        Instant signed = it.signedAt();
        String parts = it.parts().stream()
                .map(part -> frame.text(
                        "intervention.part.line",
                        part.quantity(),
                        part.designation().isEmpty()
                                ? "…"
                                : part.reference().isEmpty()
                                        ? part.designation()
                                        : part.designation() + " " + part.reference(),
                        frame.format().money(part.cost())))
                .collect(Collectors.joining(frame.text("list.comma")));
        Intervention.Withdrawal withdrawal = it.withdrawn();
        Redaction redaction = it.redaction();
        return new InterventionLine(
                it.id(),
                "/tickets/" + it.ticket(),
                frame.format().dateTime(it.at(), zone),
                it.actor(),
                it.what(),
                it.done(),
                it.reason(),
                Stream.of(
                                frame.text("intervention.time.line", it.minutes(), it.travel()),
                                parts,
                                it.cost() == 0
                                        ? ""
                                        : frame.text(
                                                "intervention.cost.line",
                                                frame.format().money(it.cost())))
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(" · ")),
                signed == null
                        ? ""
                        : frame.text(
                                "intervention.signed.line",
                                it.signedAs().isEmpty() ? "…" : it.signedAs(),
                                frame.format().dateTime(signed, zone)),
                withdrawal == null
                        ? ""
                        : frame.text(
                                "intervention.withdrawn.line",
                                withdrawal.by(),
                                frame.format().dateTime(withdrawal.at(), zone),
                                withdrawal.reason().isEmpty() ? "…" : withdrawal.reason()),
                redaction == null ? "" : redaction.text(frame, zone));
    }
}
