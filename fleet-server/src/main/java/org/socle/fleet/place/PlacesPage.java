package org.socle.fleet.place;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Pager;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.Views;

/** The highest places the viewer sees; what is in them is on their own pages. */
public final class PlacesPage implements Page {
    private static final int SIZE = 25;

    private final Places places;
    private final Views views;

    public PlacesPage(Places places, Views views) {
        this.places = places;
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param top whether the viewer may add a collectivité
     * @param draft what was typed for one
     * @param error why it was refused; empty when it was not
     */
    public record Content(List<Listed> places, Pager pager, boolean top, PlaceDetails draft, String error) {}

    @Override
    public String path() {
        return "/places";
    }

    @Override
    public String menu() {
        return "menu.places";
    }

    @Override
    public List<Form> forms() {
        return List.of(new Form(path(), Permission.EDIT_PLACES, this::create));
    }

    @Override
    public void show(Context context) {
        show(context, PlaceDetails.named(""), null);
    }

    private void show(Context context, PlaceDetails draft, @Nullable Refusal refusal) {
        var viewer = Access.viewer(context);
        int page = new Query(context).number("page", 1, 1, Pager.MOST);
        List<Listed> found = places.tops(viewer.scope(), page, SIZE + 1);
        Frame frame = views.frame(context, "places.title", refusal);
        views.render(
                context,
                "places.jte",
                frame,
                new Content(
                        found.subList(0, Math.min(SIZE, found.size())),
                        Pager.of("/places?", page, found.size() > SIZE),
                        viewer.may(Permission.EDIT_PLACES) && viewer.scope().everything(),
                        draft,
                        frame.error(refusal)));
    }

    /** Adds a place at the top or in another one; what is wrong with it is told where it was typed. */
    private void create(Context context) {
        Fields fields = new Fields(context);
        PlaceDetails draft = PlaceForm.read(fields);
        try {
            Place place = places.create(Access.viewer(context), null, PlaceKind.COLLECTIVITE, draft);
            context.redirect("/places/" + place.id(), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, draft, refusal);
        }
    }
}
