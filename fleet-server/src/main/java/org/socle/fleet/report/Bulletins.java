package org.socle.fleet.report;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.energy.bill.Bars;
import org.socle.fleet.energy.bill.Bill;
import org.socle.fleet.energy.bill.BillText;
import org.socle.fleet.energy.bill.Method;
import org.socle.fleet.energy.bill.OwnText;
import org.socle.fleet.energy.bill.WasteText;
import org.socle.fleet.energy.factor.FactorEditions;
import org.socle.fleet.energy.factor.Factors;
import org.socle.fleet.energy.own.OwnBill;
import org.socle.fleet.energy.own.OwnBills;
import org.socle.fleet.energy.use.Coverage;
import org.socle.fleet.energy.use.Dated;
import org.socle.fleet.energy.use.EnergyAccounts;
import org.socle.fleet.energy.use.PlaceMonth;
import org.socle.fleet.energy.use.Sums;
import org.socle.fleet.energy.waste.WasteHeap;
import org.socle.fleet.energy.waste.WasteKind;
import org.socle.fleet.energy.waste.Wastes;
import org.socle.fleet.place.Place;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.LinkedText;

/** Writes the bulletins of schools. Thread-safe. */
public final class Bulletins {
    /** Below this difference two months are alike: the sum is not known better. */
    private static final double ALIKE = 0.05;

    /** Share of the machines' time that has to be known of both months to compare them. */
    private static final double ENOUGH = 0.8;

    /** Share of the energy outside class from which something can be done about it. */
    private static final double MUCH = 0.2;

    private static final int MOST_KINDS = 10;

    private static final double PERCENT = 100;
    private static final int EVERY = 5;

    private final EnergyAccounts accounts;
    private final FactorEditions editions;
    private final Wastes wastes;
    private final OwnBills own;
    private final Clock clock;

    public Bulletins(EnergyAccounts accounts, FactorEditions editions, Wastes wastes, OwnBills own, Clock clock) {
        this.accounts = accounts;
        this.editions = editions;
        this.wastes = wastes;
        this.own = own;
        this.clock = clock;
    }

    /**
     * The bulletin of a school for a month.
     *
     * @param scope what is seen of it
     * @param factors by which it is reckoned; what is wasted was found by those that counted that day
     */
    Bulletin of(Scope scope, Place school, YearMonth month, Factors factors, Frame frame) {
        LocalDate first = month.atDay(1);
        Bill bill = bill(scope, first, factors);
        List<PlaceMonth> months = accounts.months(scope, first, first.plusMonths(1));
        LocalDate today = LocalDate.ofInstant(clock.instant(), frame.format().zone());
        double known = Coverage.of(months, today);
        BillText text = new BillText(bill, frame);
        Map<LocalDate, Sums> days = accounts.days(scope, first, first.plusMonths(1)).stream()
                .collect(Collectors.toMap(Dated::day, Dated::sums));
        List<LocalDate> dates = first.datesUntil(first.plusMonths(1))
                .filter(day -> !day.isAfter(today))
                .toList();
        Bars bars = Bars.of(dates.stream()
                .map(day -> new Bars.Bar(label(day, frame), days.get(day)))
                .toList());
        // What costs nothing comes first; a purchase is for those who pay.
        Optional<WasteHeap> waste = (bill.consumed() > 0 ? wastes.heaps(scope, MOST_KINDS) : List.<WasteHeap>of())
                .stream()
                        .filter(heap -> heap.worst().waste().kind() != WasteKind.COSTLY)
                        .findFirst();
        return new Bulletin(
                school,
                month.toString(),
                name(month, frame),
                LinkedText.of(
                        sentence(bill, known >= ENOUGH ? before(scope, month, factors, today) : null, month, frame)),
                text.three(),
                text.coverage(known),
                bars,
                bill.consumed() > 0
                        ? frame.text("bulletin.drawing", bill.offHours().text(frame))
                        : frame.text("bulletin.drawing.none"),
                dates.stream()
                        .map(day -> column(day, days.get(day), bars.top(), frame))
                        .toList(),
                LinkedText.of(waste.map(found -> proposal(found, frame)).orElseGet(() -> nothing(bill, frame))),
                LinkedText.of(waste.map(found -> frame.text(
                                "bulletin.why",
                                LinkedText.figure(
                                        BillText.about(
                                                found.worst().waste().yearly(),
                                                found.worst().waste().off(),
                                                frame),
                                        "#method-waste")))
                        .orElseGet(() -> bill.consumed() > 0 ? frame.text("bulletin.why.none") : "")),
                methods(text, frame),
                own(scope, first, factors, frame),
                frame.text("bulletin.made", frame.format().dateTime(clock.instant()), bill.edition()));
    }

