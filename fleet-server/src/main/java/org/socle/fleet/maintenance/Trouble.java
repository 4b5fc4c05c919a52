package org.socle.fleet.maintenance;

import java.util.List;
import java.util.Objects;
import org.socle.fleet.device.MachinePath;
import org.socle.fleet.device.Status;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Url;

/**
 * One cause as a card on a page.
 *
 * @param href address of all its machines
 * @param more how many machines are not named
 */
public record Trouble(
        Status status, String title, String action, String count, String href, List<Line> lines, int more) {

    /** One machine: its page, its name, what gave it away, since when. */
    public record Line(String href, String name, String detail, String since) {}

    /**
     * The card of a cause.
     *
     * @param list address of the list of machines up to the filter by rule, which follows it
     */
    public static Trouble of(Cause cause, String list, Frame frame) {
        List<Line> lines = cause.oldest().stream()
                .map(affected -> new Line(
                        MachinePath.of(affected.deviceId()),
                        Objects.requireNonNullElse(
                                affected.name(), affected.deviceId().toString().substring(0, 8)),
                        Words.evidence(affected.standing().finding(), frame.messages(), frame.format()),
                        frame.format().since(affected.standing().since())))
                .toList();
        return new Trouble(
                cause.severity(),
                Words.title(cause.rule(), frame.messages()),
                Words.action(cause.rule(), frame.messages()),
                frame.text("today.machines", cause.machines()),
                list + Url.pair("rule", cause.rule()),
                lines,
                cause.machines()
                        - (int) cause.oldest().stream()
                                .map(Cause.Affected::deviceId)
                                .distinct()
                                .count());
    }
}
