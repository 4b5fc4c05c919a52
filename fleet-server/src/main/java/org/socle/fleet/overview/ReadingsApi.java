package org.socle.fleet.overview;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Use;
import org.socle.fleet.access.Permission;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.reading.Point;
import org.socle.fleet.reading.ReadingKey;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.reading.Step;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Json;
import org.socle.fleet.web.Query;

/** {@code /api/v1/machines/{id}/readings}: the history of one reading. */
public final class ReadingsApi {
    private static final Duration BY_DEFAULT = Duration.ofDays(1);

    private final Machines machines;
    private final Readings readings;
    private final Clock clock;

    public ReadingsApi(Machines machines, Readings readings, Clock clock) {
        this.machines = machines;
        this.readings = readings;
        this.clock = clock;
    }

    public void routes(RoutesConfig routes) {
        routes.get("/api/v1/machines/{id}/readings", this::history, Permission.LOOK);
    }

    private void history(Context context) {
        Machine machine = MachinePath.machine(context, machines);
        Query query = new Query(context).only("key", "instance", "from", "to", "step");
        Resource resource = ReadingKey.of(query);
        int instance = ReadingKey.instance(query);
        Instant to = instant(query, "to").orElse(clock.instant());
        Instant from = instant(query, "from").orElse(to.minus(BY_DEFAULT));
        if (!from.isBefore(to)) {
            throw Query.wrong("from", from.toString(), "a time before 'to' (" + to + ") is expected");
        }
        Step step = query.word(
                        "step",
                        Step::of,
                        Arrays.stream(Step.values()).map(Step::word).toArray(String[]::new))
                .orElseGet(() -> Step.suiting(Duration.between(from, to)));
        if (step != Step.DAY
                && resource.family().equals(Use.ON.family())
                && !Access.viewer(context).may(Permission.SEE_USE)) {
            throw Query.wrong("step", step.word(), "when a machine was in use is told by the day only: step=day");
        }
        List<Point> points =
                readings.history(Access.viewer(context).scope(), machine.id(), resource, instance, from, to, step);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("key", resource.key());
        answer.put("instance", instance);
        answer.put("unit", resource.unit());
        answer.put("step", step.word());
        answer.put("from", from.toString());
        answer.put("to", to.toString());
        answer.put("complete", points.size() < Readings.MAX_POINTS);
        answer.put("points", points.stream().map(ReadingsApi::point).toList());
        Json.write(context, answer);
    }

    private static Map<String, Object> point(Point point) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("at", point.at().toString());
        fields.put("n", point.n());
        fields.put("min", point.min());
        fields.put("mean", point.mean());
        fields.put("max", point.max());
        fields.put("last", point.last());
        return fields;
    }

    /** A time such as 2026-11-23T08:00:00Z or 2026-11-23T09:00+01:00, or a day, which begins at midnight UTC. */
    private static Optional<Instant> instant(Query query, String name) {
        String text = query.text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant instant = text.length() <= 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            // What the database's milliseconds can hold, with room for a day more.
            if (instant.isAfter(Instant.EPOCH.minusSeconds(1))
                    && instant.isBefore(Instant.parse("9999-01-01T00:00:00Z"))) {
                return Optional.of(instant);
            }
        } catch (DateTimeParseException e) {
            throw Query.wrong(
                    name, text, "a time such as 2026-11-23T08:00:00Z or a day such as 2026-11-23 is expected");
        }
        throw Query.wrong(name, text, "a time from 1970 to 9998 is expected");
    }
}
