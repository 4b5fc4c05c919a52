package org.socle.fleet.overview;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.enrolment.Floods;
import org.socle.fleet.finding.Words;
import org.socle.fleet.health.ServerTroubles;
import org.socle.fleet.incident.Causes;
import org.socle.fleet.incident.Heap;
import org.socle.fleet.incident.HeapLine;
import org.socle.fleet.incident.Incidents;
import org.socle.fleet.incident.Pattern;
import org.socle.fleet.incident.Pile;
import org.socle.fleet.incident.State;
import org.socle.fleet.incident.TakenOn;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.machine.Status;
import org.socle.fleet.place.Places;
import org.socle.fleet.ticket.TicketFilter;
import org.socle.fleet.ticket.Tickets;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Pager;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Url;
import org.socle.fleet.web.Views;

/** What now, in what order: the fleet in one sentence, then what is wrong by cause and school, worst first. */
public final class TodayPage implements Page {
    /** As many as one screen of 1280 × 1024 shows. */
    private static final int LINES = 9;

    private static final int MOST_PATTERNS = 3;

    private static final TicketFilter NEW =
            new TicketFilter(org.socle.fleet.ticket.State.NEW, true, false, null, false, null);

    private final Machines machines;
    private final Incidents incidents;
    private final Tickets tickets;
    private final Places places;
    private final ServerTroubles troubles;
    private final Floods floods;
    private final Views views;

