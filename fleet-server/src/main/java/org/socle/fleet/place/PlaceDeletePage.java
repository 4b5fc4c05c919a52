package org.socle.fleet.place;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.Views;

/** Is this place really to go: asked once more before it is deleted. */
public final class PlaceDeletePage implements Page {
    private final Places places;
    private final Views views;

    public PlaceDeletePage(Places places, Views views) {
        this.places = places;
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param error why it cannot be deleted; empty while nobody has tried
     */
    public record Content(Place place, String error) {}

    @Override
    public String path() {
        return "/places/{id}/delete";
    }

    @Override
    public Permission needs() {
        return Permission.EDIT_PLACES;
    }

    @Override
    public List<Form> forms() {
        return List.of(new Form(path(), needs(), this::delete));
    }

    @Override
    public void show(Context context) {
        show(context, PlacePath.byId(context, places), null);
    }

    private void show(Context context, Place place, @Nullable Refusal refusal) {
        String title = views.messages(context).text("place.delete") + " · " + place.name();
        Frame frame = views.named(context, title, refusal);
        views.render(context, "place-delete.jte", frame, new Content(place, frame.error(refusal)));
    }

    private void delete(Context context) {
        Place place = PlacePath.byId(context, places);
        try {
            places.delete(Access.viewer(context), place.id());
            Long parent = place.parent();
            context.redirect(parent == null ? "/places" : "/places/" + parent, HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, place, refusal);
        }
    }
}
