package org.socle.fleet.report;

import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.energy.bill.Bars;
import org.socle.fleet.energy.bill.BillText;
import org.socle.fleet.energy.bill.Figure;
import org.socle.fleet.energy.bill.Method;
import org.socle.fleet.energy.bill.OffHours;
import org.socle.fleet.energy.bill.OwnText;
import org.socle.fleet.energy.factor.Factor;
import org.socle.fleet.energy.factor.FactorText;
import org.socle.fleet.energy.own.OwnBill;
import org.socle.fleet.energy.use.Sums;
import org.socle.fleet.lifecycle.ShareText;
import org.socle.fleet.lifecycle.footprint.FootprintText;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.LinkedText;

/** A review as people read it, on screen and on paper. */
public final class ReviewText {
    private static final double KILO = 1000;
    private static final double PERCENT = 100;
    private static final double ALIKE = 0.05;
    private static final double NEARLY = 0.995;

    private static final String ENERGY = "method-energy";
    private static final String CHANGE = "method-change";

    /** Schools that a page lists; the JSON has all. */
    static final int SCHOOLS = 12;

    private final Review review;
    private final Span span;
    private final Frame frame;

    ReviewText(Review review, Frame frame) {
        this.review = review;
        this.span = Span.of(review);
        this.frame = frame;
    }

    /** A line of a table: what it is of, and its cells. */
    public record Row(String label, List<String> cells) {}

    /**
     * A review in words.
     *
     * @param heading of the review
     * @param running that the period goes on; empty when it is over
     * @param known what is not known, said
     * @param change against the year before
     * @param drawing the months; null when nothing is known
     * @param columns the same for the paper
     * @param schools those with the widest gap
     * @param more of how many schools the page does not tell
     * @param wastes found when the review was made
     * @param stamp when it was made, by which factors
     */
    public record Text(
            String heading,
            String running,
            LinkedText sentence,
            LinkedText known,
            List<Figure> figures,
            LinkedText change,
            @Nullable Bars drawing,
            String title,
            List<Bulletin.Column> columns,
            List<Row> months,
            List<Row> schools,
            String more,
            List<String> wastes,
            String saved,
            List<FootprintText.Tile> making,
            List<ShareText> rates,
            String ratesOf,
            String own,
            List<Method> methods,
            List<String> factors,
            String stamp) {}

    Text text() {
        Review.Words words = review.words()
                .getOrDefault(frame.messages().language(), new Review.Words(List.of(), List.of(), List.of()));
        Bars bars = review.whole().kwh() > 0 ? bars() : null;
        return new Text(
                span.title(review.place(), frame),
                span.running() ? frame.text("review.running", frame.format().day(span.last())) : "",
                LinkedText.of(sentence()),
                LinkedText.of(known()),
                figures(),
                LinkedText.of(change()),
                bars,
                frame.text("energy.chart.months", kwh(review.whole().kwh()), share(review.whole())),
                bars == null ? List.of() : columns(bars),
                review.months().stream().map(this::month).toList(),
                review.schools().stream().limit(SCHOOLS).map(this::school).toList(),
                more(),
                review.savings().kinds().stream().map(this::waste).toList(),
                saved(),
                words.making(),
                words.rates(),
                ratesOf(),
                own(),
                words.methods(),
                review.factors().stream().map(this::factor).toList(),
                frame.text("review.stamp", frame.format().dateTime(Instant.parse(review.made())), review.edition()));
    }

    /** The id of the method of the law's rate of that number. */
    static String rate(int number) {
        return "method-rate-" + number;
    }

    /** The period in words. */
    static String period(String word, Frame frame) {
        return frame.text(word.contains("-") ? "energy.school_year" : "energy.year", word);
    }

    private String ratesOf() {
        int year = review.rates().isEmpty() ? 0 : review.rates().get(0).year();
        return frame.text(span.running(year) ? "review.rates.running" : "review.rates", Integer.toString(year));
    }

