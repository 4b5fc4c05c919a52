package org.socle.fleet.report;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.energy.bill.Bars;
import org.socle.fleet.energy.bill.Bill;
import org.socle.fleet.energy.bill.Months;
import org.socle.fleet.energy.factor.FactorEditions;
import org.socle.fleet.energy.factor.Factors;
import org.socle.fleet.energy.factor.Tariffs;
import org.socle.fleet.energy.own.OwnBill;
import org.socle.fleet.energy.own.OwnBills;
import org.socle.fleet.energy.use.Coverage;
import org.socle.fleet.energy.use.EnergyAccounts;
import org.socle.fleet.energy.use.PlaceMonth;
import org.socle.fleet.energy.use.Sums;
import org.socle.fleet.energy.use.Sums.Measure;
import org.socle.fleet.energy.waste.WasteSummary;
import org.socle.fleet.energy.waste.Wastes;
import org.socle.fleet.lifecycle.Rates;
import org.socle.fleet.lifecycle.Share;
import org.socle.fleet.lifecycle.footprint.FootprintText;
import org.socle.fleet.lifecycle.footprint.Footprints;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;

/** Draws up yearly reviews from what is known now. Thread-safe. */
public final class ReviewDraft {
    /** Factors of what Socle takes itself and of machines that cost too much; those of making are named with it. */
    private static final Set<String> OTHERS = Set.of("server", "network", "efficient", "price");

    private static final double KILO = 1000;
    private static final double CENTS = 100;

    /** A month is compared with another when something is known of half the machines' time in both. */
    static final double ENOUGH = 0.5;

    private static final int MOST_SCHOOLS = 10_000;

    private final EnergyAccounts accounts;
    private final FactorEditions editions;
    private final Wastes wastes;
    private final OwnBills own;
    private final Rates rates;
    private final Places places;
    private final Clock clock;

    public ReviewDraft(
            EnergyAccounts accounts,
            FactorEditions editions,
            Wastes wastes,
            OwnBills own,
            Rates rates,
            Places places,
            Clock clock) {
        this.accounts = accounts;
        this.editions = editions;
        this.wastes = wastes;
        this.own = own;
        this.rates = rates;
        this.places = places;
        this.clock = clock;
    }

