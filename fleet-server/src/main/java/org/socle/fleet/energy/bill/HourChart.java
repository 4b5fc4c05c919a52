package org.socle.fleet.energy.bill;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.IntStream;
import org.socle.fleet.energy.use.Hourly;
import org.socle.fleet.energy.use.Hourly.Hour;
import org.socle.fleet.web.Frame;

/** The bars of a day: one for each hour, those of which nothing is known as gaps. Pure. */
final class HourChart {
    private static final int LABELLED = 6;
    private static final int USUAL = 24;
    private static final double KILO = 1000;

    private HourChart() {}

    static EnergyPage.Chart of(Hourly hourly, Bill bill, Frame frame) {
        Bars bars = Bars.of(hourly.hours().stream()
                .map(hour -> new Bars.Bar(
                        hour.start().getHour() % LABELLED == 0
                                ? frame.text("energy.axis.hour", hour.start().getHour())
                                : "",
                        hour.sums().orElse(null)))
                .toList());
        // Where the clock is set back an hour comes twice: its distance from UTC tells them apart.
        DateTimeFormatter time = DateTimeFormatter.ofPattern(hourly.hours().size() == USUAL ? "HH:mm" : "HH:mm xxx");
        return new EnergyPage.Chart(
                frame.text(
                        "energy.chart.hours",
                        BillText.energy(bill.consumed(), frame),
                        bill.offHours().text(frame)),
                BillText.energy(bars.top(), frame),
                bars,
                hourly.hours().stream()
                        .map(hour -> new EnergyPage.Row(time.format(hour.start()), cells(hour, frame)))
                        .toList());
    }

    private static List<String> cells(Hour hour, Frame frame) {
        return IntStream.range(0, Bars.PARTS.size())
                .mapToObj(part -> hour.sums()
                        .map(sums -> frame.format().plain(Bars.amount(part, sums) / KILO, 4))
                        .orElseGet(() -> frame.text("energy.no_data")))
                .toList();
    }
}
