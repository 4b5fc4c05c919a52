package org.socle.fleet.ticket;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.time.ZoneId;
import java.util.List;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Refusal;

/** Asks whether a text or a picture is to be taken out for good, and takes it out. */
public final class RedactPage implements Page {
    private final TicketPage.Parts parts;

    public RedactPage(TicketPage.Parts parts) {
        this.parts = parts;
    }

    /**
     * Content of the page.
     *
     * @param path of the ticket
     * @param field {@code line} or {@code photo}, and its number
     * @param what, who, when of the line or picture
     * @param text empty for a picture
     */
    public record Content(
            String path, String number, String about, String field, long id, String what, String who, String text) {}

    @Override
    public String path() {
        return "/tickets/{number}/redact";
    }

    /** Pictures; texts ask for more. */
    @Override
    public Permission needs() {
        return Permission.WORK_TICKETS;
    }

    @Override
    public List<Form> forms() {
        return List.of(new Form(path(), needs(), this::redact));
    }

    @Override
    public void show(Context context) {
        Viewer viewer = Access.viewer(context);
        Ticket ticket = TicketPath.ticket(context, parts.tickets());
        Query query = new Query(context);
        String photo = query.text("photo");
        ZoneId zone = parts.words().zone(ticket);
        Frame frame = parts.views()
                .frame(context, parts.views().messages(context).text(photo.isEmpty() ? "redact.text" : "redact.photo"));
        Content content;
        if (photo.isEmpty()) {
            requireTexts(viewer);
            LogEntry entry = parts.redactions()
                    .line(viewer.scope(), ticket.number(), number(query.text("line")))
                    .filter(LogEntry::redactable)
                    .orElseThrow(() -> new NotFoundResponse("there is no text to take out"));
            LogLine line = LogLine.of(entry, zone, "", frame);
            content = content(
                    ticket, "line", entry.id(), line.what(), line.who() + ", " + line.at(), entry.detail(), frame);
        } else {
            long id = number(photo);
            Photo found = parts.photos().ofTicket(viewer.scope(), ticket.number()).stream()
                    .filter(each -> each.id() == id && each.redaction() == null)
                    .findFirst()
                    .orElseThrow(() -> new NotFoundResponse("there is no photo to take out"));
            content = content(ticket, "photo", id, TicketPage.label(found, zone, frame), "", "", frame);
        }
        parts.views().render(context, "redact.jte", frame, content);
    }

    private static Content content(
            Ticket ticket, String field, long id, String what, String who, String text, Frame frame) {
        return new Content(
                ticket.href(),
                TicketPage.number(ticket),
                TicketWords.about(ticket, frame.messages()),
                field,
                id,
                what,
                who,
                text);
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private static void requireTexts(Viewer viewer) {
        if (!viewer.may(Permission.REDACT_TICKETS)) {
            throw new ForbiddenResponse();
        }
    }

    /** @throws Refusal when it is gone already: the page of refusals leads back to the ticket */
    private void redact(Context context) {
        Viewer viewer = Access.viewer(context);
        Ticket ticket = TicketPath.ticket(context, parts.tickets());
        Fields fields = new Fields(context);
        Long photo = fields.id("photo");
        Long line = fields.id("line");
        if (photo != null) {
            parts.redactions().photo(viewer, ticket.number(), photo);
        } else {
            requireTexts(viewer);
            parts.redactions().text(viewer, ticket.number(), line == null ? 0 : line);
        }
        context.redirect(ticket.href(), HttpStatus.SEE_OTHER);
    }
}
