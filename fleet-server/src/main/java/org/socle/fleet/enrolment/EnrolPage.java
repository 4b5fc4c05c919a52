package org.socle.fleet.enrolment;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.contract.UaiCode;
import org.socle.contract.enrolment.EnrolmentCode;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.enrolment.Request.Likeness;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.machine.MachineRegister.Registered;
import org.socle.fleet.place.Listed;
import org.socle.fleet.place.Located;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.OneTime;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.Url;
import org.socle.fleet.web.Views;

/** How do I add machines: a code for a school or room, and the machines that came with it and wait. */
public final class EnrolPage implements Page {
    private static final String PATH = "/enrol";
    private static final int MOST_SCHOOLS = 12;
    private static final int MOST_ROOMS = 100;
    private static final int MOST_WAITING = 25;
    private static final int MOST_CODES = 8;
    private static final List<Integer> HOURS = List.of(1, 24, 72, 24 * 7);

    private final Enrolment enrolment;
    private final Places places;
    private final Joining joining;
    private final Views views;
    private final Clock clock;
    private final OneTime<Fresh> made;

    public EnrolPage(Enrolment enrolment, Places places, Joining joining, Views views, Clock clock) {
        this.enrolment = enrolment;
        this.places = places;
        this.joining = joining;
        this.views = views;
        this.clock = clock;
        this.made = new OneTime<>(clock);
    }

    /**
     * Content of the page.
     *
     * @param fresh a code just made, shown this once; null when there is none
     * @param waiting machines that wait, the longest first, at most 25
     * @param seen how many wait
     * @param clear numbers of those that nobody has to look at, with commas between them; empty when there are not two
     * @param clearCount how many those are
     * @param text the school searched for
     * @param school the one chosen; null while there is none
     * @param anywhere whether the viewer may make a code without a place
     */
    public record Content(
            @Nullable Fresh fresh,
            List<Waiting> waiting,
            int seen,
            String clear,
            int clearCount,
            List<OpenCode> codes,
            String text,
            List<Place> schools,
            @Nullable Place school,
            List<Place> rooms,
            boolean anywhere,
            List<Hours> hours,
            String error) {}

    /** A new code: itself, how long and for how many it is good, where (empty for anywhere), and the ways to use it. */
    public record Fresh(String code, String validity, String place, String command, String line, String bundle) {}

    /**
     * A machine that waits.
     *
     * @param resembled the machine there is that it is compared with; null unless somebody has to compare them and sees it
     */
    public record Waiting(
            long id,
            String name,
            String kind,
            String serial,
            String place,
            String seen,
            Likeness likeness,
            String note,
            @Nullable Known resembled) {

        /** Whether somebody has to say what it is. */
        public boolean isUnclear() {
            return unclear(likeness);
        }
    }

    /** A machine there is: where its page is, what it is called and where it stands. */
    public record Known(String address, String name, String place) {}

    /** A code that still lets somebody in. */
    public record OpenCode(long id, String place, String use, String by) {}

    /** A choice of validity. */
    public record Hours(int hours, String label, boolean usual) {}

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public String menu() {
        return "menu.enrol";
    }

    @Override
    public Permission needs() {
        return Permission.ENROL;
    }

    @Override
    public List<Form> forms() {
        return List.of(
                new Form(PATH, Permission.ENROL, this::create),
                new Form(PATH + "/approve", Permission.ENROL, this::approve),
                new Form(PATH + "/decide", Permission.ENROL, this::decide),
                new Form(PATH + "/cancel", Permission.ENROL, this::cancel));
    }

    @Override
    public void show(Context context) {
        String session = String.valueOf(Access.viewer(context).session());
        show(context, made.take(session, new Query(context).text("made")).orElse(null), null);
    }

    /** The page again, saying why nothing was done. */
    private void show(Context context, Refusal refusal) {
        show(context, null, refusal);
    }

