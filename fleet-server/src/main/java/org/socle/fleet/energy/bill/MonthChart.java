package org.socle.fleet.energy.bill;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.energy.use.Sums;
import org.socle.fleet.web.Frame;

/** The bars of a month, one a day, or of a longer time, one a month; those of which nothing is known as gaps. Pure. */
final class MonthChart {
    /** Days between labels. */
    private static final int LABELLED = 5;

    private static final double KILO = 1000;

    private MonthChart() {}

    /**
     * The chart.
     *
     * @param known what is known, by the first day of each bar
     */
    static EnergyPage.Chart of(Months period, Map<LocalDate, Sums> known, Bill bill, LocalDate today, Frame frame) {
        List<LocalDate> starts = (period.single()
                        ? period.first().datesUntil(period.end())
                        : Stream.iterate(period.first(), day -> day.plusMonths(1))
                                .takeWhile(day -> day.isBefore(period.end())))
                .filter(day -> !day.isAfter(today))
                .toList();
        Function<LocalDate, String> label = label(period, frame);
        Bars bars = Bars.of(starts.stream()
                .map(day -> new Bars.Bar(label.apply(day), known.get(day)))
                .toList());
        return new EnergyPage.Chart(
                frame.text(
                        period.single() ? "energy.chart.days" : "energy.chart.months",
                        BillText.energy(bill.consumed(), frame),
                        bill.offHours().text(frame)),
                BillText.energy(bars.top(), frame),
                bars,
                starts.stream()
                        .map(day -> row(day, period, known.get(day), frame))
                        .toList());
    }

    /** A telephone has no room for the name of each month. */
    private static Function<LocalDate, String> label(Months period, Frame frame) {
        DateTimeFormatter label = DateTimeFormatter.ofPattern(
                frame.text(period.single() ? "energy.axis.day" : "energy.axis.month"),
                frame.messages().locale());
        return day -> (period.single() ? day.getDayOfMonth() % LABELLED == 1 : day.getMonthValue() % 2 == 1)
                ? label.format(day)
                : "";
    }

    private static EnergyPage.Row row(LocalDate day, Months period, @Nullable Sums sums, Frame frame) {
        return new EnergyPage.Row(
                period.single() ? frame.format().day(day) : PeriodChoices.month(day, frame),
                IntStream.range(0, Bars.PARTS.size())
                        .mapToObj(part -> sums == null
                                ? frame.text("energy.no_data")
                                : frame.format().plain(Bars.amount(part, sums) / KILO, 2))
                        .toList());
    }
}
