package org.socle.fleet.incident;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.contract.Topics;
import org.socle.contract.UaiCode;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Scope;
import org.socle.fleet.finding.Words;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.machine.Status;
import org.socle.fleet.place.Located;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Pager;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Url;
import org.socle.fleet.web.Views;

/** All incidents, those that are over as well: 25 a page. */
public final class IncidentsPage implements Page {
    private static final int SIZE = 25;
    private static final String EVERYTHING = "all";

    private final Incidents incidents;
    private final Machines machines;
    private final Places places;
    private final Views views;

    public IncidentsPage(Incidents incidents, Machines machines, Places places, Views views) {
        this.incidents = incidents;
        this.machines = machines;
        this.places = places;
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param cause title of the cause that is filtered by; empty when none is
     * @param school the school that is filtered by; null when none is
     * @param machine the machine that is filtered by; null when none is
     * @param clear address without these three
     */
    public record Content(
            List<Choice> states,
            String count,
            String cause,
            @Nullable Place school,
            @Nullable Link machine,
            String clear,
            List<Row> rows,
            Pager pager) {}

    /** The page of a machine. */
    public record Link(String href, String name) {}

    /** One choice of the filter. */
    public record Choice(String href, String label, boolean current) {}

    /** One incident. */
    public record Row(
            String href,
            Status severity,
            String title,
            @Nullable Located located,
            String machines,
            String state,
            String owner,
            String opened) {}

    @Override
    public String path() {
        return "/incidents";
    }

    @Override
    public List<Form> forms() {
        return List.of(new Form(path() + "/acknowledge", Permission.WORK_TICKETS, this::acknowledge));
    }

    private void acknowledge(Context context) {
        Fields fields = new Fields(context);
        List<Long> ids = fields.ids("ids");
        incidents.acknowledge(Access.viewer(context), ids);
        String back = fields.text("back");
        // Only to pages that have the form: an address from outside leads nowhere else.
        boolean ours = back.matches("/(today(\\?[a-z0-9_=&]*)?|schools/[0-9]{7}[A-Z])");
        context.redirect(ours ? TakenOn.after(back, ids) : path(), HttpStatus.SEE_OTHER);
    }

    @Override
    public void show(Context context) {
        Query query = new Query(context);
        Scope scope = Access.viewer(context).scope();
        Machine machine = machine(query, scope);
        IncidentFilter filter = filter(query, machine);
        Place school = school(query, scope);
        Scope narrow = school == null ? scope : scope.and(Scope.of(school.path()));
        int page = query.number("page", 1, 1, Pager.MOST);
        Frame frame = views.frame(context, views.messages(context).text("incidents.title"));
        List<Listed> found = incidents.page(narrow, filter, page, SIZE + 1);
        List<Listed> shown = found.subList(0, Math.min(SIZE, found.size()));
        String rest = rest(query);
        views.render(
                context,
                "incidents.jte",
                frame,
                new Content(
                        choices(filter, rest, frame),
                        frame.text("incidents.count", incidents.count(narrow, filter)),
                        filter.cause().isEmpty() ? "" : Words.title(filter.cause(), frame.messages()),
                        school,
                        machine == null ? null : new Link(MachinePath.of(machine.deviceId()), machine.displayName()),
                        path(),
                        rows(shown, scope, frame),
                        Pager.of(address(filter, rest), page, found.size() > SIZE)));
    }

    private @Nullable Machine machine(Query query, Scope scope) {
        String id = query.text("machine");
        return id.isEmpty()
                ? null
                : Topics.deviceId(id)
                        .flatMap(device -> machines.find(scope, device))
                        .orElseThrow(() -> Query.wrong("machine", id, "the id of a machine is expected"));
    }

    /** What the address asks for. */
    static IncidentFilter filter(Query query, @Nullable Machine machine) {
        boolean everything = query.text("state").equals(EVERYTHING);
        State state =
                everything ? null : query.word("state", State::of, words()).orElse(null);
        String cause = query.word(
                        "cause",
                        word -> Optional.of(word).filter(Causes.all()::contains),
                        Causes.all().toArray(String[]::new))
                .orElse("");
        return new IncidentFilter(state, cause, machine == null ? null : (Long) machine.id(), everything);
    }

    private static String[] words() {
        return Stream.concat(Arrays.stream(State.values()).map(State::word), Stream.of(EVERYTHING))
                .toArray(String[]::new);
    }

    private @Nullable Place school(Query query, Scope scope) {
        String code = query.text("school");
        return code.isEmpty()
                ? null
                : UaiCode.parse(code)
                        .flatMap(uai -> places.school(scope, uai))
                        .orElseThrow(() -> Query.wrong("school", code, "the UAI code of a school is expected"));
    }

    /** The address' other filters. */
    private static String rest(Query query) {
        return Stream.of("cause", "school", "machine")
                .filter(name -> !query.text(name).isEmpty())
                .map(name -> Url.pair(name, query.text(name)) + "&")
                .reduce("", String::concat);
    }

    private String address(IncidentFilter filter, String rest) {
        State state = filter.state();
        String word = state != null ? state.word() : filter.everything() ? EVERYTHING : "";
        return path() + "?" + rest + (word.isEmpty() ? "" : Url.pair("state", word) + "&");
    }

    private List<Choice> choices(IncidentFilter filter, String rest, Frame frame) {
        List<Choice> choices = new ArrayList<>();
        choices.add(choice(
                new IncidentFilter(null, filter.cause(), filter.machine(), false), "current", filter, rest, frame));
        for (State state : State.values()) {
            choices.add(choice(
                    new IncidentFilter(state, filter.cause(), filter.machine(), false),
                    state.word(),
                    filter,
                    rest,
                    frame));
        }
        choices.add(choice(
                new IncidentFilter(null, filter.cause(), filter.machine(), true), EVERYTHING, filter, rest, frame));
        return choices;
    }

    private Choice choice(IncidentFilter one, String word, IncidentFilter current, String rest, Frame frame) {
        return new Choice(address(one, rest), frame.text("incidents.state." + word), one.equals(current));
    }

    private List<Row> rows(List<Listed> shown, Scope scope, Frame frame) {
        Map<Long, Located> located = places.located(
                scope,
                shown.stream()
                        .map(Listed::where)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
        return shown.stream()
                .map(one -> new Row(
                        Incident.path(one.incident().id()),
                        one.incident().severity(),
                        Words.title(one.incident().cause(), frame.messages()),
                        one.where() == null ? null : located.get(one.where()),
                        one.name().isEmpty() ? frame.text("today.machines", one.machines()) : one.name(),
                        frame.text("incidents.one." + one.incident().state().word()),
                        one.owner(),
                        frame.format().ago(one.incident().opened())))
                .toList();
    }
}
