package org.socle.fleet.energy.bill;

import io.javalin.http.Context;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.energy.meter.MeterMonth;
import org.socle.fleet.energy.meter.Meters;
import org.socle.fleet.energy.own.OwnBill;
import org.socle.fleet.energy.own.OwnBills;
import org.socle.fleet.energy.use.Coverage;
import org.socle.fleet.energy.use.Dated;
import org.socle.fleet.energy.use.Hourly;
import org.socle.fleet.energy.use.PlaceMonth;
import org.socle.fleet.energy.use.Sums;
import org.socle.fleet.energy.waste.FoundWaste;
import org.socle.fleet.energy.waste.WasteHeap;
import org.socle.fleet.energy.waste.Wastes;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.place.Listed;
import org.socle.fleet.place.Located;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.CsvKind;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.LinkedText;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Url;
import org.socle.fleet.web.Views;

/** How much, what of it for nobody, and what to do about it. */
public final class EnergyPage implements Page {
    static final String PATH = "/energy";
    private static final int WORST = 10;

    private final EnergyReading reading;
    private final Wastes wastes;
    private final Meters meters;
    private final OwnBills own;
    private final Places places;
    private final Views views;

    EnergyPage(EnergyReading reading, Wastes wastes, Meters meters, OwnBills own, Places places, Views views) {
        this.reading = reading;
        this.wastes = wastes;
        this.meters = meters;
        this.own = own;
        this.places = places;
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param edition says that an old edition of factors was asked for; empty for the one that counts
     * @param place as it was typed; unknown when there is no such place
     * @param kept name and value of what the form keeps besides: a room or a machine; empty for a place
     * @param here the place or machine whose figures are shown; null for all that is seen
     * @param share of the building that the machines take; null when it is not known
     * @param coverage of how many machines and days something is known
     * @param chart null when nothing is known
     * @param hours why there is no chart of a day; empty when there is, or it is no day
     * @param around the day before and the day after; empty when it is no day
     * @param wastes what is wasted most now, whatever the period
     * @param own what Socle itself takes, in a line
     * @param review address of the yearly review; empty when several places are shown
     * @param exports files to take away
     */
    public record Content(
            LinkedText sentence,
            String edition,
            List<Choice> periods,
            String place,
            boolean unknown,
            List<String> kept,
            @Nullable Here here,
            @Nullable Share share,
            LinkedText coverage,
            List<Figure> figures,
            @Nullable Chart chart,
            String hours,
            List<Export> around,
            List<WasteLine> wastes,
            LinkedText own,
            String review,
            List<Method> methods,
            List<Export> exports) {}

    /**
     * Whose figures they are.
     *
     * @param place number of the place; 0 for a machine
     * @param school whether it is a school, which may have a meter
     */
    public record Here(String name, String href, long place, boolean school) {}

    /** The machines' share of the building: a sentence around the figure. */
    public record Share(String before, String percent, String after) {}

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
        Query query = new Query(context).only("period", "place", "room", "machine", "edition", "lang");
        Frame frame = views.frame(context, views.messages(context).text("energy.title"));
        LocalDate today = reading.today(frame.format().zone());
        Asked asked = reading.asked(context, query, today);
        List<PlaceMonth> months = asked.consumed(reading.accounts());
        Bill bill = asked.bill(months, reading.editions().tariffs());
        Share share = share(asked, months, frame);
        BillText text = new BillText(bill, frame);
        Optional<Hourly> hours = reading.hours(Access.viewer(context), asked);
        Chart chart = bill.consumed() <= 0
                ? null
                : asked.months().day()
                        ? hours.filter(each -> !each.forgotten())
                                .map(each -> HourChart.of(each, bill, frame))
                                .orElse(null)
                        : chart(asked, months, bill, today, frame);
        List<Method> methods = new ArrayList<>(text.methods(share != null));
        OwnBill itself = itself(asked, months);
        if (itself != null) {
            methods.add(OwnText.method(itself, asked.factors(), frame));
        }
        views.render(
                context,
                "energy.jte",
                frame,
                new Content(
                        asked.unknown()
                                ? LinkedText.of(frame.text("figure.place.none", asked.text()))
                                : sentence(bill, asked.months(), frame),
                        asked.factors()
                                        .edition()
                                        .equals(reading.editions().current().edition())
                                ? ""
                                : frame.text("factor.asked", asked.factors().edition()),
                        PeriodChoices.of(asked, today, frame),
                        asked.text(),
                        asked.unknown(),
                        kept(asked),
                        here(asked),
                        share,
                        text.coverage(known(bill, asked, months, today)),
                        text.figures(),
                        chart,
                        bill.consumed() > 0 && asked.months().day() && chart == null
                                ? frame.text(
                                        hours.isPresent()
                                                ? "energy.hours.forgotten"
                                                : asked.small() ? "energy.hours.person" : "energy.hours.place")
                                : "",
                        around(asked, today, frame),
                        wasteLines(wastes(asked), asked, frame),
                        own(asked, itself, frame),
                        asked.machine().isPresent() ? "" : review(asked),
                        methods,
                        exports(asked, frame)));
    }