    private void show(Context context, @Nullable Fresh fresh, @Nullable Refusal refusal) {
        Viewer viewer = Access.viewer(context);
        Frame frame = views.frame(context, "enrol.title", refusal);
        Query query = new Query(context);
        String text = query.text("name");
        List<Place> schools = places.search(viewer.scope(), Set.of(PlaceKind.SCHOOL), text, MOST_SCHOOLS);
        Place school = UaiCode.parse(query.text("school"))
                .flatMap(uai -> places.school(viewer.scope(), uai))
                .orElse(schools.size() == 1 ? schools.get(0) : null);
        List<Request> requests = enrolment.waiting(viewer.scope());
        List<Request> shown = requests.stream().limit(MOST_WAITING).toList();
        Map<Long, Registered> resembled = enrolment.resembled(
                viewer.scope(),
                shown.stream().filter(each -> unclear(each.likeness())).toList());
        List<Code> codes = enrolment.openCodes(viewer.scope());
        Map<Long, Located> located = places.located(
                viewer.scope(),
                Stream.of(
                                shown.stream().map(Request::place),
                                resembled.values().stream().map(Registered::place),
                                codes.stream().map(Code::place))
                        .flatMap(Function.identity())
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
        List<String> clear = requests.stream()
                .filter(each -> !unclear(each.likeness()))
                .map(each -> Long.toString(each.id()))
                .toList();
        views.render(
                context,
                "enrol.jte",
                frame,
                new Content(
                        fresh,
                        shown.stream()
                                .map(each -> waiting(
                                        each,
                                        known(
                                                each.resembles() == null ? null : resembled.get(each.resembles()),
                                                located,
                                                frame),
                                        located,
                                        frame))
                                .toList(),
                        requests.size(),
                        clear.size() < 2 ? "" : String.join(",", clear),
                        clear.size(),
                        codes.stream()
                                .limit(MOST_CODES)
                                .map(each -> code(each, located, frame))
                                .toList(),
                        text,
                        schools,
                        school,
                        school == null ? List.of() : rooms(viewer, school),
                        viewer.scope().everything(),
                        HOURS.stream()
                                .map(hours -> new Hours(
                                        hours, frame.text("enrol.hours", hours), hours == NewCode.USUAL.toHours()))
                                .toList(),
                        frame.error(refusal)));
    }

    private List<Place> rooms(Viewer viewer, Place school) {
        return places.children(viewer.scope(), school.id(), 1, MOST_ROOMS).stream()
                .map(Listed::place)
                .toList();
    }

    private static boolean unclear(Likeness likeness) {
        return likeness == Likeness.DOUBTFUL || likeness == Likeness.CLONE;
    }

    private static @Nullable Known known(@Nullable Registered machine, Map<Long, Located> located, Frame frame) {
        return machine == null
                ? null
                : new Known(MachinePath.of(machine.device()), machine.name(), place(machine.place(), located, frame));
    }

    private static Waiting waiting(
            Request request, @Nullable Known resembled, Map<Long, Located> located, Frame frame) {
        var label = request.label();
        return new Waiting(
                request.id(),
                request.name(),
                (label.manufacturer() + " " + label.model()).strip(),
                label.serialNumber(),
                place(request.place(), located, frame),
                frame.format().ago(request.seen()),
                request.likeness(),
                request.likeness() == Likeness.NEW
                        ? ""
                        : frame.text("enrol.likeness." + request.likeness().word()),
                unclear(request.likeness()) ? resembled : null);
    }

    private OpenCode code(Code code, Map<Long, Located> located, Frame frame) {
        Duration left = Duration.between(clock.instant(), code.expires());
        return new OpenCode(
                code.id(),
                place(code.place(), located, frame),
                frame.text("enrol.use", code.used(), code.most(), hours(left)),
                code.createdBy());
    }

    /** As people say it: just after a code of a day was made, it has 24 hours left. */
    private static long hours(Duration left) {
        return Math.max(1, left.plusHours(1).minusMillis(1).toHours());
    }

    private static String place(@Nullable Long place, Map<Long, Located> located, Frame frame) {
        Located found = place == null ? null : located.get(place);
        return found == null ? frame.text("enrol.anywhere") : found.name();
    }

    private void create(Context context) {
        Viewer viewer = Access.viewer(context);
        Fields fields = new Fields(context);
        try {
            Long place = fields.id("place");
            int hours = fields.number("hours", (int) NewCode.USUAL.toHours(), 1, (int) NewCode.LONGEST.toHours());
            int most = fields.number("most", NewCode.USUAL_COUNT, 1, NewCode.MOST);
            boolean automatic = fields.text("approval").equals("automatic");
            EnrolmentCode code = enrolment.create(
                    viewer.scope(), viewer.who(), new NewCode(place, Duration.ofHours(hours), most, automatic));
            Frame frame = views.frame(context, views.messages(context).text("enrol.title"));
            Instant expires = clock.instant().plus(Duration.ofHours(hours));
            String where =
                    places.located(viewer.scope(), place).map(Located::name).orElse("");
            String key = made.keep(
                    String.valueOf(viewer.session()),
                    new Fresh(
                            code.text(),
                            frame.text("enrol.validity", frame.format().dateTime(expires), most),
                            where,
                            joining.command(code),
                            joining.line(code),
                            joining.bundle(code)));
            context.redirect(PATH + "?" + Url.pair("made", key), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, refusal);
        }
    }

    private void approve(Context context) {
        Viewer viewer = Access.viewer(context);
        List<Long> requests = new Fields(context).ids("request");
        done(context, enrolment.approve(viewer.scope(), viewer.who(), requests) > 0, "enrol.refused.decided");
    }

    private void decide(Context context) {
        Viewer viewer = Access.viewer(context);
        Fields fields = new Fields(context);
        Long request = fields.id("request");
        boolean done = request != null
                && switch (fields.text("decision")) {
                    case "same" -> enrolment.approveAsSame(viewer.scope(), viewer.who(), request);
                    case "new" -> enrolment.approve(viewer.scope(), viewer.who(), List.of(request)) > 0;
                    case "refuse" -> enrolment.refuse(viewer.scope(), viewer.who(), request);
                    default ->
                        throw new io.javalin.http.BadRequestResponse("decision: same, new or refuse is expected");
                };
        done(context, done, "enrol.refused.decided");
    }

    private void cancel(Context context) {
        Viewer viewer = Access.viewer(context);
        Long code = new Fields(context).id("code");
        done(context, code != null && enrolment.cancel(viewer.scope(), viewer.who(), code), "enrol.refused.cancelled");
    }

    /** Back to the page; with a word when somebody else was faster, or the page is an old one. */
    private void done(Context context, boolean done, String otherwise) {
        if (done) {
            context.redirect(PATH, HttpStatus.SEE_OTHER);
        } else {
            show(context, new Refusal(otherwise));
        }
    }
}
