package org.socle.fleet.place;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.Optional;
import org.socle.contract.UaiCode;
import org.socle.fleet.access.Scope;
import org.socle.fleet.web.Access;

/** Addresses of places. */
public final class PlacePath {
    private PlacePath() {}

    /**
     * The place an address names by its number.
     *
     * @throws NotFoundResponse when there is none that the viewer sees
     */
    public static Place byId(Context context, Places places) {
        String id = context.pathParam("id");
        Scope scope = Access.viewer(context).scope();
        Optional<Place> place = id.matches("\\d{1,18}") ? places.find(scope, Long.parseLong(id)) : Optional.empty();
        return place.orElseThrow(() -> new NotFoundResponse("there is no place '" + id + "'"));
    }

    /**
     * The room an address names.
     *
     * @throws NotFoundResponse when there is none that the viewer sees
     */
    public static Place room(Context context, Places places) {
        Place place = byId(context, places);
        if (place.kind() != PlaceKind.ROOM) {
            throw new NotFoundResponse("there is no room '" + place.id() + "'");
        }
        return place;
    }

    /**
     * The school an address names by its code.
     *
     * @throws NotFoundResponse when there is none that the viewer sees
     */
    public static Place school(Context context, Places places) {
        String uai = context.pathParam("uai");
        return UaiCode.parse(uai)
                .flatMap(code -> places.school(Access.viewer(context).scope(), code))
                .orElseThrow(() -> new NotFoundResponse("there is no school '" + uai + "'"));
    }
}