    /** What Socle itself took; where it is not told apart, where it is. */
    private static LinkedText own(Asked asked, @Nullable OwnBill itself, Frame frame) {
        String month = Months.of(YearMonth.from(asked.months().first())).word();
        return LinkedText.of(
                itself == null
                        ? frame.text(
                                "own.line.elsewhere",
                                LinkedText.figure(
                                        frame.text("own.title"),
                                        PATH + "?" + Url.pair("period", month) + "#method-own"))
                        : LinkedText.figure(OwnText.line(itself, frame), "#method-own"));
    }

    /** What Socle itself took; null of a room, a machine or a day, for which it is not told apart. */
    private @Nullable OwnBill itself(Asked asked, List<PlaceMonth> months) {
        return asked.buildings()
                ? own.months(
                                asked.scope(),
                                asked.months().first(),
                                asked.months().end())
                        .bill(months, asked.factors())
                : null;
    }

    /** Of the place that is asked for, or of the one there is, for the school year the months are in. */
    private String review(Asked asked) {
        List<Listed> tops = places.tops(asked.scope(), 1, 2);
        return asked.place()
                .or(() -> tops.size() == 1 ? Optional.of(tops.get(0).place()) : Optional.empty())
                .map(place -> ReviewAddress.ofYear(place, asked.months()))
                .orElse("");
    }

    private static LinkedText sentence(Bill bill, Months months, Frame frame) {
        String when = PeriodChoices.name(months, frame);
        if (bill.consumed() <= 0) {
            return LinkedText.of(frame.text(months.day() ? "energy.sentence.none.day" : "energy.sentence.none", when));
        }
        return LinkedText.of(frame.text(
                months.day() ? "energy.sentence.day" : "energy.sentence",
                when,
                bill.machines(),
                LinkedText.figure(BillText.energy(bill.consumed(), frame), BillText.ENERGY),
                LinkedText.figure(bill.offHours().text(frame), BillText.OFF_HOURS)));
    }

    /** A room or a machine stays asked for when another period is chosen. */
    private static List<String> kept(Asked asked) {
        return asked.machine()
                .map(machine -> List.of("machine", machine.deviceId().toString()))
                .or(() -> asked.place()
                        .filter(place -> place.kind() == PlaceKind.ROOM)
                        .map(room -> List.of("room", Long.toString(room.id()))))
                .orElse(List.of());
    }

    private static @Nullable Here here(Asked asked) {
        return asked.machine()
                .map(machine -> new Here(machine.displayName(), MachinePath.of(machine.deviceId()), 0, false))
                .or(() -> asked.place()
                        .map(place ->
                                new Here(place.name(), place.href(), place.id(), place.kind() == PlaceKind.SCHOOL)))
                .orElse(null);
    }