    /**
     * Draws one up.
     *
     * @param scope what is seen of the place
     * @param factors by which it is reckoned; what is wasted was found by those that counted that day
     */
    Review of(Scope scope, Place place, Months period, Factors factors) {
        Tariffs tariffs = editions.tariffs();
        LocalDate today = LocalDate.ofInstant(clock.instant(), Span.ZONE);
        List<PlaceMonth> all = accounts.months(scope, period.first(), period.end());
        Bill bill = Bill.of(all, factors, tariffs);
        OwnBill itself = own.months(scope, period.first(), period.end()).bill(all, factors);
        Map<LocalDate, List<PlaceMonth>> byMonth = byMonth(all);
        List<Review.Month> months = Stream.iterate(period.first(), month -> month.plusMonths(1))
                .takeWhile(month -> month.isBefore(period.end()) && !month.isAfter(today))
                .map(month -> month(month, byMonth.get(month), factors, tariffs, today))
                .toList();
        List<Review.School> schools = schools(all, factors, tariffs, today);
        // The rates of the law are of calendar years: that of the period, or the last one that ends in it.
        int year = period.first().getYear();
        List<Share> shares = rates.of(scope, year, today);
        LocalDate last = Span.of(period, clock.instant()).last();
        Footprints footprints = rates.footprints(scope, last, factors);
        return new Review(
                Review.SCHEMA,
                place.name(),
                place.uai(),
                period.word(),
                last.toString(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                factors.edition(),
                amount(all, bill, today),
                months,
                change(byMonth, period, scope, today),
                schools,
                silent(scope, schools),
                savings(wastes.summary(scope)),
                shares.stream().map(share -> quota(share, year)).toList(),
                making(footprints),
                new Review.Own(fine(itself.agents()), fine(itself.server()), fine(itself.pages())),
                sources(bill, factors),
                ReviewWords.of(bill, itself, factors, shares, footprints, clock.instant()));
    }

    private static Map<LocalDate, List<PlaceMonth>> byMonth(List<PlaceMonth> months) {
        return months.stream().collect(Collectors.groupingBy(PlaceMonth::month, TreeMap::new, Collectors.toList()));
    }

    private static Review.Month month(
            LocalDate month, @Nullable List<PlaceMonth> places, Factors factors, Tariffs tariffs, LocalDate today) {
        String word = month.toString().substring(0, 7);
        if (places == null) {
            return new Review.Month(word, null, List.of());
        }
        Bill bill = Bill.of(places, factors, tariffs);
        return new Review.Month(
                word,
                bill.sums().known() > 0 ? amount(places, bill, today) : null,
                IntStream.range(0, Bars.PARTS.size())
                        .mapToObj(part -> kilo(Bars.amount(part, bill.sums())))
                        .toList());
    }

    private static Review.Amount amount(List<PlaceMonth> months, Bill bill, LocalDate today) {
        Sums sums = bill.sums();
        return new Review.Amount(
                machines(months),
                kilo(bill.consumed()),
                kilo(sums.get(Measure.UNCERTAINTY)),
                kilo(bill.offHours().outside()),
                kilo(bill.consumed() - sums.get(Measure.UNDATED)),
                kilo(sums.get(Measure.METERED)),
                round(Coverage.of(months, today)),
                kilo(bill.priced()),
                bill.priced() > 0 ? (Double) (Math.round(bill.cents()) / CENTS) : null,
                kilo(bill.factored()),
                bill.factored() > 0 ? (Double) round(bill.kilograms()) : null,
                bill.priced() > 0 ? (Double) (Math.round(bill.centsUncertainty()) / CENTS) : null,
                bill.factored() > 0 ? (Double) round(bill.kilogramsUncertainty()) : null);
    }

    private static int machines(List<PlaceMonth> months) {
        Map<LocalDate, Integer> machines = new TreeMap<>();
        months.forEach(month -> machines.merge(month.month(), month.machines(), Integer::sum));
        return machines.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private Review.@Nullable Change change(
            Map<LocalDate, List<PlaceMonth>> byMonth, Months period, Scope scope, LocalDate today) {
        Months earlier = period.yearBefore();
        Map<LocalDate, List<PlaceMonth>> before = byMonth(accounts.months(scope, earlier.first(), earlier.end()));
        List<String> months = new ArrayList<>();
        double kwh = 0;
        double kwhBefore = 0;
        double machines = 0;
        double machinesBefore = 0;
        for (Map.Entry<LocalDate, List<PlaceMonth>> entry : byMonth.entrySet()) {
            List<PlaceMonth> then = before.get(entry.getKey().minusYears(1));
            if (then == null || entry.getKey().plusMonths(1).isAfter(today)) {
                continue;
            }
            Sums now = sum(entry.getValue());
            Sums past = sum(then);
            if (Coverage.of(entry.getValue(), today) < ENOUGH
                    || Coverage.of(then, today) < ENOUGH
                    || past.total() <= 0) {
                continue;
            }
            months.add(entry.getKey().toString().substring(0, 7));
            kwh += now.total() / KILO;
            kwhBefore += past.total() / KILO;
            machines += machines(entry.getValue());
            machinesBefore += machines(then);
        }
        return months.isEmpty()
                ? null
                : new Review.Change(
                        months,
                        round(kwh),
                        round(kwhBefore),
                        round(kwh / kwhBefore - 1),
                        round(kwh / machines / (kwhBefore / machinesBefore) - 1));
    }

    private static Sums sum(List<PlaceMonth> months) {
        return months.stream().map(PlaceMonth::sums).reduce(Sums.NONE, Sums::plus);
    }

    private static List<Review.School> schools(
            List<PlaceMonth> all, Factors factors, Tariffs tariffs, LocalDate today) {
        Map<Long, List<PlaceMonth>> bySchool = all.stream()
                .filter(month -> month.school() != 0 && !month.uai().isEmpty())
                .collect(Collectors.groupingBy(PlaceMonth::school, LinkedHashMap::new, Collectors.toList()));
        List<Review.School> schools = new ArrayList<>();
        for (List<PlaceMonth> months : bySchool.values()) {
            Review.Amount amount = amount(months, Bill.of(months, factors, tariffs), today);
            if (amount.known() > 0 && amount.machines() > 0) {
                schools.add(new Review.School(
                        months.get(0).name(),
                        months.get(0).uai(),
                        amount,
                        round(amount.offHours() / amount.machines()),
                        0));
            }
        }
        OptionalDouble middle =
                median(schools.stream().map(Review.School::outside).sorted().toList());
        return schools.stream()
                .map(school -> new Review.School(
                        school.name(),
                        school.uai(),
                        school.amount(),
                        school.outside(),
                        round(school.outside() - middle.orElse(0))))
                .sorted(Comparator.comparingDouble(Review.School::gap)
                        .reversed()
                        .thenComparing(Review.School::name)
                        .thenComparing(Review.School::uai))
                .toList();
    }

    private static OptionalDouble median(List<Double> sorted) {
        int size = sorted.size();
        return size == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2);
    }

    /** Schools that are there, of which nothing is known. */
    private int silent(Scope scope, List<Review.School> schools) {
        Set<String> known = schools.stream().map(Review.School::uai).collect(Collectors.toSet());
        return (int) places.after(scope, Set.of(PlaceKind.SCHOOL), "", 0, MOST_SCHOOLS).stream()
                .filter(listed -> !known.contains(listed.place().uai()))
                .count();
    }

    private static Review.Savings savings(WasteSummary summary) {
        return new Review.Savings(
                summary.machines(),
                kilo(summary.yearly()),
                kilo(summary.off()),
                summary.lines().stream()
                        .map(line -> new Review.Kind(
                                line.kind().word(), line.machines(), kilo(line.yearly()), kilo(line.off())))
                        .toList());
    }

    private static Review.Quota quota(Share share, int year) {
        double unit = share.money() ? CENTS : 1;
        OptionalDouble percent = share.percent();
        return new Review.Quota(
                share.rate().word(),
                year,
                share.numerator() / unit,
                share.wider() / unit,
                share.denominator() / unit,
                share.money() ? "EUR" : "pieces",
                percent.isPresent() ? (Double) round(percent.getAsDouble()) : null,
                share.target().isPresent() ? (Integer) share.target().getAsInt() : null);
    }

    private static Review.Making making(Footprints footprints) {
        boolean used = footprints.used() > 0;
        return new Review.Making(
                (int) footprints.counted(),
                round(footprints.yearly()),
                round(footprints.yearlyRange().low()),
                round(footprints.yearlyRange().high()),
                (int) footprints.used(),
                used ? (Double) round(footprints.avoided().low()) : null,
                used ? (Double) round(footprints.avoided().high()) : null);
    }

    /** All factors that something in the review was reckoned with, so that it can be retraced from the paper alone. */
    private static List<Review.Source> sources(Bill bill, Factors factors) {
        return Stream.concat(
                        bill.grid().stream(),
                        factors.all().stream()
                                .filter(factor ->
                                        OTHERS.contains(factor.kind()) || FootprintText.KINDS.contains(factor.kind())))
                .map(factor -> new Review.Source(
                        factor.kind(),
                        factor.subject(),
                        factor.year(),
                        factor.value(),
                        factor.low(),
                        factor.high(),
                        factor.unit(),
                        factor.source()))
                .toList();
    }

    /** Kilowatt-hours of what is little: by the thousandth of a watt-hour. */
    private static @Nullable Double fine(@Nullable Double wattHours) {
        return wattHours == null ? null : (Double) (Math.round(wattHours * KILO) / KILO / KILO);
    }

    private static double kilo(double wattHours) {
        return round(wattHours / KILO);
    }

    private static double round(double value) {
        return Math.round(value * KILO) / KILO;
    }
}