    private String sentence() {
        Review.Amount whole = review.whole();
        String when = span.when(frame);
        if (whole.kwh() <= 0) {
            return frame.text("review.sentence.none", when);
        }
        return frame.text(
                "review.sentence",
                when,
                whole.machines(),
                review.place(),
                LinkedText.figure(kwh(whole.kwh()), BillText.ENERGY),
                LinkedText.figure(kwh(whole.uncertainty()), BillText.ENERGY),
                LinkedText.figure(share(whole), BillText.OFF_HOURS));
    }

    private String known() {
        Review.Amount whole = review.whole();
        long months =
                review.months().stream().filter(month -> month.amount() != null).count();
        return whole.kwh() <= 0
                ? ""
                : frame.text(
                        "review.known",
                        months,
                        review.months().size(),
                        LinkedText.figure(percent(Math.floor(whole.known() * PERCENT) / PERCENT), BillText.ENERGY),
                        LinkedText.figure(percent(whole.metered() / whole.kwh()), BillText.ENERGY));
    }

    private List<Figure> figures() {
        Review.Amount whole = review.whole();
        boolean any = whole.kwh() > 0;
        return List.of(
                new Figure(
                        frame.text("energy.consumed"),
                        any ? kwh(whole.kwh()) : frame.text("energy.none"),
                        any
                                ? frame.text(
                                        "energy.consumed.more",
                                        kwh(whole.uncertainty()),
                                        percent(whole.metered() / whole.kwh()))
                                : "",
                        ENERGY),
                new Figure(
                        frame.text("energy.off_hours"),
                        share(whole),
                        any ? offHours(whole).more(kwh(whole.offHours()), whole.machines(), frame) : "",
                        "method-off-hours"),
                new Figure(
                        frame.text("energy.cost"),
                        money(whole.euros()),
                        whole.euros() == null
                                ? frame.text("energy.cost.none")
                                : off(money(whole.eurosUncertainty()), part("cost", whole.priced(), whole.kwh())),
                        "method-cost"),
                new Figure(
                        frame.text("energy.carbon"),
                        carbon(whole.kilograms()),
                        whole.kilograms() == null
                                ? any ? frame.text("energy.carbon.none") : ""
                                : off(
                                        carbon(whole.kilogramsUncertainty()),
                                        part("carbon", whole.factored(), whole.kwh())),
                        "method-carbon"));
    }

    /** By how much a figure may be off, and what else has to be said of it. */
    private String off(String uncertainty, String more) {
        return more.isEmpty()
                ? frame.text("review.off", uncertainty)
                : frame.text("review.off.part", uncertainty, more);
    }

    private String part(String key, double part, double whole) {
        return part >= NEARLY * whole ? "" : frame.text("review." + key + ".part", percent(part / whole));
    }

    private String change() {
        Review.Change change = review.change();
        if (change == null) {
            return frame.text("review.change.none");
        }
        String key = Math.abs(change.share()) < ALIKE ? "alike" : change.share() > 0 ? "more" : "less";
        String months = change.months().stream().map(this::monthName).collect(Collectors.joining(", "));
        return frame.text(
                "review.change." + key,
                LinkedText.figure(percent(Math.abs(change.share())), "#" + CHANGE),
                LinkedText.figure(kwh(change.kwh()), "#" + CHANGE),
                LinkedText.figure(kwh(change.before()), "#" + CHANGE),
                LinkedText.figure(signed(change.perMachine()), "#" + CHANGE),
                change.months().size(),
                months);
    }

    private String signed(double share) {
        String amount = frame.format().plain(Math.abs(share) * PERCENT, 0);
        return frame.text(share < 0 ? "review.minus" : "review.plus", amount);
    }

    private String monthName(String month) {
        return DateTimeFormatter.ofPattern("MMM", frame.messages().locale()).format(YearMonth.parse(month));
    }

    private static Sums sums(Review.Month month) {
        List<Double> parts = month.parts();
        return Sums.of(measure -> switch (measure) {
            case USED -> parts.get(0) * KILO;
            case IDLE -> parts.get(1) * KILO;
            case OUTSIDE -> parts.get(2) * KILO;
            case UNDATED -> parts.get(3) * KILO;
            default -> 0;
        });
    }

    private Bars bars() {
        return Bars.of(review.months().stream()
                .map(month -> new Bars.Bar(monthName(month.month()), month.amount() == null ? null : sums(month)))
                .toList());
    }

