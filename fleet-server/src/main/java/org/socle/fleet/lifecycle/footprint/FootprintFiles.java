package org.socle.fleet.lifecycle.footprint;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.lifecycle.Asked;
import org.socle.fleet.lifecycle.Category;
import org.socle.fleet.lifecycle.Equipment;
import org.socle.fleet.lifecycle.Item;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.CsvKind;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Views;

/** Footprints of all equipment in use, for spreadsheets and programs. */
public final class FootprintFiles {
    /** Names of the columns for programs; those for people are {@code footprint.column.{key}}. */
    private static final List<String> KEYS = List.of(
            "name",
            "number",
            "category",
            "school",
            "uai",
            "embodied_kg",
            "embodied_low_kg",
            "embodied_high_kg",
            "parts_kg",
            "years",
            "estimated",
            "yearly_kg",
            "avoided_low_kg",
            "avoided_high_kg",
            "edition");

    private static final double ROUND = 100;

    private final Equipment equipment;
    private final FootprintReckoner reckoner;
    private final Places places;
    private final Views views;
    private final Clock clock;

    public FootprintFiles(Equipment equipment, FootprintReckoner reckoner, Places places, Views views, Clock clock) {
        this.equipment = equipment;
        this.reckoner = reckoner;
        this.places = places;
        this.views = views;
        this.clock = clock;
    }

    public void routes(RoutesConfig routes) {
        routes.get(FootprintPage.PATH + ".csv", this::csv, Permission.LOOK);
    }

    private void csv(Context context) {
        Query query = new Query(context).only("for", "year", "place", "edition", "lang");
        CsvKind kind = CsvKind.asked(query);
        Frame frame = views.frame(context, "");
        LocalDate today = LocalDate.ofInstant(clock.instant(), frame.format().zone());
        Asked asked =
                Asked.of(query, places, Access.viewer(context).scope(), today).known();
        Footprints footprints =
                reckoner.of(asked.scope(), equipment.all(asked.scope()), asked.day(), reckoner.asked(query));
        boolean sheet = kind == CsvKind.SHEET;
        boolean comma = sheet && frame.messages().locale().getLanguage().equals(Locale.FRENCH.getLanguage());
        List<List<String>> lines = new ArrayList<>();
        lines.add(
                sheet
                        ? KEYS.stream()
                                .map(key -> frame.text("footprint.column." + key))
                                .toList()
                        : KEYS);
        for (Footprint footprint : footprints.all()) {
            lines.add(cells(footprint, footprints.edition(), sheet ? frame : null).stream()
                    .map(cell -> text(cell, comma))
                    .toList());
        }
        kind.write(context, "socle-footprint", lines);
    }

    /** @param frame the language of its words; null for programs */
    private static List<@Nullable Object> cells(Footprint footprint, String edition, @Nullable Frame frame) {
        Item item = footprint.item();
        Category category = item.facts().category();
        boolean counted = footprint.made() != null;
        Range avoided = footprint.avoided();
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(item.name());
        cells.add(item.number());
        cells.add(
                category == null
                        ? null
                        : frame == null ? category.word() : frame.text("facts.category." + category.word()));
        cells.add(item.school());
        cells.add(item.uai());
        cells.add(footprint.made());
        cells.add(counted ? (Object) footprint.makings().low() : null);
        cells.add(counted ? (Object) footprint.makings().high() : null);
        cells.add(counted ? (Object) footprint.parts() : null);
        cells.add(counted ? (Object) footprint.years() : null);
        cells.add(counted ? (Object) (footprint.estimated() ? 1 : 0) : null);
        cells.add(counted ? (Object) footprint.yearly() : null);
        cells.add(avoided == null ? null : (Object) avoided.low());
        cells.add(avoided == null ? null : (Object) avoided.high());
        cells.add(edition);
        return cells;
    }

    private static String text(@Nullable Object cell, boolean comma) {
        if (cell instanceof Double number) {
            String text = Double.toString(Math.round(number * ROUND) / ROUND);
            return comma ? text.replace('.', ',') : text;
        }
        return cell == null ? "" : cell.toString();
    }
}
