package org.socle.fleet.ticket;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.place.Listed;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlacePath;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.SentOnce;
import org.socle.fleet.web.Views;

/** Report trouble of a machine, or of a school as a whole. */
public final class NewTicketPage implements Page {
    private static final int MOST_ROOMS = 60;
    private static final int KNOWN = 5;

    private final boolean ofMachine;
    private final Tickets tickets;
    private final Work work;
    private final Machines machines;
    private final Places places;
    private final TicketWords words;
    private final Views views;
    private final SentOnce<String> sent;

    private NewTicketPage(boolean ofMachine, TicketPage.Parts parts, Machines machines, Clock clock) {
        this.ofMachine = ofMachine;
        this.tickets = parts.tickets();
        this.work = parts.work();
        this.machines = machines;
        this.places = parts.places();
        this.words = parts.words();
        this.views = parts.views();
        this.sent = new SentOnce<>(clock);
    }

    /** The page for a machine. */
    public static NewTicketPage ofMachine(TicketPage.Parts parts, Machines machines, Clock clock) {
        return new NewTicketPage(true, parts, machines, clock);
    }

    /** The page for a school. */
    public static NewTicketPage ofSchool(TicketPage.Parts parts, Machines machines, Clock clock) {
        return new NewTicketPage(false, parts, machines, clock);
    }

    /**
     * Content of the page.
     *
     * @param path of the machine or school
     * @param rooms to choose from; empty for a machine
     * @param known what is being done already
     * @param complaint the word of what was chosen; empty when nothing was
     * @param error why it was refused; empty when it was not
     */
    public record Content(
            String path,
            String name,
            List<Place> rooms,
            List<TicketWords.Line> known,
            List<Complaint> complaints,
            String complaint,
            String text,
            long room,
            List<Priority> priorities,
            String priority,
            boolean take,
            String once,
            String error) {}

    /** What the form holds. */
    private record Draft(
            String complaint, String text, @Nullable Long room, String priority, boolean take, String once) {
        static Draft none() {
            return new Draft("", "", null, Priority.NORMAL.word(), false, SentOnce.token());
        }

        static Draft read(Fields fields) {
            return new Draft(
                    fields.text("complaint"),
                    fields.text("text"),
                    fields.id("room"),
                    fields.text("priority"),
                    fields.ticked("take"),
                    fields.text(SentOnce.FIELD));
        }
    }

    /** What the ticket is to be about. */
    private record Target(
            String path,
            String name,
            @Nullable Long machine,
            @Nullable Place school) {}

    @Override
    public String path() {
        return (ofMachine ? "/machines/{id}" : "/schools/{uai}") + "/ticket";
    }

    @Override
    public Permission needs() {
        return Permission.REPORT;
    }

    @Override
    public List<Form> forms() {
        return List.of(new Form(path(), needs(), this::open));
    }

    private Target target(Context context) {
        if (ofMachine) {
            Machine machine = MachinePath.machine(context, machines);
            return new Target(MachinePath.of(machine.deviceId()), machine.displayName(), machine.id(), null);
        }
        Place school = PlacePath.school(context, places);
        return new Target(school.href(), school.name(), null, school);
    }

    @Override
    public void show(Context context) {
        show(context, target(context), Draft.none(), null);
    }

    private void show(Context context, Target target, Draft draft, @Nullable Refusal refusal) {
        Viewer viewer = Access.viewer(context);
        Frame frame = views.named(context, views.messages(context).text("ticket.new") + " · " + target.name(), refusal);
        Place school = target.school();
        views.render(
                context,
                "ticket-new.jte",
                frame,
                new Content(
                        target.path(),
                        target.name(),
                        school == null
                                ? List.of()
                                : places.children(viewer.scope(), school.id(), 1, MOST_ROOMS).stream()
                                        .map(Listed::place)
                                        .toList(),
                        words.lines(
                                viewer.scope(),
                                tickets.known(
                                        viewer.scope(), target.machine(), school == null ? null : school.id(), KNOWN),
                                frame),
                        Arrays.asList(Complaint.values()),
                        draft.complaint(),
                        draft.text(),
                        Objects.requireNonNullElse(draft.room(), 0L),
                        Arrays.asList(Priority.values()),
                        draft.priority(),
                        draft.take(),
                        draft.once(),
                        frame.error(refusal)));
    }

    private void open(Context context) {
        Viewer viewer = Access.viewer(context);
        Target target = target(context);
        Draft draft = Draft.read(new Fields(context));
        try {
            NewTicket asked = asked(viewer, target, draft);
            context.redirect(
                    sent.of(TicketPath.browser(context), draft.once(), () -> open(viewer, asked, draft.take())),
                    HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, target, draft, refusal);
        }
    }

    private String open(Viewer viewer, NewTicket asked, boolean take) {
        Ticket opened = tickets.open(viewer, asked);
        if (take && viewer.may(Permission.WORK_TICKETS) && viewer.account() != null) {
            work.assign(viewer, opened.number(), viewer.account());
        }
        return opened.href();
    }

    private NewTicket asked(Viewer viewer, Target target, Draft draft) {
        Complaint complaint =
                Complaint.of(draft.complaint()).orElseThrow(() -> new Refusal("report.refused.complaint"));
        ReportText.check(complaint, draft.text());
        Place school = target.school();
        Long room = draft.room();
        Long place = null;
        if (school != null) {
            place = room == null || room == 0
                    ? (Long) school.id()
                    : places.find(viewer.scope(), room)
                            .filter(found -> Objects.equals(found.parent(), school.id()))
                            .map(Place::id)
                            .orElseThrow(() -> new Refusal("place.refused.unknown"));
        }
        return new NewTicket(
                complaint.word(),
                draft.text(),
                target.machine(),
                place,
                null,
                Origin.PERSON,
                viewer.may(Permission.WORK_TICKETS)
                        ? Priority.of(draft.priority()).orElse(Priority.NORMAL)
                        : Priority.NORMAL);
    }
}
