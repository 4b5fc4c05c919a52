package org.socle.fleet.ticket;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.machine.Filter;
import org.socle.fleet.machine.Found;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.machine.Search;
import org.socle.fleet.machine.Sort;
import org.socle.fleet.place.Located;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlacePath;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Pager;
import org.socle.fleet.web.Qr;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Views;

/**
 * Labels of all machines of a room or a school, 24 to an A4 sheet of the usual kind: three by eight, each 70 × 37 mm. One page is
 * one sheet.
 */
public final class LabelSheetPage implements Page {
    /** Labels on a sheet. */
    static final int SIZE = 24;

    /** Machines of which codes are made at once. */
    private static final int BATCH = 200;

    private final boolean ofRoom;
    private final HelpCodes codes;
    private final Machines machines;
    private final Places places;
    private final Views views;
    private final String url;

    private LabelSheetPage(boolean ofRoom, HelpCodes codes, Machines machines, Places places, Views views, String url) {
        this.ofRoom = ofRoom;
        this.codes = codes;
        this.machines = machines;
        this.places = places;
        this.views = views;
        this.url = url;
    }

    /**
     * The pages for rooms and schools.
     *
     * @param url where people reach the pages
     */
    public static List<Page> all(HelpCodes codes, Machines machines, Places places, Views views, String url) {
        return List.of(
                new LabelSheetPage(true, codes, machines, places, views, url),
                new LabelSheetPage(false, codes, machines, places, views, url));
    }

    /**
     * Content of the page.
     *
     * @param path of the room or school
     * @param address that each code is typed behind
     * @param missing how many of this sheet have no code
     * @param sheets how many there are
     */
    public record Content(
            String path, String name, String address, List<Label> labels, int missing, int sheets, Pager pager) {}

    /**
     * One label.
     *
     * @param room empty when it is in none
     * @param code for people; empty when it has none
     * @param qr null when it has none
     */
    public record Label(
            String name, String room, String code, @Nullable Qr qr) {}

    @Override
    public String path() {
        return (ofRoom ? "/rooms/{id}" : "/schools/{uai}") + "/labels";
    }

    @Override
    public Permission needs() {
        return Permission.REPORT;
    }

    @Override
    public List<Form> forms() {
        return List.of(new Form(path(), Permission.REPORT, this::make));
    }

    private Place place(Context context) {
        return ofRoom ? PlacePath.room(context, places) : PlacePath.school(context, places);
    }

    @Override
    public void show(Context context) {
        Place place = place(context);
        Scope scope = Access.viewer(context).scope();
        int page = new Query(context).number("page", 1, 1, Pager.MOST);
        Found found =
                machines.search(scope.and(Scope.of(place.path())), new Search(Filter.NONE, Sort.NAME, page, SIZE));
        List<Label> labels = labels(scope, found.machines());
        Frame frame =
                views.named(context, views.messages(context).text("label.sheet.title") + " · " + place.name(), null);
        views.render(
                context,
                "labels.jte",
                frame,
                new Content(
                        place.href(),
                        place.name(),
                        url.replaceFirst("^https?://", "") + "/help/",
                        labels,
                        (int) labels.stream()
                                .filter(label -> label.qr() == null)
                                .count(),
                        (found.total() + SIZE - 1) / SIZE,
                        Pager.of(place.href() + "/labels?", page, found.total() > page * SIZE)));
    }

    private List<Label> labels(Scope scope, List<Machine> found) {
        Map<Long, String> known =
                codes.codes(scope, found.stream().map(Machine::id).toList());
        Map<Long, Located> located = places.located(
                scope,
                found.stream()
                        .map(Machine::place)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
        List<Label> labels = new ArrayList<>();
        for (Machine machine : found) {
            Located where = machine.place() == null ? null : located.get(machine.place());
            Place room = where == null ? null : where.room();
            String code = known.get(machine.id());
            labels.add(new Label(
                    machine.displayName(),
                    room == null ? "" : room.name(),
                    code == null ? "" : HelpCode.text(code),
                    code == null ? null : Qr.of(url + "/help/" + code)));
        }
        return labels;
    }

    /** Makes the codes that are missing, of all sheets. */
    private void make(Context context) {
        Place place = place(context);
        Viewer viewer = Access.viewer(context);
        Scope scope = viewer.scope().and(Scope.of(place.path()));
        long after = 0;
        List<Machine> batch = machines.after(scope, Filter.NONE, after, BATCH);
        while (!batch.isEmpty()) {
            codes.make(viewer, batch.stream().map(Machine::id).toList());
            after = batch.get(batch.size() - 1).id();
            batch = machines.after(scope, Filter.NONE, after, BATCH);
        }
        context.redirect(place.href() + "/labels", HttpStatus.SEE_OTHER);
    }
}
