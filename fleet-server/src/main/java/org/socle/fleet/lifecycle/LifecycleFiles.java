package org.socle.fleet.lifecycle;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.CsvKind;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Ods;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Views;

/** The three rates and what is behind each, for spreadsheets and programs. */
final class LifecycleFiles {
    /** Names of the columns for programs; those for people are {@code lifecycle.column.{key}}. */
    private static final List<String> RATES = List.of(
            "rate",
            "year",
            "numerator",
            "denominator",
            "unit",
            "percent",
            "with_recycled",
            "percent_with_recycled",
            "target",
            "source");

    private static final List<String> LINES = List.of(
            "name",
            "number",
            "category",
            "school",
            "uai",
            "counted",
            "amount",
            "in_numerator",
            "in_wider",
            "in_denominator",
            "made",
            "estimated",
            "acquired",
            "how",
            "retired",
            "destination",
            "oriented",
            "bordereau",
            "id");

    private static final double CENTS = 100;

    private final Equipment equipment;
    private final Places places;
    private final Views views;
    private final Clock clock;

    LifecycleFiles(Equipment equipment, Places places, Views views, Clock clock) {
        this.equipment = equipment;
        this.places = places;
        this.views = views;
        this.clock = clock;
    }

    void routes(RoutesConfig routes) {
        routes.get(LifecyclePage.PATH + ".csv", this::rates, Permission.LOOK);
        routes.get(LifecyclePage.PATH + ".ods", this::ods, Permission.LOOK);
        for (Rate rate : Rate.values()) {
            routes.get(
                    LifecyclePage.PATH + "/" + rate.word() + ".csv", context -> lines(context, rate), Permission.LOOK);
        }
    }

    private Asked asked(Context context, Query query) {
        LocalDate today =
                LocalDate.ofInstant(clock.instant(), views.format(context).zone());
        return Asked.of(query, places, Access.viewer(context).scope(), today).known();
    }

    private void rates(Context context) {
        Query query = new Query(context).only("for", "year", "place", "lang");
        CsvKind kind = CsvKind.asked(query);
        Asked asked = asked(context, query);
        Frame frame = views.frame(context, "");
        List<Item> items = equipment.all(asked.scope());
        csv(context, kind, "socle-lifecycle", RATES, rateRows(asked, items, frame), frame);
    }

    private void lines(Context context, Rate rate) {
        Query query = new Query(context).only("for", "year", "place", "lang");
        CsvKind kind = CsvKind.asked(query);
        Asked asked = asked(context, query);
        Frame frame = views.frame(context, "");
        Share share = asked.share(rate, equipment.all(asked.scope()));
        csv(
                context,
                kind,
                "socle-lifecycle-" + rate.word(),
                LINES,
                lineRows(share, kind == CsvKind.SHEET ? frame : null),
                frame);
    }

    private void ods(Context context) {
        Asked asked = asked(context, new Query(context).only("year", "place", "lang"));
        Frame frame = views.frame(context, "");
        List<Item> items = equipment.all(asked.scope());
        List<Ods.Grid> tables = new ArrayList<>();
        tables.add(new Ods.Grid(frame.text("lifecycle.title"), heads(RATES, frame), rateRows(asked, items, frame)));
        for (Rate rate : Rate.values()) {
            tables.add(new Ods.Grid(
                    frame.text("lifecycle." + rate.word()),
                    heads(LINES, frame),
                    lineRows(asked.share(rate, items), frame)));
        }
        Ods.write(context, "socle-lifecycle", tables);
    }

    private static List<List<@Nullable Object>> rateRows(Asked asked, List<Item> items, Frame frame) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Rate rate : Rate.values()) {
            Share share = asked.share(rate, items);
            boolean wide = rate == Rate.PURCHASES;
            List<@Nullable Object> row = new ArrayList<>();
            row.add(frame.text("lifecycle." + rate.word()));
            row.add(asked.year());
            row.add(amount(share, share.numerator()));
            row.add(amount(share, share.denominator()));
            row.add(share.money() ? "EUR" : frame.text("lifecycle.unit.pieces"));
            row.add(percent(share.percent()));
            row.add(wide ? amount(share, share.wider()) : null);
            row.add(wide ? percent(share.widerPercent()) : null);
            row.add(share.target().isPresent() ? (Object) share.target().getAsInt() : null);
            row.add(frame.text("lifecycle." + rate.word() + ".source"));
            rows.add(row);
        }
        return rows;
    }

    private static Object amount(Share share, long amount) {
        return share.money() ? (Object) (amount / CENTS) : (Object) amount;
    }

    /** Never rounded up, as on the pages. */
    private static @Nullable Object percent(OptionalDouble percent) {
        return percent.isEmpty()
                ? null
                : (Object) BigDecimal.valueOf(percent.getAsDouble() + 1e-9)
                        .setScale(2, RoundingMode.FLOOR)
                        .doubleValue();
    }

    /**
     * The lines behind a rate.
     *
     * @param frame the language of its words; null for programs
     */
    private static List<List<@Nullable Object>> lineRows(Share share, @Nullable Frame frame) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Share.Line line : share.lines()) {
            Item item = line.item();
            Facts facts = item.facts();
            Category category = facts.category();
            Acquisition how = facts.how();
            Destination destination = facts.destination();
            UUID device = item.device();
            List<@Nullable Object> row = new ArrayList<>();
            row.add(item.name());
            row.add(item.number());
            row.add(category == null ? null : word("facts.category.", category.word(), frame));
            row.add(item.school());
            row.add(item.uai());
            row.add(word("lifecycle.why.", line.why().word(), frame));
            row.add(line.why().counted() ? amount(share, line.weight()) : null);
            row.add(line.above() ? 1 : 0);
            row.add(line.wider() ? 1 : 0);
            row.add(line.below() ? 1 : 0);
            row.add(facts.madeIn().map(Facts.Made::year).orElse(null));
            row.add(facts.madeIn().map(made -> made.estimated() ? 1 : 0).orElse(null));
            row.add(text(facts.acquired()));
            row.add(how == null ? null : word("facts.how.", how.word(), frame));
            row.add(text(facts.retired()));
            row.add(destination == null ? null : word("facts.destination.", destination.word(), frame));
            row.add(text(facts.oriented()));
            row.add(facts.bordereau());
            row.add(text(device));
            rows.add(row);
        }
        return rows;
    }

    private static String word(String list, String word, @Nullable Frame frame) {
        return frame == null ? word : frame.text(list + word);
    }

    private static @Nullable Object text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static List<String> heads(List<String> keys, Frame frame) {
        return keys.stream().map(key -> frame.text("lifecycle.column." + key)).toList();
    }

    private static void csv(
            Context context,
            CsvKind kind,
            String name,
            List<String> keys,
            List<List<@Nullable Object>> rows,
            Frame frame) {
        boolean comma =
                kind == CsvKind.SHEET && frame.messages().locale().getLanguage().equals(Locale.FRENCH.getLanguage());
        List<List<String>> texts = new ArrayList<>();
        texts.add(kind == CsvKind.SHEET ? heads(keys, frame) : keys);
        for (List<@Nullable Object> row : rows) {
            texts.add(row.stream().map(value -> text(value, comma)).toList());
        }
        kind.write(context, name, texts);
    }

    private static String text(@Nullable Object value, boolean comma) {
        if (value == null) {
            return "";
        }
        return value instanceof Double && comma ? value.toString().replace('.', ',') : value.toString();
    }
}
