package org.socle.fleet.sobriety.bill;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.device.MachinePath;
import org.socle.fleet.school.Listed;
import org.socle.fleet.school.Located;
import org.socle.fleet.school.Place;
import org.socle.fleet.school.Places;
import org.socle.fleet.sobriety.account.Dated;
import org.socle.fleet.sobriety.account.EnergyAccounts;
import org.socle.fleet.sobriety.account.PlaceMonth;
import org.socle.fleet.sobriety.account.Sums;
import org.socle.fleet.sobriety.factor.FactorEditions;
import org.socle.fleet.sobriety.own.OwnBill;
import org.socle.fleet.sobriety.own.OwnBills;
import org.socle.fleet.sobriety.report.ReviewPage;
import org.socle.fleet.sobriety.waste.FoundWaste;
import org.socle.fleet.sobriety.waste.Wastes;
import org.socle.fleet.sobriety.waste.Years;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.CsvKind;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Views;

/** How much, what of it for nobody, and what to do about it. */
public final class EnergyPage implements Page {
    static final String PATH = "/energy";
    private static final int WORST = 10;
    private static final int MONTHS = 13;

    private final EnergyAccounts accounts;
    private final FactorEditions editions;
    private final Wastes wastes;
    private final OwnBills own;
    private final Places places;
    private final Views views;
    private final Clock clock;

    public EnergyPage(
            EnergyAccounts accounts,
            FactorEditions editions,
            Wastes wastes,
            OwnBills own,
            Places places,
            Views views,
            Clock clock) {
        this.accounts = accounts;
        this.editions = editions;
        this.wastes = wastes;
        this.own = own;
        this.places = places;
        this.views = views;
        this.clock = clock;
    }

    /**
     * Content of the page.
     *
     * @param place as it was typed; unknown when there is no such place
     * @param here the place whose figures are shown; null for all that is seen
     * @param coverage of how many machines and days something is known
     * @param chart null when nothing is known
     * @param wastes what is wasted most now, whatever the period
     * @param own what Socle itself takes, in a line
     * @param review address of the yearly review; empty when several places are shown
     * @param exports files to take away
     */
    public record Content(
            String sentence,
            List<Choice> periods,
            String place,
            boolean unknown,
            @Nullable Place here,
            String coverage,
            List<Figure> figures,
            @Nullable Chart chart,
            List<WasteLine> wastes,
            String own,
            String review,
            List<Method> methods,
            List<Export> exports) {}

    /** A period to choose. */
    public record Choice(String word, String label, boolean current) {}

    /** The chart in words, its drawing and its table. */
    public record Chart(String title, String top, Bars bars, List<Row> rows) {}

    /** One row of the chart's table: when, and each of {@link Bars#PARTS} in kilowatt-hours. */
    public record Row(String time, List<String> cells) {}

    /** One waste. */
    public record WasteLine(String href, String name, String school, String what, String action, String saved) {}

    /** A file to take away. */
    public record Export(String label, String href) {}

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public String menu() {
        return "menu.energy";
    }

    @Override
    public void show(Context context) {
        Query query = new Query(context).only("period", "place", "edition", "lang");
        Frame frame = views.frame(context, views.messages(context).text("energy.title"));
        LocalDate today = LocalDate.ofInstant(clock.instant(), frame.format().zone());
        Asked asked = Asked.of(query, places, Access.viewer(context).scope(), editions, today);
        List<PlaceMonth> months = accounts.months(
                asked.scope(), asked.months().first(), asked.months().end());
        Bill bill = Bill.of(months, asked.factors(), editions.tariffs());
        BillText text = new BillText(bill, frame);
        OwnBill itself = own.months(
                        asked.scope(), asked.months().first(), asked.months().end())
                .bill(months, asked.factors());
        List<Method> methods = new ArrayList<>(text.methods());
        methods.add(OwnText.method(itself, asked.factors(), frame));
        views.render(
                context,
                "energy.jte",
                frame,
                new Content(
                        sentence(bill, asked.months(), frame),
                        periods(asked.months(), today, frame),
                        asked.text(),
                        asked.unknown(),
                        asked.place().orElse(null),
                        coverage(bill, frame),
                        text.figures(),
                        bill.consumed() > 0 ? chart(asked, months, bill, today, frame) : null,
                        wasteLines(wastes.largest(asked.scope(), 0, WORST), asked, frame),
                        OwnText.line(itself, frame),
                        review(asked),
                        methods,
                        exports(asked, frame)));
    }

    /** Of the place that is asked for, or of the one there is, for the school year the months are in. */
    private String review(Asked asked) {
        List<Listed> tops = places.tops(asked.scope(), 1, 2);
        return asked.place()
                .or(() -> tops.size() == 1 ? Optional.of(tops.get(0).place()) : Optional.empty())
                .map(place -> ReviewPage.address(place, asked.months().first()))
                .orElse("");
    }

    private static String sentence(Bill bill, Months months, Frame frame) {
        String when = name(months, frame);
        if (bill.consumed() <= 0) {
            return frame.text("energy.sentence.none", when);
        }
        return frame.text(
                "energy.sentence",
                when,
                bill.machines(),
                BillText.energy(bill.consumed(), frame),
                BillText.percent(bill.offHoursShare(), frame));
    }

