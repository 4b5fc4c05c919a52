package org.socle.fleet.sobriety.report;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.school.Place;
import org.socle.fleet.scope.Scope;
import org.socle.fleet.sobriety.account.Dated;
import org.socle.fleet.sobriety.account.EnergyAccounts;
import org.socle.fleet.sobriety.account.Sums;
import org.socle.fleet.sobriety.bill.Bars;
import org.socle.fleet.sobriety.bill.Bill;
import org.socle.fleet.sobriety.bill.BillText;
import org.socle.fleet.sobriety.bill.OwnText;
import org.socle.fleet.sobriety.factor.FactorEditions;
import org.socle.fleet.sobriety.own.OwnBill;
import org.socle.fleet.sobriety.own.OwnBills;
import org.socle.fleet.sobriety.waste.FoundWaste;
import org.socle.fleet.sobriety.waste.WasteHeap;
import org.socle.fleet.sobriety.waste.Wastes;
import org.socle.fleet.web.Frame;

/** Writes the bulletins of schools. Thread-safe. */
public final class Bulletins {
    /** Below this difference two months are alike: the sum is not known better. */
    private static final double ALIKE = 0.05;

    /** Machine time known in both months, the less by the more. */
    private static final double COMPARABLE = 0.8;

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
     */
    Bulletin of(Scope scope, Place school, YearMonth month, Frame frame) {
        LocalDate first = month.atDay(1);
        Bill bill = bill(scope, first);
        Bill before = bill(scope, first.minusMonths(1));
        BillText text = new BillText(bill, frame);
        Map<LocalDate, Sums> days = accounts.days(scope, first, first.plusMonths(1)).stream()
                .collect(Collectors.toMap(Dated::day, Dated::sums));
        LocalDate today = LocalDate.ofInstant(clock.instant(), frame.format().zone());
        List<LocalDate> dates = first.datesUntil(first.plusMonths(1))
                .filter(day -> !day.isAfter(today))
                .toList();
        Bars bars = Bars.of(dates.stream()
                .map(day -> new Bars.Bar(label(day, frame), days.get(day)))
                .toList());
        Optional<WasteHeap> waste = wastes.heaps(scope, 1).stream().findFirst();
        return new Bulletin(
                school,
                month.toString(),
                name(month, frame),
                sentence(bill, before, month, frame),
                text.three(),
                bars,
                bill.consumed() > 0
                        ? frame.text("bulletin.drawing", BillText.percent(bill.offHoursShare(), frame))
                        : frame.text("bulletin.drawing.none"),
                dates.stream()
                        .map(day -> column(day, days.get(day), bars.top(), frame))
                        .toList(),
                waste.map(found -> proposal(found, frame)).orElseGet(() -> nothing(bill, frame)),
                waste.map(found -> frame.text(
                                "bulletin.why",
                                BillText.energy(found.worst().waste().yearly(), frame)))
                        .orElseGet(() -> bill.consumed() > 0 ? frame.text("bulletin.why.none") : ""),
                text.methods(false).stream()
                        .map(method -> frame.text("bulletin.method", method.label(), method.text()))
                        .toList(),
                own(scope, first, frame),
                frame.text("bulletin.made", frame.format().dateTime(clock.instant()), bill.edition()));
    }

    private String own(Scope scope, LocalDate first, Frame frame) {
        LocalDate end = first.plusMonths(1);
        OwnBill bill = own.months(scope, first, end).bill(accounts.months(scope, first, end), editions.current());
        return frame.text("bulletin.own", OwnText.line(bill, frame));
    }

    /** Where nothing is known nobody should be told that all is well. */
    private static String nothing(Bill bill, Frame frame) {
        return frame.text(bill.consumed() > 0 ? "bulletin.proposal.none" : "bulletin.proposal.unknown");
    }

    private Bill bill(Scope scope, LocalDate first) {
        return Bill.of(accounts.months(scope, first, first.plusMonths(1)), editions.current(), editions.tariffs());
    }

    static String name(YearMonth month, Frame frame) {
        return DateTimeFormatter.ofPattern(
                        frame.text("period.months"), frame.messages().locale())
                .format(month);
    }

    private static String label(LocalDate day, Frame frame) {
        return day.getDayOfMonth() % EVERY == 1 ? frame.format().plain(day.getDayOfMonth(), 0) : "";
    }

    private static String sentence(Bill bill, Bill before, YearMonth month, Frame frame) {
        if (bill.consumed() <= 0) {
            return frame.text("bulletin.sentence.none", name(month, frame));
        }
        String consumed = BillText.energy(bill.consumed(), frame);
        String when = name(month, frame);
        if (before.consumed() <= 0
                || !comparable(bill.sums().known(), before.sums().known())) {
            return frame.text("bulletin.sentence", when, bill.machines(), consumed);
        }
        double change = bill.consumed() / before.consumed() - 1;
        String key = Math.abs(change) < ALIKE ? "alike" : change > 0 ? "more" : "less";
        return frame.text(
                "bulletin.sentence." + key,
                when,
                bill.machines(),
                consumed,
                frame.format().plain(Math.abs(change) * PERCENT, 0),
                name(month.minusMonths(1), frame));
    }

    /** A month of which far less is known than of the other, as the one in which machines were enrolled, tells nothing by its sum. */
    private static boolean comparable(double known, double before) {
        return Math.min(known, before) >= COMPARABLE * Math.max(known, before);
    }

    private static Bulletin.Column column(LocalDate day, @Nullable Sums sums, double top, Frame frame) {
        return new Bulletin.Column(
                label(day, frame),
                IntStream.range(0, Bars.PARTS.size())
                        .mapToObj(part -> sums == null ? 0 : (int) Math.round(Bars.amount(part, sums) / top * PERCENT))
                        .toList(),
                sums != null);
    }

    private static String proposal(WasteHeap heap, Frame frame) {
        FoundWaste worst = heap.worst();
        String kind = "waste." + worst.waste().kind().word();
        boolean several = heap.machines() > 1;
        return frame.text(
                "bulletin.proposal",
                several ? frame.text("today.machines", heap.machines()) : worst.name(),
                frame.text(kind, frame.format().plain(worst.waste().measure(), 1))
                        + (several ? frame.text("energy.waste.average") : ""),
                frame.text(kind + ".action"));
    }
}
