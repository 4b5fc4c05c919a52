package org.socle.fleet.ticket;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.socle.contract.UaiCode;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Scope;
import org.socle.fleet.place.Located;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Cursor;
import org.socle.fleet.web.Json;
import org.socle.fleet.web.Query;

/** {@code /api/v1/tickets}: the list, and one ticket with what was done on it. */
public final class TicketsApi {
    private static final int DEFAULT_SIZE = 50;
    private static final int MOST = 200;

    private final Tickets tickets;
    private final Interventions interventions;
    private final Places places;

    public TicketsApi(Tickets tickets, Interventions interventions, Places places) {
        this.tickets = tickets;
        this.interventions = interventions;
        this.places = places;
    }

    public void routes(RoutesConfig routes) {
        routes.get("/api/v1/tickets", this::list, Permission.LOOK);
        routes.get("/api/v1/tickets/{number}", this::one, Permission.LOOK);
    }

    private void list(Context context) {
        Query query = new Query(context).only("state", "school", "limit", "cursor");
        int size = query.number("limit", DEFAULT_SIZE, 1, MOST);
        State state = query.word(
                        "state",
                        State::of,
                        Arrays.stream(State.values()).map(State::word).toArray(String[]::new))
                .orElse(null);
        Scope scope = Access.viewer(context).scope();
        // One more than asked for tells whether there is a next page.
        List<Ticket> found = tickets.after(
                narrow(query, scope),
                new TicketFilter(state, false, false, null, false, null),
                Cursor.decode(query.text("cursor")),
                size + 1);
        List<Ticket> page = found.subList(0, Math.min(size, found.size()));
        Map<Long, Located> located = places.located(
                scope,
                page.stream()
                        .map(Ticket::place)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put(
                "tickets",
                page.stream()
                        .map(ticket -> summary(ticket, ticket.place() == null ? null : located.get(ticket.place())))
                        .toList());
        answer.put(
                "next", found.size() > size ? Cursor.encode(page.get(size - 1).number()) : null);
        Json.write(context, answer);
    }

    private Scope narrow(Query query, Scope scope) {
        String code = query.text("school");
        return code.isEmpty()
                ? scope
                : scope.and(Scope.of(UaiCode.parse(code)
                        .flatMap(uai -> places.school(scope, uai))
                        .orElseThrow(() -> Query.wrong("school", code, "the UAI code of a school is expected"))
                        .path()));
    }

    private void one(Context context) {
        new Query(context).only();
        Ticket ticket = TicketPath.ticket(context, tickets);
        Scope scope = Access.viewer(context).scope();
        Map<String, @Nullable Object> answer =
                summary(ticket, places.located(scope, ticket.place()).orElse(null));
        answer.put(
                "interventions",
                interventions.ofTicket(scope, ticket.number()).stream()
                        .map(TicketsApi::intervention)
                        .toList());
        Json.write(context, answer);
    }

    private static Map<String, @Nullable Object> summary(Ticket ticket, @Nullable Located located) {
        Ticket.Affected machine = ticket.machine();
        Ticket.Assignee assignee = ticket.assignee();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("number", ticket.number());
        fields.put("cause", ticket.cause());
        fields.put("text", ticket.subject());
        fields.put("origin", ticket.origin().word());
        fields.put("incident", ticket.incident());
        fields.put("state", ticket.state().word());
        fields.put("reason", ticket.reason());
        fields.put("priority", ticket.priority().word());
        fields.put("assignee", assignee == null ? null : assignee.name());
        fields.put("machine", machine == null ? null : machine.device().toString());
        fields.put(
                "school",
                located == null
                        ? null
                        : Map.of(
                                "uai", located.school().uai(),
                                "name", located.school().name()));
        Place room = located == null ? null : located.room();
        fields.put("room", room == null ? null : Map.of("id", room.id(), "name", room.name()));
        fields.put("opened", ticket.opened().toString());
        fields.put("due", text(ticket.due()));
        fields.put("planned", text(ticket.planned()));
        fields.put("solved", text(ticket.solved()));
        fields.put("closed", text(ticket.closed()));
        return fields;
    }

    private static Map<String, @Nullable Object> intervention(Intervention it) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", it.id());
        fields.put("at", it.at().toString());
        fields.put("who", it.actor());
        fields.put("minutes", it.minutes());
        fields.put("travelMinutes", it.travel());
        fields.put("what", it.what());
        fields.put("done", it.done());
        fields.put("reason", it.reason());
        fields.put("otherCostCents", it.cost());
        fields.put("totalCostCents", it.totalCost());
        fields.put("signedAs", it.signedAs());
        fields.put("signedAt", text(it.signedAt()));
        Intervention.Withdrawal withdrawn = it.withdrawn();
        fields.put("withdrawnAt", withdrawn == null ? null : withdrawn.at().toString());
        fields.put(
                "parts",
                it.parts().stream()
                        .map(part -> Map.of(
                                "designation", part.designation(),
                                "reference", part.reference(),
                                "quantity", part.quantity(),
                                "unitCostCents", part.unitCost()))
                        .toList());
        return fields;
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
