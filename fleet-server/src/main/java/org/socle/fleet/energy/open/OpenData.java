package org.socle.fleet.energy.open;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.energy.bill.OffHours;
import org.socle.fleet.energy.use.Coverage;
import org.socle.fleet.energy.use.EnergyAccounts;
import org.socle.fleet.energy.use.Left;
import org.socle.fleet.energy.use.PlaceMonth;
import org.socle.fleet.energy.use.Sums;
import org.socle.fleet.energy.use.Sums.Measure;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.Places;

/** Draws up what may be published. Thread-safe. */
public final class OpenData {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final double KILO = 1000;

    private final EnergyAccounts accounts;
    private final Places places;
    private final Clock clock;

    public OpenData(EnergyAccounts accounts, Places places, Clock clock) {
        this.accounts = accounts;
        this.places = places;
        this.clock = clock;
    }

    /**
     * What is published.
     *
     * @param lines month by month
     * @param schools how many have figures in some month, of those that are seen
     * @param alone how many of them have a line of their own in some month
     * @param leftOut months of schools in no line: all their territory is below the floor
     */
    record Published(List<OpenLine> lines, int schools, int alone, int leftOut) {}

    /** A school in one month, with its name. */
    private record Named(Unit unit, PlaceMonth month) {}

    /**
     * The lines of whole months that are over. They are drawn up over all there is, so that no two readers get lines that overlap;
     * then those are given of which all is seen.
     */
    Published of(Scope scope, LocalDate first, LocalDate end) {
        LocalDate over = LocalDate.ofInstant(clock.instant(), ZONE).withDayOfMonth(1);
        LocalDate last = end.isAfter(over) ? over : end;
        Map<LocalDate, Map<Long, Named>> months = units(first, last);
        Map<String, String> names = new HashMap<>();
        List<OpenLine> lines = new ArrayList<>();
        TreeMap<String, Boolean> schools = new TreeMap<>();
        int leftOut = 0;
        for (Map.Entry<LocalDate, Map<Long, Named>> month : months.entrySet()) {
            Map<String, Named> byPath = new HashMap<>();
            month.getValue().values().forEach(named -> byPath.put(named.unit.path(), named));
            List<Line> merged =
                    Floor.lines(byPath.values().stream().map(Named::unit).toList());
            for (Unit unit : byPath.values().stream().map(Named::unit).toList()) {
                if (scope.sees(unit.path())) {
                    schools.merge(
                            unit.path(),
                            merged.stream().anyMatch(line -> line.place().equals(unit.path())),
                            Boolean::logicalOr);
                    leftOut += merged.stream().anyMatch(line -> line.units().contains(unit)) ? 0 : 1;
                }
            }
            merged.stream()
                    .filter(line -> line.units().stream().allMatch(unit -> scope.sees(unit.path())))
                    .map(line -> line(month.getKey(), line, byPath, names))
                    .sorted(Comparator.comparing(OpenLine::territory)
                            .thenComparing(OpenLine::level)
                            .thenComparing(OpenLine::place)
                            .thenComparing(OpenLine::uai))
                    .forEach(lines::add);
        }
        return new Published(
                lines,
                schools.size(),
                (int) schools.values().stream().filter(alone -> alone).count(),
                leftOut);
    }

    private Map<LocalDate, Map<Long, Named>> units(LocalDate first, LocalDate end) {
        Map<LocalDate, Map<Long, Named>> months = new TreeMap<>();
        if (!first.isBefore(end)) {
            return months;
        }
        for (PlaceMonth each : accounts.months(Scope.EVERYTHING, first, end)) {
            int at = each.path().indexOf("/" + each.school() + "/");
            if (at < 0 || each.uai().isEmpty()) {
                // Nowhere, or in a place that is no longer there: nobody can say whose it is.
                continue;
            }
            String path = each.path().substring(0, each.path().indexOf('/', at + 1) + 1);
            months.computeIfAbsent(each.month(), month -> new TreeMap<>())
                    .merge(
                            each.school(),
                            new Named(new Unit(path, each.machines(), each.sums()), each),
                            (all, one) -> new Named(
                                    new Unit(
                                            path,
                                            all.unit.machines() + one.unit.machines(),
                                            all.unit.sums().plus(one.unit.sums())),
                                    one.month));
        }
        // A machine that went from room to room has figures in both: as it left one, it is counted once too often at
        // most.
        for (Left left : accounts.left(Scope.EVERYTHING, first, end)) {
            Map<Long, Named> month = months.getOrDefault(left.month(), Map.of());
            Named named = month.get(left.school());
            if (named != null) {
                month.put(
                        left.school(),
                        new Named(
                                new Unit(
                                        named.unit.path(),
                                        Math.max(0, named.unit.machines() - left.machines()),
                                        named.unit.sums()),
                                named.month));
            }
        }
        return months;
    }

    private OpenLine line(LocalDate month, Line line, Map<String, Named> byPath, Map<String, String> names) {
        Sums sums = line.sums();
        Named alone = byPath.get(line.place());
        double consumed = sums.total();
        double dated = consumed - sums.get(Measure.UNDATED);
        OffHours outside = new OffHours(sums.outsideSchool(), dated, consumed, sums.get(Measure.METERED));
        return new OpenLine(
                month,
                alone == null ? "group" : "school",
                alone == null ? name(line.place(), names) : alone.month.name(),
                alone == null ? "" : alone.month.uai(),
                name(line.place().substring(0, line.place().indexOf('/', 1) + 1), names),
                line.units().size(),
                line.machines(),
                Math.round(consumed / KILO * 10) / 10.0,
                Math.round(sums.get(Measure.UNCERTAINTY) / KILO * 10) / 10.0,
                share(sums.outsideSchool(), dated),
                consumed > 0 ? (Double) round(outside.low()) : null,
                consumed > 0 ? (Double) round(outside.high()) : null,
                round(Coverage.of(sums, line.machines(), month, month.plusMonths(1))),
                share(sums.get(Measure.METERED), consumed));
    }

    private static @Nullable Double share(double part, double whole) {
        return whole > 0 ? (Double) round(part / whole) : null;
    }

    private static double round(double share) {
        return Math.round(share * KILO) / KILO;
    }

    /** Of a place that is above the seen ones: names of territories are no secret. */
    private String name(String path, Map<String, String> names) {
        return names.computeIfAbsent(path, each -> {
            String[] numbers = each.split("/");
            return places.find(Scope.EVERYTHING, Long.parseLong(numbers[numbers.length - 1]))
                    .map(Place::name)
                    .orElse("");
        });
    }
}
