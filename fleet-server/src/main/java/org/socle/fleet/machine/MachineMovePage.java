package org.socle.fleet.machine;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.socle.contract.UaiCode;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.place.Listed;
import org.socle.fleet.place.Located;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Views;

/** Where does this machine go: choose a school, then a room of it. */
public final class MachineMovePage implements Page {
    private static final int MOST_SCHOOLS = 12;
    private static final int MOST_ROOMS = 100;

    private final Machines machines;
    private final Places places;
    private final Views views;

    public MachineMovePage(Machines machines, Places places, Views views) {
        this.machines = machines;
        this.places = places;
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param here where the machine is; null when nobody has put it anywhere
     * @param text the school searched for
     * @param schools what was found
     * @param school the one chosen, or the machine's own; null while there is none
     * @param rooms of that school
     * @param anywhere whether the viewer may take the machine out of every place
     */
    public record Content(
            String path,
            String machine,
            @Nullable Located here,
            String text,
            List<Place> schools,
            @Nullable Place school,
            List<Place> rooms,
            boolean anywhere) {

        /** Whether a place is the one the machine is in. */
        public boolean current(Place place) {
            return here != null && here.place().id() == place.id();
        }
    }

    @Override
    public String path() {
        return "/machines/{id}/move";
    }

    @Override
    public Permission needs() {
        return Permission.MOVE_MACHINES;
    }

    @Override
    public List<Form> forms() {
        return List.of(new Form(path(), Permission.MOVE_MACHINES, this::move));
    }

    @Override
    public void show(Context context) {
        Machine machine = MachinePath.machine(context, machines);
        Viewer viewer = Access.viewer(context);
        Query query = new Query(context);
        String text = query.text("name");
        Located here = places.located(viewer.scope(), machine.place()).orElse(null);
        List<Place> schools = places.search(viewer.scope(), Set.of(PlaceKind.SCHOOL), text, MOST_SCHOOLS);
        Optional<Place> chosen = UaiCode.parse(query.text("school")).flatMap(uai -> places.school(viewer.scope(), uai));
        Place school = chosen.orElse(
                schools.size() == 1 ? schools.get(0) : here == null || !text.isEmpty() ? null : here.school());
        Frame frame = views.frame(context, views.messages(context).text("move.title") + " · " + machine.displayName());
        views.render(
                context,
                "machine-move.jte",
                frame,
                new Content(
                        MachinePath.of(machine.deviceId()),
                        machine.displayName(),
                        here,
                        text,
                        schools,
                        school,
                        school == null
                                ? List.of()
                                : places.children(viewer.scope(), school.id(), 1, MOST_ROOMS).stream()
                                        .map(Listed::place)
                                        .toList(),
                        viewer.scope().everything() && here != null));
    }

    private void move(Context context) {
        Machine machine = MachinePath.machine(context, machines);
        machines.move(Access.viewer(context), machine.deviceId(), new Fields(context).id("place"));
        context.redirect(MachinePath.of(machine.deviceId()), HttpStatus.SEE_OTHER);
    }
}