    /** Those of the bill, and in short that of Socle itself: the page of all figures has it at length. */
    private static List<Method> methods(BillText text, Frame frame) {
        List<Method> methods = new ArrayList<>(text.methods(false));
        methods.add(new Method("method-own", frame.text("own.title"), frame.text("bulletin.method.own")));
        return methods;
    }

    private String own(Scope scope, LocalDate first, Factors factors, Frame frame) {
        LocalDate end = first.plusMonths(1);
        OwnBill bill = own.months(scope, first, end).bill(accounts.months(scope, first, end), factors);
        String line = OwnText.line(bill, frame);
        return bill.total() == null ? line : frame.text("bulletin.own", line);
    }

    /** No machine stands out: that is no proof that all is well, least of all where nothing is known. */
    private static String nothing(Bill bill, Frame frame) {
        if (bill.consumed() <= 0) {
            return frame.text("bulletin.proposal.unknown");
        }
        return bill.offHours().share().orElse(0) < MUCH
                ? frame.text("bulletin.proposal.none")
                : frame.text(
                        "bulletin.proposal.evening",
                        LinkedText.figure(BillText.energy(bill.offHours().outside(), frame), BillText.OFF_HOURS));
    }

    private Bill bill(Scope scope, LocalDate first, Factors factors) {
        return Bill.of(accounts.months(scope, first, first.plusMonths(1)), factors, editions.tariffs());
    }

    static String name(YearMonth month, Frame frame) {
        return DateTimeFormatter.ofPattern(
                        frame.text("period.months"), frame.messages().locale())
                .format(month);
    }

    private static String label(LocalDate day, Frame frame) {
        return day.getDayOfMonth() % EVERY == 1 ? frame.format().plain(day.getDayOfMonth(), 0) : "";
    }

    /**
     * The same month of the year before, which has as many days of class; null when one of both is not over, or known too little.
     */
    private @Nullable Bill before(Scope scope, YearMonth month, Factors factors, LocalDate today) {
        LocalDate then = month.minusYears(1).atDay(1);
        List<PlaceMonth> months = accounts.months(scope, then, then.plusMonths(1));
        return month.isBefore(YearMonth.from(today)) && Coverage.of(months, today) >= ENOUGH
                ? Bill.of(months, factors, editions.tariffs())
                : null;
    }

    private static String sentence(Bill bill, @Nullable Bill before, YearMonth month, Frame frame) {
        if (bill.consumed() <= 0) {
            return frame.text("bulletin.sentence.none", name(month, frame));
        }
        String consumed = LinkedText.figure(BillText.energy(bill.consumed(), frame), BillText.ENERGY);
        String when = name(month, frame);
        if (before == null || before.consumed() <= 0) {
            return frame.text("bulletin.sentence", when, bill.machines(), consumed);
        }
        double change = bill.consumed() / before.consumed() - 1;
        String key = Math.abs(change) < ALIKE ? "alike" : change > 0 ? "more" : "less";
        return frame.text(
                "bulletin.sentence." + key,
                when,
                bill.machines(),
                consumed,
                LinkedText.figure(BillText.percent(OptionalDouble.of(Math.abs(change)), frame), BillText.ENERGY),
                name(month.minusYears(1), frame));
    }

    private static Bulletin.Column column(LocalDate day, @Nullable Sums sums, double top, Frame frame) {
        return new Bulletin.Column(
                frame.format().day(day),
                label(day, frame),
                IntStream.range(0, Bars.PARTS.size())
                        .mapToObj(part -> sums == null ? 0 : (int) Math.round(Bars.amount(part, sums) / top * PERCENT))
                        .toList(),
                sums != null);
    }

    private static String proposal(WasteHeap heap, Frame frame) {
        WasteText text = WasteText.of(heap, frame);
        return frame.text(
                "bulletin.proposal", text.who(), LinkedText.figure(text.what(), "#method-waste"), text.action());
    }
}
