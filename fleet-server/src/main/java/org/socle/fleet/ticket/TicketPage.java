package org.socle.fleet.ticket;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpStatus;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Account;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.account.Accounts;
import org.socle.fleet.place.Located;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Pager;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.Views;

/** One ticket: what it is about, who has it, until when; what was done; the forms that take it further. */
public final class TicketPage implements Page {
    private static final int LOG = 20;

    /** What the pages of tickets are made of. */
    public record Parts(
            Tickets tickets,
            Work work,
            Interventions interventions,
            Photos photos,
            Redactions redactions,
            Accounts accounts,
            Places places,
            TicketWords words,
            Views views) {}

    private final Parts parts;

    public TicketPage(Parts parts) {
        this.parts = parts;
    }

    /**
     * Content of the page.
     *
     * @param about what it is about
     * @param located where it is; null when that is not known
     * @param machineHref page of its machine; empty when it has none
     * @param planned when somebody means to come; empty when that is not said
     * @param due when it is to be solved and how much class is left until then; both empty when it is done
     * @param mine whether the viewer has it
     * @param people who can be given it
     * @param text what the form holds
     * @param error why something was refused; empty when nothing was
     */
    public record Content(
            Ticket ticket,
            String about,
            @Nullable Located located,
            String machineHref,
            String planned,
            String due,
            String left,
            boolean late,
            String opened,
            boolean mine,
            List<Account> people,
            List<Priority> priorities,
            List<InterventionLine> interventions,
            List<PhotoLine> photos,
            boolean morePhotos,
            List<LogLine> log,
            Pager pager,
            String text,
            String when,
            String error) {}

    /** A picture: its page, and what is known of it; {@code gone}: that it was taken out, empty when it was not. */
    public record PhotoLine(long id, String href, String label, String gone) {}

    @Override
    public String path() {
        return "/tickets/{number}";
    }

    @Override
    public List<Form> forms() {
        return List.of(
                new Form(path(), Permission.REPORT, this::go),
                new Form(path() + "/assign", Permission.WORK_TICKETS, this::assign),
                new Form(path() + "/photos", Permission.REPORT, this::addPhoto));
    }

    @Override
    public void show(Context context) {
        show(context, TicketPath.ticket(context, parts.tickets()), "", "", null);
    }

    private void show(Context context, Ticket ticket, String text, String when, @Nullable Refusal refusal) {
        Viewer viewer = Access.viewer(context);
        Frame frame = parts.views()
                .named(context, parts.views().messages(context).text("ticket.number", number(ticket)), refusal);
        int page = new Query(context).number("page", 1, 1, Pager.MOST);
        List<LogEntry> log = parts.tickets().log(viewer.scope(), ticket.number(), page, LOG + 1);
        List<Photo> photos = parts.photos().ofTicket(viewer.scope(), ticket.number());
        Ticket.Affected machine = ticket.machine();
        Ticket.Assignee assignee = ticket.assignee();
        TicketWords words = parts.words();
        String redact = viewer.may(Permission.REDACT_TICKETS) ? ticket.href() + "/redact?line=" : "";
        Instant planned = ticket.planned();
        String left = words.left(ticket, frame);
        parts.views()
                .render(
                        context,
                        "ticket.jte",
                        frame,
                        new Content(
                                ticket,
                                TicketWords.about(ticket, frame.messages()),
                                parts.places()
                                        .located(viewer.scope(), ticket.place())
                                        .orElse(null),
                                machine == null ? "" : org.socle.fleet.machine.MachinePath.of(machine.device()),
                                planned == null ? "" : frame.format().dateTime(planned, words.zone(ticket)),
                                words.due(ticket, frame),
                                left,
                                ticket.due() != null
                                        && ticket.state().open()
                                        && ticket.due().isBefore(frame.now()),
                                frame.format().dateTime(ticket.opened(), words.zone(ticket)),
                                assignee != null
                                        && Long.valueOf(assignee.account()).equals(viewer.account()),
                                viewer.may(Permission.WORK_TICKETS)
                                                && ticket.state().open()
                                        ? parts.accounts().able(viewer.scope(), Permission.WORK_TICKETS, ticket.place())
                                        : List.of(),
                                Arrays.asList(Priority.values()),
                                parts.interventions().ofTicket(viewer.scope(), ticket.number()).stream()
                                        .map(each -> InterventionLine.of(each, words.zone(ticket), frame))
                                        .toList(),
                                photos.stream()
                                        .map(each -> photo(ticket, each, words.zone(ticket), frame))
                                        .toList(),
                                Photos.left(photos) < Photos.MOST,
                                log.subList(0, Math.min(LOG, log.size())).stream()
                                        .map(each -> LogLine.of(each, words.zone(ticket), redact, frame))
                                        .toList(),
                                Pager.of(ticket.href() + "?", page, log.size() > LOG),
                                text,
                                when,
                                frame.error(refusal)));
    }

