package org.socle.fleet.lifecycle;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.lifecycle.footprint.FootprintReckoner;
import org.socle.fleet.lifecycle.footprint.Footprints;
import org.socle.fleet.lifecycle.footprint.Range;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Json;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Views;

/** The three rates of a year, ages and footprints, for programs. */
final class LifecycleApi {
    private static final double CENTS = 100;
    private static final double ROUND = 100;

    private final Equipment equipment;
    private final FootprintReckoner footprints;
    private final Places places;
    private final Views views;
    private final Clock clock;

    LifecycleApi(Equipment equipment, FootprintReckoner footprints, Places places, Views views, Clock clock) {
        this.equipment = equipment;
        this.footprints = footprints;
        this.places = places;
        this.views = views;
        this.clock = clock;
    }

    void routes(RoutesConfig routes) {
        routes.get("/api/v1/lifecycle", this::json, Permission.LOOK);
    }

    private void json(Context context) {
        Query query = new Query(context).only("year", "place", "edition");
        LocalDate today =
                LocalDate.ofInstant(clock.instant(), views.format(context).zone());
        Asked asked =
                Asked.of(query, places, Access.viewer(context).scope(), today).known();
        List<Item> items = equipment.all(asked.scope());
        List<Map<String, @Nullable Object>> rates = new ArrayList<>();
        for (Rate rate : Rate.values()) {
            rates.add(rate(asked.share(rate, items)));
        }
        Refurbished.Ages ages = Refurbished.ages(items, asked.day());
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("year", asked.year());
        answer.put("day", asked.day().toString());
        answer.put("rates", rates);
        answer.put("ten_years_or_more", ages.old());
        answer.put("ten_years_or_more_estimated", ages.estimated());
        answer.put("age_unknown", ages.unknown());
        answer.put("footprint", footprint(footprints.of(asked.scope(), items, asked.day(), footprints.asked(query))));
        Json.write(context, answer);
    }

    private static Map<String, @Nullable Object> rate(Share share) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("rate", share.rate().word());
        fields.put("unit", share.money() ? "EUR" : "count");
        fields.put("numerator", amount(share, share.numerator()));
        fields.put("denominator", amount(share, share.denominator()));
        fields.put("percent", percent(share.percent()));
        boolean wide = share.rate() == Rate.PURCHASES;
        fields.put("numerator_with_recycled", wide ? amount(share, share.wider()) : null);
        fields.put("percent_with_recycled", wide ? percent(share.widerPercent()) : null);
        fields.put(
                "target", share.target().isPresent() ? (Object) share.target().getAsInt() : null);
        return fields;
    }

    private static Object amount(Share share, long amount) {
        return share.money() ? (Object) (amount / CENTS) : (Object) amount;
    }

    /** Never rounded up, as on the pages. */
    private static @Nullable Object percent(OptionalDouble percent) {
        return percent.isEmpty() ? null : (Object) (Math.floor(percent.getAsDouble() * ROUND + 1e-7) / ROUND);
    }

    private static Map<String, @Nullable Object> footprint(Footprints footprints) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        boolean counted = footprints.counted() > 0;
        boolean used = footprints.used() > 0;
        Range making = footprints.yearlyRange();
        Range avoided = footprints.avoided();
        fields.put("edition", footprints.edition());
        fields.put("counted", footprints.counted());
        fields.put("not_counted", footprints.all().size() - footprints.counted());
        fields.put("embodied_kg_a_year", counted ? (Object) round(footprints.yearly()) : null);
        fields.put("embodied_low_kg_a_year", counted ? (Object) round(making.low()) : null);
        fields.put("embodied_high_kg_a_year", counted ? (Object) round(making.high()) : null);
        fields.put("used", footprints.used());
        fields.put("avoided_low_kg_a_year", used ? (Object) round(avoided.low()) : null);
        fields.put("avoided_high_kg_a_year", used ? (Object) round(avoided.high()) : null);
        return fields;
    }

    private static double round(double value) {
        return Math.round(value * ROUND) / ROUND;
    }
}
