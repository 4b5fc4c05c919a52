package org.socle.fleet.incident;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Scope;
import org.socle.fleet.place.Located;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Cursor;
import org.socle.fleet.web.Json;
import org.socle.fleet.web.Query;

/** {@code /api/v1/incidents}: the list, and one incident with its machines and its history. */
public final class IncidentsApi {
    private static final int DEFAULT_SIZE = 50;
    private static final int MOST = 200;
    private static final int MOST_MACHINES = 1_000;
    private static final int MOST_LINES = 200;

    private final Incidents incidents;
    private final Places places;

    public IncidentsApi(Incidents incidents, Places places) {
        this.incidents = incidents;
        this.places = places;
    }

    public void routes(RoutesConfig routes) {
        routes.get("/api/v1/incidents", this::list, Permission.LOOK);
        routes.get("/api/v1/incidents/{id}", this::one, Permission.LOOK);
    }

    private void list(Context context) {
        Query query = new Query(context).only("state", "cause", "limit", "cursor");
        int size = query.number("limit", DEFAULT_SIZE, 1, MOST);
        long after = Cursor.decode(query.text("cursor"));
        Scope scope = Access.viewer(context).scope();
        List<Listed> found = incidents.before(
                scope, IncidentsPage.filter(query, null), after == 0 ? Long.MAX_VALUE : after, size + 1);
        List<Listed> page = found.subList(0, Math.min(size, found.size()));
        Map<Long, Located> located = places.located(
                scope,
                page.stream()
                        .map(Listed::where)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put(
                "incidents",
                page.stream()
                        .map(one -> {
                            Map<String, @Nullable Object> fields =
                                    fields(one.incident(), one.where() == null ? null : located.get(one.where()));
                            fields.put("machines", one.machines());
                            return fields;
                        })
                        .toList());
        answer.put(
                "next",
                found.size() > size
                        ? Cursor.encode(page.get(size - 1).incident().id())
                        : null);
        Json.write(context, answer);
    }

    private void one(Context context) {
        String id = context.pathParam("id");
        Scope scope = Access.viewer(context).scope();
        Incident incident = Optional.of(id)
                .filter(text -> text.matches("\\d{1,18}"))
                .flatMap(text -> incidents.find(scope, Long.parseLong(text)))
                .orElseThrow(() -> new NotFoundResponse("there is no incident '" + id + "'"));
        Map<String, @Nullable Object> answer = fields(
                incident,
                places.located(scope, incidents.place(scope, incident)).orElse(null));
        answer.put(
                "machines",
                incidents.members(scope, incident.id(), 0, MOST_MACHINES).stream()
                        .map(IncidentsApi::member)
                        .toList());
        answer.put(
                "log",
                incidents.log(scope, incident, MOST_LINES).stream()
                        .map(IncidentsApi::line)
                        .toList());
        Json.write(context, answer);
    }

    private static Map<String, @Nullable Object> fields(Incident incident, @Nullable Located located) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", incident.id());
        fields.put("cause", incident.cause());
        fields.put("severity", incident.severity().word());
        fields.put("state", incident.state().word());
        fields.put("opened", incident.opened().toString());
        fields.put("changed", incident.changed().toString());
        fields.put("until", text(incident.until()));
        fields.put("resolved", text(incident.resolved()));
        fields.put(
                "school",
                located == null
                        ? null
                        : Map.of(
                                "uai", located.school().uai(),
                                "name", located.school().name()));
        Place room = located == null ? null : located.room();
        fields.put("room", room == null ? null : Map.of("id", room.id(), "name", room.name()));
        return fields;
    }

    private static Map<String, @Nullable Object> member(Member member) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", member.device().toString());
        fields.put("name", member.name());
        fields.put("instance", member.instance());
        fields.put("since", member.since().toString());
        fields.put("gone", text(member.gone()));
        fields.put("part", member.part().isEmpty() ? null : member.part());
        return fields;
    }

    private static Map<String, @Nullable Object> line(LogLine line) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("at", line.at().toString());
        fields.put("event", line.event().word());
        fields.put("who", line.who().isEmpty() ? null : line.who());
        fields.put("detail", line.detail().isEmpty() ? null : line.detail());
        return fields;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