    private static String name(Months months, Frame frame) {
        return months.single()
                ? month(YearMonth.from(months.first()), frame)
                : frame.text(months.word().contains("-") ? "energy.school_year" : "energy.year", months.word());
    }

    private static String month(YearMonth month, Frame frame) {
        return DateTimeFormatter.ofPattern(
                        frame.text("period.months"), frame.messages().locale())
                .format(month);
    }

    private static List<Choice> periods(Months chosen, LocalDate today, Frame frame) {
        Months year = Months.schoolYear(today);
        Months before = Months.schoolYear(today.minusYears(1));
        List<Months> offered = new ArrayList<>(IntStream.range(0, MONTHS)
                .mapToObj(back -> Months.of(YearMonth.from(today).minusMonths(back)))
                .toList());
        offered.addAll(List.of(
                year,
                before,
                Months.parse(Integer.toString(today.getYear())).orElseThrow(),
                Months.parse(Integer.toString(today.getYear() - 1)).orElseThrow()));
        if (!offered.contains(chosen)) {
            offered.add(chosen);
        }
        return offered.stream()
                .map(months -> new Choice(months.word(), name(months, frame), months.equals(chosen)))
                .toList();
    }

    /** No data is not zero: what is not known is said. */
    private static String coverage(Bill bill, Frame frame) {
        double passed = bill.sums().get(Sums.Measure.TIME);
        return passed <= 0
                ? ""
                : frame.text(
                        "energy.coverage",
                        bill.machines(),
                        frame.format().plain(Math.floor(100 * bill.sums().known() / passed), 0),
                        BillText.energy(bill.sums().get(Sums.Measure.UNDATED), frame));
    }

    private Chart chart(Asked asked, List<PlaceMonth> months, Bill bill, LocalDate today, Frame frame) {
        Months period = asked.months();
        List<LocalDate> starts = (period.single()
                        ? period.first().datesUntil(period.end())
                        : Stream.iterate(period.first(), day -> day.plusMonths(1))
                                .takeWhile(day -> day.isBefore(period.end())))
                .filter(day -> !day.isAfter(today))
                .toList();
        Map<LocalDate, Sums> known = period.single()
                ? accounts.days(asked.scope(), period.first(), period.end()).stream()
                        .collect(Collectors.toMap(Dated::day, Dated::sums))
                : months.stream().collect(Collectors.toMap(PlaceMonth::month, PlaceMonth::sums, Sums::plus));
        DateTimeFormatter label = DateTimeFormatter.ofPattern(
                frame.text(period.single() ? "energy.axis.day" : "energy.axis.month"),
                frame.messages().locale());
        Function<LocalDate, String> labelled =
                day -> !period.single() || day.getDayOfMonth() % 5 == 1 ? label.format(day) : "";
        Bars bars = Bars.of(starts.stream()
                .map(day -> new Bars.Bar(labelled.apply(day), known.get(day)))
                .toList());
        return new Chart(
                frame.text(
                        period.single() ? "energy.chart.days" : "energy.chart.months",
                        BillText.energy(bill.consumed(), frame),
                        BillText.percent(bill.offHoursShare(), frame)),
                BillText.energy(bars.top(), frame),
                bars,
                starts.stream()
                        .map(day -> row(day, period, known.get(day), frame))
                        .toList());
    }

    private static Row row(LocalDate day, Months period, @Nullable Sums sums, Frame frame) {
        String time = period.single() ? frame.format().day(day) : month(YearMonth.from(day), frame);
        return new Row(
                time,
                IntStream.range(0, Bars.PARTS.size())
                        .mapToObj(part -> sums == null
                                ? frame.text("energy.no_data")
                                : frame.format().plain(Bars.amount(part, sums) / 1000, 2))
                        .toList());
    }

    private List<WasteLine> wasteLines(List<FoundWaste> found, Asked asked, Frame frame) {
        Map<Long, Located> located = places.located(
                asked.scope(),
                found.stream()
                        .map(FoundWaste::place)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
        return found.stream().map(waste -> wasteLine(waste, located, frame)).toList();
    }

    private static WasteLine wasteLine(FoundWaste found, Map<Long, Located> located, Frame frame) {
        Long place = found.place();
        Located where = place == null ? null : located.get(place);
        String kind = "waste." + found.waste().kind().word();
        return new WasteLine(
                MachinePath.of(found.device()),
                found.name(),
                where == null ? "" : where.school().name(),
                frame.text(kind, frame.format().plain(found.waste().measure(), 1)),
                frame.text(kind + ".action") + carbon(found.waste().carbon(), frame),
                BillText.energy(found.waste().yearly(), frame));
    }

    /** Behind the advice to replace: when that has paid off in carbon. */
    private static String carbon(@Nullable Years years, Frame frame) {
        return years == null
                ? ""
                : " "
                        + frame.text(
                                "waste.carbon",
                                frame.format().plain(years.low(), 1),
                                frame.format().plain(years.high(), 0));
    }

    private static List<Export> exports(Asked asked, Frame frame) {
        List<Export> exports = new ArrayList<>();
        for (CsvKind kind : CsvKind.values()) {
            exports.add(new Export(
                    frame.text("csv." + kind.word()), PATH + ".csv?for=" + kind.word() + "&" + asked.address()));
        }
        exports.add(new Export(frame.text("figure.ods"), PATH + ".ods?" + asked.address()));
        return exports;
    }
}
