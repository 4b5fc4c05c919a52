package org.socle.fleet.finding.forecast;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Scope;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.reading.Snapshot;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Json;
import org.socle.fleet.web.Query;

/** {@code /api/v1/machines/{id}/forecasts}: when what wears out or fills up on a machine will have done so. */
public final class ForecastsApi {
    private final Machines machines;
    private final Readings readings;
    private final Forecasts forecasts;

    public ForecastsApi(Machines machines, Readings readings, Forecasts forecasts) {
        this.machines = machines;
        this.readings = readings;
        this.forecasts = forecasts;
    }

    public void routes(RoutesConfig routes) {
        routes.get("/api/v1/machines/{id}/forecasts", this::list, Permission.LOOK);
    }

    private void list(Context context) {
        new Query(context).only();
        Machine machine = MachinePath.machine(context, machines);
        Scope scope = Access.viewer(context).scope();
        Snapshot latest = readings.latest(scope, machine.id());
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (Limit limit : Limit.values()) {
            for (int instance : latest.instances(limit.measured().family())) {
                if (latest.reading(limit.measured(), instance).isPresent()) {
                    String name = latest.instanceName(limit.measured().family(), instance);
                    all.add(fields(limit, instance, name, forecasts.of(scope, machine.id(), limit, instance)));
                }
            }
        }
        Json.write(context, Map.of("forecasts", all));
    }

    private static Map<String, @Nullable Object> fields(Limit limit, int instance, String name, Forecast forecast) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("limit", limit.word());
        fields.put("key", limit.measured().key());
        fields.put("instance", instance);
        fields.put("name", name);
        fields.put("value", forecast.limit());
        fields.put("verdict", forecast.verdict().word());
        fields.put("earliest", text(forecast.earliest()));
        fields.put("likely", text(forecast.likely()));
        fields.put("latest", text(forecast.latest()));
        fields.put("days", forecast.days());
        fields.put("class_days", forecast.ofClass());
        fields.put("last", text(forecast.last()));
        return fields;
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }
}
