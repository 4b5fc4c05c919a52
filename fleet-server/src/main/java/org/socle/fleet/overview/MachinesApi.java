package org.socle.fleet.overview;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.leshan.core.model.ResourceModel.Type;
import org.jspecify.annotations.Nullable;
import org.socle.contract.UaiCode;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Scope;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Findings;
import org.socle.fleet.finding.Rules;
import org.socle.fleet.finding.Standing;
import org.socle.fleet.machine.Filter;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.machine.Status;
import org.socle.fleet.place.Located;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.Places;
import org.socle.fleet.reading.Reading;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.reading.Snapshot;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Cursor;
import org.socle.fleet.web.Json;
import org.socle.fleet.web.Query;

/** {@code /api/v1/machines}: the list, and one machine with its newest readings. */
public final class MachinesApi {
    private static final int DEFAULT_SIZE = 50;
    private static final int MOST = 200;

    private final Machines machines;
    private final Findings findings;
    private final Readings readings;
    private final Places places;
    private final Clock clock;

    public MachinesApi(Machines machines, Findings findings, Readings readings, Places places, Clock clock) {
        this.machines = machines;
        this.findings = findings;
        this.readings = readings;
        this.places = places;
        this.clock = clock;
    }

    public void routes(RoutesConfig routes) {
        routes.get("/api/v1/machines", this::list, Permission.LOOK);
        routes.get("/api/v1/machines/{id}", this::one, Permission.LOOK);
    }

    private void list(Context context) {
        Query query = new Query(context).only("q", "status", "rule", "school", "limit", "cursor");
        int size = query.number("limit", DEFAULT_SIZE, 1, MOST);
        Filter filter = new Filter(
                query.text("q"),
                query.word(
                                "status",
                                Status::of,
                                Arrays.stream(Status.values()).map(Status::word).toArray(String[]::new))
                        .orElse(null),
                query.word("rule", Rules::named, Rules.names().toArray(String[]::new))
                        .orElse(""));
        long after = Cursor.decode(query.text("cursor"));
        // One more than asked for tells whether there is a next page.
        Scope scope = Access.viewer(context).scope();
        List<Machine> found = machines.after(narrow(query, scope), filter, after, size + 1);
        List<Machine> page = found.subList(0, Math.min(size, found.size()));
        Map<Long, Located> located = places.located(
                scope,
                page.stream()
                        .map(Machine::place)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put(
                "machines",
                page.stream()
                        .map(machine -> summary(machine, machine.place() == null ? null : located.get(machine.place())))
                        .toList());
        answer.put(
                "next", found.size() > size ? Cursor.encode(page.get(size - 1).id()) : null);
        Json.write(context, answer);
    }

    /** What is seen of the school or room that the address asks for. */
    private Scope narrow(Query query, Scope scope) {
        String code = query.text("school");
        if (code.isEmpty()) {
            return scope;
        }
        return scope.and(Scope.of(UaiCode.parse(code)
                .flatMap(uai -> places.school(scope, uai))
                .orElseThrow(() -> Query.wrong("school", code, "the UAI code of a school is expected"))
                .path()));
    }

    private void one(Context context) {
        Machine machine = MachinePath.machine(context, machines);
        Scope scope = Access.viewer(context).scope();
        Snapshot snapshot = readings.latest(scope, machine.id());
        Map<String, @Nullable Object> answer =
                summary(machine, places.located(scope, machine.place()).orElse(null));
        answer.put(
                "findings",
                findings.of(scope, machine.id()).stream()
                        .map(MachinesApi::finding)
                        .toList());
        answer.put(
                "readings",
                snapshot.all().stream()
                        .map(reading -> reading(reading, snapshot))
                        .toList());
        Json.write(context, answer);
    }

    private Map<String, @Nullable Object> summary(Machine machine, @Nullable Located located) {
        Instant now = clock.instant();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", machine.deviceId().toString());
        fields.put("name", machine.displayName());
        fields.put("status", machine.status(now).word());
        fields.put("statusSince", machine.since(now).toString());
        fields.put("presence", machine.presence().word());
        fields.put("firstSeen", machine.firstSeen().toString());
        fields.put("lastSeen", machine.lastSeen().toString());
        fields.put("agentVersion", machine.agentVersion());
        fields.put("revokedSince", text(machine.revoked()));
        fields.put("cloneOf", text(machine.cloneOf()));
        fields.put("manufacturer", machine.manufacturer());
        fields.put("model", machine.model());
        fields.put("type", machine.type());
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

    private static Map<String, Object> finding(Standing standing) {
        Finding finding = standing.finding();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rule", finding.rule());
        fields.put("severity", finding.severity().word());
        fields.put("key", finding.evidence().key());
        fields.put("instance", finding.instance());
        fields.put("name", finding.name());
        fields.put("since", standing.since().toString());
        return fields;
    }

    private static Map<String, @Nullable Object> reading(Reading reading, Snapshot snapshot) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("key", reading.resource().key());
        fields.put("instance", reading.instance());
        fields.put("name", snapshot.instanceName(reading.resource().family(), reading.instance()));
        fields.put(
                "value",
                reading.resource().type() == Type.TIME && reading.value() instanceof Number seconds
                        ? Instant.ofEpochSecond(seconds.longValue()).toString()
                        : reading.value());
        fields.put("unit", reading.resource().unit());
        fields.put("at", reading.at().toString());
        return fields;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
