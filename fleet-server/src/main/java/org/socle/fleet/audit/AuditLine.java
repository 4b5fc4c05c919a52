package org.socle.fleet.audit;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Via;
import org.socle.fleet.web.Frame;

/**
 * One entry as people read it.
 *
 * @param at when, as a date
 * @param age how long ago
 * @param details what else is known, in words; empty when nothing is
 */
public record AuditLine(String at, String age, String who, String action, String subject, String details) {

    /** Entries in the language of a page. */
    public static List<AuditLine> of(List<Entry> entries, Frame frame) {
        return entries.stream().map(entry -> of(entry, frame)).toList();
    }

    private static AuditLine of(Entry entry, Frame frame) {
        return new AuditLine(
                frame.format().dateTime(entry.at()),
                frame.format().ago(entry.at()),
                entry.who().via() == Via.SESSION
                        ? entry.who().name()
                        : frame.text(
                                "audit.who",
                                entry.who().name(),
                                frame.text("audit.via." + entry.who().via().word())),
                frame.text("audit.action." + entry.action().word()),
                entry.subject().kind() == Subject.Kind.SERVER
                        ? ""
                        : entry.subject().name(),
                Stream.of(entry.details())
                        .flatMap(details -> details.entrySet().stream())
                        .map(detail -> detail(detail.getKey(), detail.getValue(), frame))
                        .collect(Collectors.joining(frame.text("list.comma"))));
    }

    private static String detail(String name, String value, Frame frame) {
        String key = "audit.detail." + name;
        if (name.equals("proof")) {
            return frame.text("audit.proof." + value);
        }
        if (name.equals("likeness")) {
            return frame.text("audit.likeness." + value);
        }
        String shown = name.equals("places") && value.equals("*")
                ? frame.text("accounts.everything")
                : name.equals("role") && Role.of(value).isPresent()
                        ? frame.text("role." + value)
                        : name.equals("kind") ? frame.text("place.kind." + value) : value;
        return frame.messages().has(key) ? frame.text(key, shown) : shown;
    }
}