    public TodayPage(
            Machines machines,
            Incidents incidents,
            Tickets tickets,
            Places places,
            ServerTroubles troubles,
            Floods floods,
            Views views) {
        this.machines = machines;
        this.incidents = incidents;
        this.tickets = tickets;
        this.places = places;
        this.troubles = troubles;
        this.floods = floods;
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param status the worst there is, for the colour of the sentence
     * @param sentence the fleet in one sentence
     * @param troubles of the server itself, for who looks after it
     * @param setAside messages that broke the server, likewise
     * @param floods machines that send more than they may, for who may cut them off
     * @param machines of the whole fleet
     * @param cause title of the one cause that is shown; empty for all
     * @param taken what has just been taken on; null for nothing
     * @param lines what is wrong, by cause and school
     * @param back address of this very page, for its forms
     * @param pager to the lines before and after
     * @param tickets how many nobody has taken yet, reports of schools among them
     * @param suppressed how many incidents are out of sight
     */
    public record Content(
            Status status,
            String sentence,
            List<ServerTroubles.Line> troubles,
            int setAside,
            List<Floods.Line> floods,
            int machines,
            List<Count> counts,
            String cause,
            @Nullable Taken taken,
            List<HeapLine> lines,
            String back,
            Pager pager,
            int tickets,
            int suppressed,
            List<Pattern> patterns) {}

    /**
     * What has just been taken on, and is among the last lines now.
     *
     * @param sentence what was done
     * @param href where to go on with it
     */
    public record Taken(String sentence, String href) {}

    /** How many machines have a status. */
    public record Count(Status status, int machines) {}

    @Override
    public String path() {
        return "/today";
    }

    @Override
    public String menu() {
        return "menu.today";
    }

    @Override
    public void show(Context context) {
        Frame frame = views.frame(context, views.messages(context).text("today.title"));
        Viewer viewer = Access.viewer(context);
        Scope scope = viewer.scope();
        Map<Status, Integer> counts = machines.counts(scope);
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        List<Heap> heaps = incidents.heaps(scope);
        List<ServerTroubles.Line> own = troubles.lines(viewer, frame);
        Query query = new Query(context);
        String cause = cause(query);
        List<Pile> piles = piles(heaps, cause);
        // The last line of a page may just have been taken on.
        int last = Math.max(1, (piles.size() + LINES - 1) / LINES);
        int page = Math.min(last, query.number("page", 1, 1, Pager.MOST));
        List<Pile> shown = piles.subList((page - 1) * LINES, Math.min(page * LINES, piles.size()));
        String address = path() + "?" + (cause.isEmpty() ? "" : Url.pair("cause", cause) + "&");
        views.render(
                context,
                "today.jte",
                frame,
                new Content(
                        heaps.stream()
                                .map(Heap::severity)
                                .min(Status::compareTo)
                                .orElseGet(() -> own.isEmpty() ? worst(counts) : Status.DOWN),
                        sentence(heaps, counts, total, !own.isEmpty(), frame),
                        own,
                        troubles.setAside(viewer),
                        floods.lines(viewer, frame),
                        total,
                        Arrays.stream(Status.values())
                                .map(status -> new Count(status, count(counts, status)))
                                .filter(count -> count.machines() > 0)
                                .toList(),
                        cause.isEmpty() ? "" : Words.title(cause, frame.messages()),
                        taken(
                                query.number(TakenOn.ID, 0, 0, Integer.MAX_VALUE),
                                query.number(TakenOn.MANY, 1, 1, Integer.MAX_VALUE),
                                scope,
                                frame),
                        HeapLine.of(shown, scope, places, frame),
                        back(cause, page),
                        Pager.of(address, page, page < last),
                        tickets.count(scope, NEW),
                        incidents.suppressed(scope),
                        incidents.patterns(scope).stream().limit(MOST_PATTERNS).toList()));
    }

    private @Nullable Taken taken(int id, int many, Scope scope, Frame frame) {
        return incidents
                .find(scope, id)
                .filter(incident -> incident.state() == State.ACKNOWLEDGED)
                .map(incident -> new Taken(
                        frame.text("today.taken", Words.title(incident.cause(), frame.messages()), many),
                        many == 1
                                ? incident.path()
                                : "/incidents?" + Url.pair("cause", incident.cause()) + "&state=acknowledged"))
                .orElse(null);
    }

    /** The address of a page of lines, as short as it can be. */
    private String back(String cause, int page) {
        String questions = Stream.of(
                        cause.isEmpty() ? "" : Url.pair("cause", cause),
                        page == 1 ? "" : Url.pair("page", Integer.toString(page)))
                .filter(question -> !question.isEmpty())
                .collect(Collectors.joining("&"));
        return questions.isEmpty() ? path() : path() + "?" + questions;
    }

    private static String cause(Query query) {
        return query.word(
                        "cause",
                        word -> Optional.of(word).filter(Causes.all()::contains),
                        Causes.all().toArray(String[]::new))
                .orElse("");
    }

    /** Many schools with the same trouble are one line, until one asks for that trouble. */
    private static List<Pile> piles(List<Heap> heaps, String cause) {
        return cause.isEmpty()
                ? Pile.of(heaps)
                : Pile.each(heaps.stream()
                        .filter(heap -> heap.cause().equals(cause))
                        .toList());
    }

    private static int count(Map<Status, Integer> counts, Status status) {
        return counts.getOrDefault(status, 0);
    }

    private static Status worst(Map<Status, Integer> counts) {
        return Stream.of(Status.DOWN, Status.SILENT, Status.WATCH)
                .filter(status -> count(counts, status) > 0)
                .findFirst()
                .orElse(Status.OK);
    }

    /** What nobody has taken on yet. */
    private static String sentence(List<Heap> heaps, Frame frame) {
        int open = incidents(heaps, heap -> !heap.taken());
        if (open == 0) {
            return frame.text("today.sentence.taken", incidents(heaps, heap -> true));
        }
        String troubled = Stream.of(Status.DOWN, Status.WATCH)
                .map(status -> Map.entry(status, incidents(heaps, heap -> !heap.taken() && heap.severity() == status)))
                .filter(count -> count.getValue() > 0)
                .map(count -> frame.text("today.sentence." + count.getKey().word(), count.getValue()))
                .collect(Collectors.joining(frame.text("list.comma")));
        return frame.text("today.sentence.open", open, troubled);
    }

    private static int incidents(List<Heap> heaps, Predicate<Heap> which) {
        return heaps.stream()
                .filter(which)
                .mapToInt(heap -> heap.incidents().size())
                .sum();
    }

    private static String sentence(
            List<Heap> heaps, Map<Status, Integer> counts, int total, boolean serverInTrouble, Frame frame) {
        if (!heaps.isEmpty()) {
            return sentence(heaps, frame);
        }
        // While nothing is taken in, nobody knows how machines are.
        return serverInTrouble ? frame.text("today.sentence.server") : sentence(counts, total, frame);
    }

    /** Before the first look at what was just reported. */
    private static String sentence(Map<Status, Integer> counts, int total, Frame frame) {
        String troubled = Stream.of(Status.DOWN, Status.SILENT, Status.WATCH)
                .filter(status -> count(counts, status) > 0)
                .map(status -> frame.text("today.sentence." + status.word(), count(counts, status)))
                .collect(Collectors.joining(frame.text("list.comma")));
        return troubled.isEmpty()
                ? frame.text("today.sentence.ok", total)
                : frame.text("today.sentence", troubled, total);
    }
}
