package org.socle.fleet.sobriety.bill;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.account.Permission;
import org.socle.fleet.school.Places;
import org.socle.fleet.sobriety.account.EnergyAccounts;
import org.socle.fleet.sobriety.account.PlaceMonth;
import org.socle.fleet.sobriety.account.Sums.Measure;
import org.socle.fleet.sobriety.factor.FactorEditions;
import org.socle.fleet.sobriety.factor.Factors;
import org.socle.fleet.sobriety.factor.Tariffs;
import org.socle.fleet.sobriety.own.OwnBill;
import org.socle.fleet.sobriety.own.OwnBills;
import org.socle.fleet.sobriety.own.OwnMonths;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.CsvKind;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Json;
import org.socle.fleet.web.Ods;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Views;

/** The bill of each school, month by month: for spreadsheets, and for programs at {@code /api/v1/energy}. */
public final class EnergyFiles {
    private static final double KILO = 1000;
    private static final double ROUND = 1000;

    /** Names of the columns for programs; those for people are {@code energy.column.{key}}. */
    static final List<String> KEYS = List.of(
            "school",
            "uai",
            "month",
            "machines",
            "kwh",
            "uncertainty_kwh",
            "metered_kwh",
            "used_kwh",
            "idle_kwh",
            "outside_kwh",
            "asleep_kwh",
            "off_kwh",
            "undated_kwh",
            "screens_kwh",
            "euros",
            "kg_co2e",
            "factors",
            "socle_kwh");

    private final EnergyAccounts accounts;
    private final FactorEditions editions;
    private final OwnBills own;
    private final Places places;
    private final Views views;
    private final Clock clock;

    public EnergyFiles(
            EnergyAccounts accounts, FactorEditions editions, OwnBills own, Places places, Views views, Clock clock) {
        this.accounts = accounts;
        this.editions = editions;
        this.own = own;
        this.places = places;
        this.views = views;
        this.clock = clock;
    }

    public void routes(RoutesConfig routes) {
        routes.get(EnergyPage.PATH + ".csv", this::csv, Permission.LOOK);
        routes.get(EnergyPage.PATH + ".ods", this::ods, Permission.LOOK);
        routes.get("/api/v1/energy", this::json, Permission.LOOK);
    }

    /** One school in one month; null where something is not known. */
    private record Row(List<@Nullable Object> cells) {}

    private record SchoolMonth(String name, String uai, LocalDate month) {}

    /** All rows, and what Socle itself took meanwhile. */
    private record Rows(List<Row> rows, OwnBill own) {}

    private Rows rows(Context context, Query query) {
        LocalDate today =
                LocalDate.ofInstant(clock.instant(), views.format(context).zone());
        Asked asked = Asked.of(query, places, Access.viewer(context).scope(), editions, today);
        List<PlaceMonth> all = accounts.months(
                asked.scope(), asked.months().first(), asked.months().end());
        OwnMonths itself =
                own.months(asked.scope(), asked.months().first(), asked.months().end());
        Map<SchoolMonth, List<PlaceMonth>> bySchool = new TreeMap<>(Comparator.comparing(SchoolMonth::name)
                .thenComparing(SchoolMonth::uai)
                .thenComparing(SchoolMonth::month));
        all.forEach(each -> bySchool.computeIfAbsent(
                        new SchoolMonth(each.name(), each.uai(), each.month()), school -> new ArrayList<>())
                .add(each));
        Tariffs tariffs = editions.tariffs();
        List<Row> rows = new ArrayList<>();
        bySchool.forEach((school, months) -> {
            Row row = row(school, months, asked.factors(), tariffs);
            row.cells.add(kilo(itself.bill(months, asked.factors()).total()));
            rows.add(row);
        });
        return new Rows(rows, itself.bill(all, asked.factors()));
    }

    private static Row row(SchoolMonth school, List<PlaceMonth> months, Factors factors, Tariffs tariffs) {
        Bill bill = Bill.of(months, factors, tariffs);
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(school.name);
        cells.add(school.uai);
        cells.add(school.month.toString().substring(0, 7));
        cells.add(bill.machines());
        cells.add(kilo(bill.consumed()));
        Stream.of(
                        Measure.UNCERTAINTY,
                        Measure.METERED,
                        Measure.USED,
                        Measure.IDLE,
                        Measure.OUTSIDE,
                        Measure.ASLEEP,
                        Measure.OFF,
                        Measure.UNDATED,
                        Measure.SCREENS)
                .forEach(measure -> cells.add(kilo(bill.sums().get(measure))));
        cells.add(bill.priced() > 0 ? (Object) (Math.round(bill.cents()) / 100.0) : null);
        cells.add(bill.factored() > 0 ? (Object) round(bill.kilograms()) : null);
        cells.add(bill.edition());
        return new Row(cells);
    }

    private static @Nullable Object kilo(@Nullable Double wattHours) {
        return wattHours == null ? null : (Object) round(wattHours / KILO);
    }

    private static double kilo(double wattHours) {
        return round(wattHours / KILO);
    }

    private static double round(double value) {
        return Math.round(value * ROUND) / ROUND;
    }

    private void csv(Context context) {
        Query query = new Query(context).only("for", "period", "place", "edition", "lang");
        CsvKind kind = CsvKind.asked(query);
        Frame frame = views.frame(context, "");
        List<List<String>> lines = new ArrayList<>();
        lines.add(kind == CsvKind.SHEET ? heads(frame) : KEYS);
        for (Row row : rows(context, query).rows) {
            lines.add(row.cells.stream().map(cell -> text(cell, kind, frame)).toList());
        }
        kind.write(context, "socle-energy", lines);
    }

    private static List<String> heads(Frame frame) {
        return KEYS.stream().map(key -> frame.text("energy.column." + key)).toList();
    }

    /** A spreadsheet in French reads a comma; a program reads a dot. */
    private static String text(@Nullable Object cell, CsvKind kind, Frame frame) {
        if (cell == null) {
            return "";
        }
        boolean comma =
                kind == CsvKind.SHEET && frame.messages().locale().getLanguage().equals(Locale.FRENCH.getLanguage());
        return cell instanceof Double && comma ? cell.toString().replace('.', ',') : cell.toString();
    }

    private void ods(Context context) {
        Query query = new Query(context).only("period", "place", "edition", "lang");
        Frame frame = views.frame(context, "");
        List<List<@Nullable Object>> rows =
                rows(context, query).rows.stream().map(Row::cells).toList();
        Ods.write(context, "socle-energy", List.of(new Ods.Grid(frame.text("energy.title"), heads(frame), rows)));
    }

    private void json(Context context) {
        Query query = new Query(context).only("period", "place", "edition");
        List<Map<String, @Nullable Object>> months = new ArrayList<>();
        Rows all = rows(context, query);
        for (Row row : all.rows) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            for (int column = 0; column < KEYS.size(); column++) {
                fields.put(Objects.requireNonNull(KEYS.get(column)), row.cells.get(column));
            }
            months.add(fields);
        }
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("months", months);
        Map<String, @Nullable Object> socle = new LinkedHashMap<>();
        socle.put("agents_kwh", kilo(all.own.agents()));
        socle.put("server_kwh", kilo(all.own.server()));
        socle.put("pages_kwh", kilo(all.own.pages()));
        answer.put("socle", socle);
        Json.write(context, answer);
    }
}