    private List<Bulletin.Column> columns(Bars bars) {
        List<Bulletin.Column> columns = new ArrayList<>();
        for (Review.Month month : review.months()) {
            columns.add(new Bulletin.Column(
                    longName(month.month()),
                    monthName(month.month()),
                    month.amount() == null
                            ? List.of(0, 0, 0, 0)
                            : month.parts().stream()
                                    .map(part -> (int) Math.round(part * KILO / bars.top() * PERCENT))
                                    .toList(),
                    month.amount() != null));
        }
        return columns;
    }

    private String longName(String month) {
        return DateTimeFormatter.ofPattern(
                        frame.text("period.months"), frame.messages().locale())
                .format(YearMonth.parse(month));
    }

    private Row month(Review.Month month) {
        String name = longName(month.month());
        Review.Amount amount = month.amount();
        if (amount == null) {
            return new Row(name, List.of(frame.text("energy.no_data")));
        }
        return new Row(
                name,
                List.of(
                        frame.format().plain(amount.kwh(), 0),
                        share(amount),
                        percent(amount.known()),
                        amount.kwh() > 0 ? percent(amount.metered() / amount.kwh()) : frame.text("energy.none"),
                        money(amount.euros()),
                        amount.kilograms() == null
                                ? frame.text("energy.none")
                                : frame.format().plain(amount.kilograms(), 1)));
    }

    private Row school(Review.School school) {
        return new Row(
                school.name(),
                List.of(
                        Integer.toString(school.amount().machines()),
                        frame.format().plain(school.amount().kwh(), 0),
                        share(school.amount()),
                        frame.format().plain(school.outside(), 1),
                        frame.text(
                                school.gap() < 0 ? "review.gap.below" : "review.gap.above",
                                frame.format().plain(Math.abs(school.gap()), 1)),
                        percent(school.amount().known())));
    }

    private String more() {
        int rest = Math.max(0, review.schools().size() - SCHOOLS);
        return frame.text("review.schools.more", rest, review.silent());
    }

    private String waste(Review.Kind kind) {
        return frame.text(
                "review.waste",
                frame.text("review.waste." + kind.kind()),
                kind.machines(),
                about(kind.kwh(), kind.uncertainty()));
    }

    private String about(double kwh, double uncertainty) {
        return BillText.about(kwh * KILO, uncertainty * KILO, frame);
    }

    private String saved() {
        return review.savings().machines() == 0
                ? frame.text("energy.waste.none")
                : frame.text(
                        "review.saved",
                        review.savings().machines(),
                        about(review.savings().kwh(), review.savings().uncertainty()));
    }

    private String own() {
        Review.Own own = review.own();
        return OwnText.line(
                new OwnBill(hours(own.agents()), hours(own.server()), hours(own.pages()), 0, 0, 0, 0), frame);
    }

    private static @Nullable Double hours(@Nullable Double kilo) {
        return kilo == null ? null : (Double) (kilo * KILO);
    }

    private String factor(Review.Source factor) {
        Factor told = new Factor(
                factor.kind(),
                factor.subject(),
                factor.year(),
                "",
                factor.value(),
                factor.low(),
                factor.high(),
                factor.unit(),
                factor.source(),
                "",
                "");
        return frame.text(
                "footprint.factor", FactorText.what(told, frame), FactorText.value(told, frame), factor.source());
    }

    private String kwh(double kilo) {
        return BillText.energy(kilo * KILO, frame);
    }

    private String percent(double share) {
        return BillText.percent(OptionalDouble.of(share), frame);
    }

    private String share(Review.Amount amount) {
        return offHours(amount).text(frame);
    }

    private static OffHours offHours(Review.Amount amount) {
        return new OffHours(amount.offHours(), amount.dated(), amount.kwh(), amount.metered());
    }

    private String money(@Nullable Double euros) {
        return euros == null ? frame.text("energy.none") : frame.format().money(Math.round(euros * PERCENT));
    }

    private String carbon(@Nullable Double kilograms) {
        return kilograms == null
                ? frame.text("energy.none")
                : frame.text("energy.kg", frame.format().plain(kilograms, kilograms < 10 ? 1 : 0));
    }
}
