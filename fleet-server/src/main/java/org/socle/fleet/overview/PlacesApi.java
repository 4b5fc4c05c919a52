package org.socle.fleet.overview;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Scope;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.machine.Status;
import org.socle.fleet.place.Listed;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.PlacePath;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Cursor;
import org.socle.fleet.web.Json;
import org.socle.fleet.web.Query;

/** {@code /api/v1/schools}, {@code /api/v1/territories} and {@code /api/v1/rooms}: the places that are seen. */
public final class PlacesApi {
    private static final int DEFAULT_SIZE = 50;
    private static final int MOST = 200;
    private static final int MOST_ROOMS = 1_000;

    private final Places places;
    private final Machines machines;

    public PlacesApi(Places places, Machines machines) {
        this.places = places;
        this.machines = machines;
    }

    public void routes(RoutesConfig routes) {
        routes.get("/api/v1/schools", context -> list(context, "schools", Set.of(PlaceKind.SCHOOL)), Permission.LOOK);
        routes.get("/api/v1/schools/{uai}", this::school, Permission.LOOK);
        routes.get(
                "/api/v1/territories",
                context -> list(context, "territories", Set.of(PlaceKind.COLLECTIVITE, PlaceKind.CIRCONSCRIPTION)),
                Permission.LOOK);
        routes.get("/api/v1/rooms", context -> list(context, "rooms", Set.of(PlaceKind.ROOM)), Permission.LOOK);
    }

    private void list(Context context, String name, Set<PlaceKind> kinds) {
        Query query = new Query(context).only("q", "limit", "cursor");
        int size = query.number("limit", DEFAULT_SIZE, 1, MOST);
        long after = Cursor.decode(query.text("cursor"));
        Scope scope = Access.viewer(context).scope();
        // One more than asked for tells whether there is a next page.
        List<Listed> found = places.after(scope, kinds, query.text("q"), after, size + 1);
        List<Listed> page = found.subList(0, Math.min(size, found.size()));
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put(name, page.stream().map(listed -> summary(scope, listed)).toList());
        answer.put(
                "next",
                found.size() > size ? Cursor.encode(page.get(size - 1).place().id()) : null);
        Json.write(context, answer);
    }

    private void school(Context context) {
        Place school = PlacePath.school(context, places);
        Scope scope = Access.viewer(context).scope().and(Scope.of(school.path()));
        Map<Status, Integer> counts = machines.counts(scope);
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        Map<String, @Nullable Object> answer = summary(Access.viewer(context).scope(), new Listed(school, total));
        Map<String, Integer> statuses = new LinkedHashMap<>();
        for (Status status : Status.values()) {
            statuses.put(status.word(), counts.getOrDefault(status, 0));
        }
        answer.put("statuses", statuses);
        answer.put(
                "rooms",
                places.children(scope, school.id(), 1, MOST_ROOMS).stream()
                        .map(listed -> summary(scope, listed))
                        .toList());
        Json.write(context, answer);
    }

    private static Map<String, @Nullable Object> summary(Scope scope, Listed listed) {
        Place place = listed.place();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", place.id());
        fields.put("kind", place.kind().word());
        fields.put("name", place.name());
        fields.put("uai", place.uai().isEmpty() ? null : place.uai());
        // The path of what a place is in is its own without its own number.
        String above = place.path().replaceFirst("\\d+/$", "");
        fields.put("parent", scope.sees(above) ? place.parent() : null);
        fields.put("contact", place.details().contact());
        fields.put("phone", place.details().phone());
        fields.put("email", place.details().email());
        fields.put("machines", listed.machines());
        return fields;
    }
}
