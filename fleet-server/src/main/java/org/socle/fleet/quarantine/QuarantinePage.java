package org.socle.fleet.quarantine;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.socle.contract.Topics;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.intake.Quarantine;
import org.socle.fleet.intake.Quarantined;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Pager;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Views;

/** Messages that broke the server, for administrators who see everything: each with what went wrong, to be taken in again or deleted. */
public final class QuarantinePage implements Page {
    private static final String PATH = "/quarantine";
    private static final int SIZE = 20;

    private final Quarantine quarantine;
    private final Views views;

    public QuarantinePage(Quarantine quarantine, Views views) {
        this.quarantine = quarantine;
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param done what the last form did; empty for nothing
     * @param device whose messages are shown; empty for all
     * @param name of that machine
     * @param shown the message that was opened; null for none
     */
    public record Content(
            String done,
            String device,
            String name,
            List<Line> lines,
            @Nullable Shown shown,
            Pager pager) {}

    /** One message. */
    public record Line(
            long id, String at, String ago, String machine, String device, String topic, String error, String size) {}

    /** The opened one. */
    public record Shown(String title, String error, String text) {}

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Permission needs() {
        return Permission.MANAGE_ACCOUNTS;
    }

    @Override
    public List<Form> forms() {
        return List.of(
                new Form(PATH + "/replay", needs(), this::replay), new Form(PATH + "/delete", needs(), this::delete));
    }

    @Override
    public void show(Context context) {
        requireEverything(context);
        Query query = new Query(context);
        int page = query.number("page", 1, 1, Pager.MOST);
        UUID device = Topics.deviceId(query.text("device")).orElse(null);
        List<Quarantined> found = quarantine.list(device, page, SIZE + 1);
        Frame frame = views.frame(context, "quarantine.title");
        long opened = query.number("id", 0, 0, 999_999_999);
        String address = PATH + "?" + (device == null ? "" : "device=" + device + "&");
        views.render(
                context,
                "quarantine.jte",
                frame,
                new Content(
                        done(query, frame),
                        device == null ? "" : device.toString(),
                        found.isEmpty() ? "" : name(found.get(0), frame),
                        found.stream()
                                .limit(SIZE)
                                .map(each -> line(each, frame))
                                .toList(),
                        quarantine
                                .find(opened)
                                .map(each -> new Shown(
                                        frame.text("quarantine.message", each.id()),
                                        each.error(),
                                        MessageText.of(quarantine.payload(each.id()))))
                                .orElse(null),
                        Pager.of(address, page, found.size() > SIZE)));
    }

    private static String done(Query query, Frame frame) {
        String taken = query.text("taken");
        if (taken.isEmpty()) {
            return "";
        }
        return frame.text("quarantine.done", query.number("taken", 0, 0, 1_000), query.number("back", 0, 0, 1_000));
    }

    private static Line line(Quarantined message, Frame frame) {
        UUID device = message.device();
        return new Line(
                message.id(),
                frame.format().dateTime(message.received()),
                frame.format().ago(message.received()),
                name(message, frame),
                device == null ? "" : device.toString(),
                message.topic().length() > 120 ? message.topic().substring(0, 120) + "…" : message.topic(),
                message.error().length() > 160 ? message.error().substring(0, 160) + "…" : message.error(),
                frame.text("quarantine.bytes", message.size()));
    }

    private static String name(Quarantined message, Frame frame) {
        String machine = message.machine();
        return machine == null ? frame.text("quarantine.unknown") : machine;
    }

    private void replay(Context context) {
        Viewer viewer = requireEverything(context);
        Fields fields = new Fields(context);
        Long id = fields.id("id");
        Quarantine.Replayed replayed =
                id == null ? quarantine.replayAll(viewer.who(), device(fields)) : quarantine.replay(viewer.who(), id);
        context.redirect(PATH + "?taken=" + replayed.taken() + "&back=" + replayed.back(), HttpStatus.SEE_OTHER);
    }

    private void delete(Context context) {
        Viewer viewer = requireEverything(context);
        Fields fields = new Fields(context);
        Long id = fields.id("id");
        if (id == null) {
            quarantine.deleteAll(viewer.who(), device(fields));
        } else {
            quarantine.delete(viewer.who(), id);
        }
        context.redirect(PATH, HttpStatus.SEE_OTHER);
    }

    private static UUID device(Fields fields) {
        return Topics.deviceId(fields.text("device")).orElseThrow(NotFoundResponse::new);
    }

    /** A message may be of any machine: whoever does not see all of them finds nothing here. */
    private static Viewer requireEverything(Context context) {
        Viewer viewer = Access.viewer(context);
        if (!viewer.scope().everything()) {
            throw new NotFoundResponse();
        }
        return viewer;
    }
}