    /** Without the separators that numbers have in sentences. */
    static String number(Ticket ticket) {
        return Long.toString(ticket.number());
    }

    private static PhotoLine photo(Ticket ticket, Photo photo, ZoneId zone, Frame frame) {
        Redaction redaction = photo.redaction();
        return new PhotoLine(
                photo.id(),
                ticket.href() + "/photos/" + photo.id(),
                label(photo, zone, frame),
                redaction == null ? "" : redaction.text(frame, zone));
    }

    /** What is known of a picture. */
    static String label(Photo photo, ZoneId zone, Frame frame) {
        return photo.redaction() == null
                ? frame.text(
                        "ticket.photo",
                        frame.format().dateTime(photo.at(), zone),
                        photo.actor(),
                        frame.format().number(photo.bytes(), "B"))
                : frame.text("ticket.photo.was", frame.format().dateTime(photo.at(), zone), photo.actor());
    }

    private void go(Context context) {
        Viewer viewer = Access.viewer(context);
        Ticket ticket = TicketPath.ticket(context, parts.tickets());
        Fields fields = new Fields(context);
        String to = fields.text("to");
        String text = fields.text("text");
        String when = fields.text("planned");
        if (!to.equals("note") && !viewer.may(Permission.WORK_TICKETS)) {
            throw new ForbiddenResponse();
        }
        Work work = parts.work();
        try {
            switch (to) {
                case "note" -> work.note(viewer, ticket.number(), text);
                case "planned" ->
                    work.plan(
                            viewer,
                            ticket.number(),
                            LocalTimes.parse(when, parts.words().zone(ticket), "ticket.refused.planned"));
                case "waiting" -> work.hold(viewer, ticket.number(), text);
                case "resumed" -> work.resume(viewer, ticket.number());
                case "solved" -> work.solve(viewer, ticket.number(), text);
                case "closed" -> work.close(viewer, ticket.number(), text);
                case "reopened" -> work.reopen(viewer, ticket.number(), text);
                default ->
                    throw new BadRequestResponse(
                            "to: note, planned, waiting, resumed, solved, closed or reopened is expected");
            }
            context.redirect(ticket.href(), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, ticket, text, when, refusal);
        }
    }

    private void assign(Context context) {
        Viewer viewer = Access.viewer(context);
        Ticket ticket = TicketPath.ticket(context, parts.tickets());
        Fields fields = new Fields(context);
        try {
            Priority.of(fields.text("priority"))
                    .ifPresent(priority -> parts.work().prioritise(viewer, ticket.number(), priority));
            Long account = fields.ticked("take") ? viewer.account() : fields.id("assignee");
            Ticket.Assignee before = ticket.assignee();
            if (account == null ? before != null : before == null || before.account() != account) {
                parts.work().assign(viewer, ticket.number(), account);
            }
            context.redirect(ticket.href(), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, ticket, "", "", refusal);
        }
    }

    private void addPhoto(Context context) {
        Viewer viewer = Access.viewer(context);
        Ticket ticket = TicketPath.ticket(context, parts.tickets());
        try {
            parts.photos().add(viewer, ticket.number(), sent(context));
            context.redirect(ticket.href(), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, ticket, "", "", refusal);
        }
    }

    private static byte[] sent(Context context) {
        UploadedFile file = context.uploadedFile("photo");
        if (file == null || file.size() == 0) {
            return new byte[0];
        }
        if (file.size() > Picture.MOST_BYTES) {
            throw new Refusal("ticket.refused.photo.large", Picture.MOST_BYTES / 1_000_000);
        }
        try (var content = file.content()) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the file that was sent cannot be read", e);
        }
    }
}