    private @Nullable Share share(Asked asked, List<PlaceMonth> consumed, Frame frame) {
        if (!asked.buildings()) {
            return null;
        }
        List<MeterMonth> months = meters.months(
                asked.scope(), asked.months().first(), asked.months().end());
        long followed = consumed.stream().map(PlaceMonth::school).distinct().count();
        MeterMonth all = MeterMonth.sum(months);
        if (!all.known()) {
            return null;
        }
        long schools = months.stream().map(MeterMonth::school).distinct().count();
        return new Share(
                frame.text("energy.share.before"),
                frame.text("energy.percent", frame.format().plain(all.share() * 100, 1)),
                frame.text(
                                "energy.share.after",
                                frame.format().plain(all.uncertainty() / all.building() * 100, 1),
                                all.days(),
                                schools,
                                BillText.energy(all.machines(), frame),
                                BillText.energy(all.building(), frame))
                        + (schools < followed ? " " + frame.text("energy.share.of", schools, followed) : "")
                        + (all.share() > 1 ? " " + frame.text("energy.share.more") : ""));
    }

    /**
     * Of one day nothing is said: what is wasted is found over four weeks. Machine by machine where one school is asked for,
     * or a part of it; else by school: one thing to decide is one line.
     */
    private List<WasteHeap> wastes(Asked asked) {
        if (asked.months().day()) {
            return List.of();
        }
        if (!asked.small()) {
            return wastes.heaps(asked.scope(), WORST);
        }
        return asked
                .machine()
                .map(machine -> wastes.of(asked.scope(), machine))
                .orElseGet(() -> wastes.largest(asked.scope(), 0, WORST))
                .stream()
                .map(found -> new WasteHeap(found, 1))
                .toList();
    }

    private static List<Export> around(Asked asked, LocalDate today, Frame frame) {
        if (!asked.months().day()) {
            return List.of();
        }
        return Stream.of(asked.months().first().minusDays(1), asked.months().end())
                .filter(day -> !day.isAfter(today))
                .map(day -> new Export(
                        frame.format().day(day),
                        PATH + "?" + asked.address(Months.of(day).word())))
                .toList();
    }

    /** Days before the first report of a machine are unknown, too. */
    private static double known(Bill bill, Asked asked, List<PlaceMonth> months, LocalDate today) {
        double passed = bill.sums().get(Sums.Measure.TIME);
        return asked.months().day() ? passed > 0 ? bill.sums().known() / passed : 0 : Coverage.of(months, today);
    }

    private Chart chart(Asked asked, List<PlaceMonth> months, Bill bill, LocalDate today, Frame frame) {
        Map<LocalDate, Sums> known = asked.months().single()
                ? asked.days(reading.accounts()).stream().collect(Collectors.toMap(Dated::day, Dated::sums))
                : months.stream().collect(Collectors.toMap(PlaceMonth::month, PlaceMonth::sums, Sums::plus));
        return MonthChart.of(asked.months(), known, bill, today, frame);
    }

    private List<WasteLine> wasteLines(List<WasteHeap> heaps, Asked asked, Frame frame) {
        Map<Long, Located> located = places.located(
                asked.scope(),
                heaps.stream()
                        .map(heap -> heap.worst().place())
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
        return heaps.stream().map(heap -> wasteLine(heap, located, frame)).toList();
    }

    private static WasteLine wasteLine(WasteHeap heap, Map<Long, Located> located, Frame frame) {
        FoundWaste worst = heap.worst();
        Long place = worst.place();
        Located where = place == null ? null : located.get(place);
        WasteText text = WasteText.of(heap, frame);
        return new WasteLine(
                heap.machines() > 1 && where != null
                        ? PATH + "?" + Url.pair("place", where.school().uai()) + "#waste"
                        : MachinePath.of(worst.device()),
                text.who(),
                where == null ? "" : where.school().name(),
                text.what(),
                text.action(),
                BillText.about(worst.waste().yearly(), worst.waste().off(), frame));
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
