package org.socle.fleet.energy.bill;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.energy.factor.Tariffs;
import org.socle.fleet.energy.meter.MeterMonth;
import org.socle.fleet.energy.meter.Meters;
import org.socle.fleet.energy.own.OwnBill;
import org.socle.fleet.energy.own.OwnBills;
import org.socle.fleet.energy.own.OwnMonths;
import org.socle.fleet.energy.use.Hourly;
import org.socle.fleet.energy.use.PlaceMonth;
import org.socle.fleet.energy.use.Sums;
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
    static final List<String> KEYS = Stream.of(
                    List.of("school", "uai", "month", "machines", "kwh"),
                    EnergyColumn.keys(),
                    List.of(
                            "outside_school_low",
                            "outside_school_high",
                            "euros",
                            "euros_uncertainty",
                            "kg_co2e",
                            "kg_co2e_uncertainty",
                            "factors",
                            "building_days",
                            "building_kwh",
                            "building_share",
                            "socle_kwh"))
            .flatMap(List::stream)
            .toList();

    private final EnergyReading reading;
    private final Meters meters;
    private final OwnBills own;
    private final Views views;

    EnergyFiles(EnergyReading reading, Meters meters, OwnBills own, Views views) {
        this.reading = reading;
        this.meters = meters;
        this.own = own;
        this.views = views;
    }

    public void routes(RoutesConfig routes) {
        routes.get(EnergyPage.PATH + ".csv", this::csv, Permission.LOOK);
        routes.get(EnergyPage.PATH + ".ods", this::ods, Permission.LOOK);
        routes.get("/api/v1/energy", this::json, Permission.LOOK);
    }

    /** One school in one month; null where something is not known. */
    private record Row(List<@Nullable Object> cells) {}

    private record SchoolMonth(long id, String name, String uai, LocalDate month) {}

    private Asked asked(Context context, Query query) {
        Asked asked = reading.asked(
                context, query, reading.today(views.format(context).zone()));
        if (asked.unknown()) {
            throw new NotFoundResponse("there is no place '" + asked.text() + "' that you see");
        }
        return asked;
    }

    /**
     * All rows.
     *
     * @param own what Socle itself took meanwhile; null of a room, a machine or a day
     */
    private record Rows(List<Row> rows, @Nullable OwnBill own) {}

    private Rows rows(Asked asked) {
        List<PlaceMonth> all = asked.consumed(reading.accounts());
        OwnMonths itself = asked.buildings()
                ? own.months(
                        asked.scope(), asked.months().first(), asked.months().end())
                : null;
        Map<SchoolMonth, List<PlaceMonth>> bySchool = new TreeMap<>(Comparator.comparing(SchoolMonth::name)
                .thenComparing(SchoolMonth::uai)
                .thenComparing(SchoolMonth::id)
                .thenComparing(SchoolMonth::month));
        all.forEach(each -> bySchool.computeIfAbsent(
                        new SchoolMonth(each.school(), each.name(), each.uai(), each.month()),
                        school -> new ArrayList<>())
                .add(each));
        Map<Key, MeterMonth> shares = asked.buildings() ? shares(asked) : Map.of();
        Tariffs tariffs = reading.editions().tariffs();
        List<Row> rows = new ArrayList<>();
        bySchool.forEach((school, months) -> {
            Row row = row(asked, school, asked.bill(months, tariffs), shares.get(new Key(school.id, school.month)));
            row.cells.add(
                    itself == null
                            ? null
                            : kilo(itself.bill(months, asked.factors()).total()));
            rows.add(row);
        });
        return new Rows(rows, itself == null ? null : itself.bill(all, asked.factors()));
    }

    private record Key(long school, LocalDate month) {}

    private Map<Key, MeterMonth> shares(Asked asked) {
        return meters
                .months(asked.scope(), asked.months().first(), asked.months().end())
                .stream()
                .filter(MeterMonth::known)
                .collect(Collectors.toMap(month -> new Key(month.school(), month.month()), month -> month));
    }

    private static Row row(Asked asked, SchoolMonth school, Bill bill, @Nullable MeterMonth share) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(school.name);
        cells.add(school.uai);
        cells.add(
                asked.months().day()
                        ? school.month.toString()
                        : YearMonth.from(school.month).toString());
        cells.add(bill.machines());
        cells.add(kilo(bill.consumed()));
        for (EnergyColumn column : EnergyColumn.values()) {
            cells.add(round(column.of(bill.sums())));
        }
        cells.add(bill.consumed() > 0 ? (Object) round(bill.offHours().low()) : null);
        cells.add(bill.consumed() > 0 ? (Object) round(bill.offHours().high()) : null);
        cells.add(bill.priced() > 0 ? (Object) euros(bill.cents()) : null);
        cells.add(bill.priced() > 0 ? (Object) euros(bill.centsUncertainty()) : null);
        cells.add(bill.factored() > 0 ? (Object) round(bill.kilograms()) : null);
        cells.add(bill.factored() > 0 ? (Object) round(bill.kilogramsUncertainty()) : null);
        cells.add(bill.edition());
        cells.add(share == null ? null : (Object) share.days());
        cells.add(share == null ? null : (Object) kilo(share.building()));
        cells.add(share == null ? null : (Object) round(share.share()));
        return new Row(cells);
    }

    private static @Nullable Object kilo(@Nullable Double wattHours) {
        return wattHours == null ? null : (Object) round(wattHours / KILO);
    }

    private static double kilo(double wattHours) {
        return round(wattHours / KILO);
    }

    private static double euros(double cents) {
        return Math.round(cents) / 100.0;
    }

    private static double round(double value) {
        return Math.round(value * ROUND) / ROUND;
    }

    /** One hour, with the same names of energies; null where nothing is known. */
    private static Map<String, @Nullable Object> hour(Hourly.Hour hour) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("start", hour.start().toOffsetDateTime().toString());
        Sums sums = hour.sums().orElse(null);
        fields.put("kwh", sums == null ? null : (Object) kilo(sums.total()));
        for (EnergyColumn column : EnergyColumn.values()) {
            fields.put(column.key(), sums == null ? null : (Object) round(column.of(sums)));
        }
        return fields;
    }

    private void csv(Context context) {
        Query query = new Query(context).only("for", "period", "place", "room", "machine", "edition", "lang");
        CsvKind kind = CsvKind.asked(query);
        Frame frame = views.frame(context, "");
        List<List<String>> lines = new ArrayList<>();
        lines.add(kind == CsvKind.SHEET ? heads(frame) : KEYS);
        for (Row row : rows(asked(context, query)).rows) {
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
        Query query = new Query(context).only("period", "place", "room", "machine", "edition", "lang");
        Frame frame = views.frame(context, "");
        List<List<@Nullable Object>> rows =
                rows(asked(context, query)).rows.stream().map(Row::cells).toList();
        Ods.write(context, "socle-energy", List.of(new Ods.Grid(frame.text("energy.title"), heads(frame), rows)));
    }

    private void json(Context context) {
        Query query = new Query(context).only("period", "place", "room", "machine", "edition");
        Asked asked = asked(context, query);
        List<Map<String, @Nullable Object>> months = new ArrayList<>();
        Rows all = rows(asked);
        for (Row row : all.rows) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            for (int column = 0; column < KEYS.size(); column++) {
                fields.put(Objects.requireNonNull(KEYS.get(column)), row.cells.get(column));
            }
            months.add(fields);
        }
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("months", months);
        reading.hours(Access.viewer(context), asked)
                .ifPresent(hourly -> answer.put(
                        "hours",
                        hourly.forgotten()
                                ? null
                                : hourly.hours().stream().map(EnergyFiles::hour).toList()));
        OwnBill itself = all.own;
        if (itself != null) {
            Map<String, @Nullable Object> socle = new LinkedHashMap<>();
            socle.put("agents_kwh", kilo(itself.agents()));
            socle.put("server_kwh", kilo(itself.server()));
            socle.put("pages_kwh", kilo(itself.pages()));
            answer.put("socle", socle);
        }
        Json.write(context, answer);
    }
}
