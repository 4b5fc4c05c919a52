package org.socle.fleet.place;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Pager;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.Views;

/** One place: what is in it, and the forms to change, fill and move it. */
public final class PlacePage implements Page {
    private static final int SIZE = 25;

    private final Places places;
    private final Views views;

    public PlacePage(Places places, Views views) {
        this.places = places;
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param line the places it is in, from the top down, without itself
     * @param holds what may be put into it
     * @param edited what the form to change it holds
     * @param added what the form to add a place holds
     * @param addedKind what that would be; null when nothing may be put into it
     * @param adding whether it is the form to add a place that was refused
     * @param error why something was refused; empty when nothing was
     */
    public record Content(
            Place place,
            List<Place> line,
            List<Listed> children,
            Pager pager,
            List<PlaceKind> holds,
            PlaceDetails edited,
            PlaceDetails added,
            @Nullable PlaceKind addedKind,
            boolean adding,
            String error) {}

    /** What the forms hold. */
    private record Drafts(
            @Nullable PlaceDetails edited,
            PlaceDetails added,
            @Nullable PlaceKind addedKind,
            @Nullable Refusal refusal) {
        static final Drafts NONE = new Drafts(null, PlaceDetails.named(""), null, null);
    }

    @Override
    public String path() {
        return "/places/{id}";
    }

    @Override
    public List<Form> forms() {
        return List.of(
                new Form(path(), Permission.EDIT_PLACES, this::change),
                new Form(path() + "/add", Permission.EDIT_PLACES, this::add),
                new Form(path() + "/move", Permission.EDIT_PLACES, this::move));
    }

    @Override
    public void show(Context context) {
        show(context, PlacePath.byId(context, places), Drafts.NONE);
    }

    private void show(Context context, Place place, Drafts drafts) {
        Viewer viewer = Access.viewer(context);
        int page = new Query(context).number("page", 1, 1, Pager.MOST);
        List<Listed> found = places.children(viewer.scope(), place.id(), page, SIZE + 1);
        List<Place> line = places.line(viewer.scope(), place);
        Frame frame = views.named(context, place.name(), drafts.refusal);
        views.render(
                context,
                "place.jte",
                frame,
                new Content(
                        place,
                        line.subList(0, line.size() - 1),
                        found.subList(0, Math.min(SIZE, found.size())),
                        Pager.of("/places/" + place.id() + "?", page, found.size() > SIZE),
                        place.kind().holds(),
                        drafts.edited == null ? place.details() : drafts.edited,
                        drafts.added,
                        drafts.addedKind == null ? chosen(context, place) : drafts.addedKind,
                        drafts.addedKind != null,
                        frame.error(drafts.refusal)));
    }

    /** What the form to add a place is for: what the address says, else a school, else whatever fits. */
    private static @Nullable PlaceKind chosen(Context context, Place place) {
        List<PlaceKind> holds = place.kind().holds();
        return PlaceKind.of(new Query(context).text("kind"))
                .filter(holds::contains)
                .orElseGet(() ->
                        holds.contains(PlaceKind.SCHOOL) ? PlaceKind.SCHOOL : holds.isEmpty() ? null : holds.get(0));
    }

    private void change(Context context) {
        Place place = PlacePath.byId(context, places);
        PlaceDetails draft = PlaceForm.read(new Fields(context));
        try {
            places.change(Access.viewer(context), place.id(), draft);
            context.redirect("/places/" + place.id(), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, place, new Drafts(draft, PlaceDetails.named(""), null, refusal));
        }
    }

    private void add(Context context) {
        Place place = PlacePath.byId(context, places);
        Fields fields = new Fields(context);
        PlaceDetails draft = PlaceForm.read(fields);
        PlaceKind kind = PlaceKind.of(fields.text("kind")).orElse(PlaceKind.ROOM);
        try {
            places.create(Access.viewer(context), place.id(), kind, draft);
            context.redirect("/places/" + place.id(), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, place, new Drafts(null, draft, kind, refusal));
        }
    }

    private void move(Context context) {
        Place place = PlacePath.byId(context, places);
        Viewer viewer = Access.viewer(context);
        String into = new Fields(context).text("into");
        try {
            Place parent =
                    places.named(viewer.scope(), into).orElseThrow(() -> new Refusal("place.refused.into", into));
            places.move(viewer, place.id(), parent.id());
            context.redirect("/places/" + place.id(), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, place, new Drafts(null, PlaceDetails.named(""), null, refusal));
        }
    }
}
