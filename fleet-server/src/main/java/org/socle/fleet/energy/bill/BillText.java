package org.socle.fleet.energy.bill;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.socle.fleet.energy.factor.Factor;
import org.socle.fleet.energy.use.Sums.Measure;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.LinkedText;

/** A bill as people read it. */
public final class BillText {
    private static final double KILO = 1000;
    private static final double PERCENT = 100;
    private static final double NEARLY = 0.995;

    /** Watt-hours. */
    private static final double WORTH_SAYING = 500;

    /** Where the method of energies stands on each page that has {@link #methods}. */
    public static final String ENERGY = "#method-energy";

    /** Likewise of what is outside school time. */
    public static final String OFF_HOURS = "#method-off-hours";

    private static final double LITTLE = 0.095;

    private final Bill bill;
    private final Frame frame;

    public BillText(Bill bill, Frame frame) {
        this.bill = bill;
        this.frame = frame;
    }

    /** Watt-hours as kilowatt-hours, with as many digits as make sense. */
    public static String energy(double wattHours, Frame frame) {
        double kilo = wattHours / KILO;
        return frame.text("energy.kwh", frame.format().plain(kilo, decimals(kilo)));
    }

    /** Watt-hours, with by how much they may be off where that is known. */
    public static String about(double wattHours, double off, Frame frame) {
        return off <= 0
                ? energy(wattHours, frame)
                : frame.text("energy.about", energy(wattHours, frame), energy(off, frame));
    }

    /** What is little, such as a machine's day, must not look like nothing. */
    private static int decimals(double value) {
        return value >= 10 ? 0 : value >= LITTLE ? 1 : 3;
    }

    public static String percent(OptionalDouble share, Frame frame) {
        return share.isEmpty()
                ? frame.text("energy.none")
                : frame.text("energy.percent", frame.format().plain(share.getAsDouble() * PERCENT, 0));
    }

    /** The four that everybody asks for. */
    public List<Figure> figures() {
        return List.of(
                new Figure(
                        frame.text("energy.consumed"),
                        // No data is not zero.
                        known() ? energy(bill.consumed(), frame) : frame.text("energy.none"),
                        bill.consumed() > 0
                                ? frame.text(
                                        "energy.consumed.more",
                                        energy(bill.sums().get(Measure.UNCERTAINTY), frame),
                                        percent(bill.meteredShare(), frame))
                                : "",
                        "method-energy"),
                new Figure(frame.text("energy.cost"), cost(), costMore(), "method-cost"),
                new Figure(frame.text("energy.carbon"), carbon(), carbonMore(), "method-carbon"),
                new Figure(
                        frame.text("energy.off_hours"),
                        bill.offHours().text(frame),
                        known()
                                ? bill.offHours().more(energy(bill.offHours().outside(), frame), bill.machines(), frame)
                                : "",
                        "method-off-hours"));
    }

    /** Those of a page for everybody: consumption, what of it was for nobody, and money where a tariff is known, else carbon. */
    public List<Figure> three() {
        List<Figure> all = figures();
        return List.of(all.get(0), all.get(3), bill.priced() > 0 ? all.get(1) : all.get(2));
    }

    /**
     * Of how many machines and how much of their time something is known; empty when of none. No data is not zero.
     *
     * @param known share of the time, 0 to 1
     */
    public LinkedText coverage(double known) {
        if (!known()) {
            return LinkedText.NONE;
        }
        double undated = bill.sums().get(Measure.UNDATED);
        String share = frame.text("energy.percent", frame.format().plain(Math.floor(PERCENT * known), 0));
        return LinkedText.of(frame.text("energy.coverage", bill.machines(), LinkedText.figure(share, ENERGY))
                + (undated < WORTH_SAYING
                        ? ""
                        : " "
                                + frame.text(
                                        "energy.coverage.undated", LinkedText.figure(energy(undated, frame), ENERGY))));
    }

    private boolean known() {
        return bill.sums().known() > 0;
    }

    private String cost() {
        return bill.priced() > 0 ? frame.format().money(Math.round(bill.cents())) : frame.text("energy.none");
    }

    private String costMore() {
        if (bill.priced() <= 0) {
            return frame.text("energy.cost.none");
        }
        String price = frame.text(
                "energy.cost.more",
                frame.format().money(Math.round(bill.centsUncertainty())),
                frame.format().plain(bill.cents() / (bill.priced() / KILO), 1));
        return bill.priced() >= NEARLY * bill.consumed()
                ? price
                : frame.text("energy.cost.part", price, percent(part(bill.priced()), frame));
    }

    private String carbon() {
        return bill.factored() > 0 ? kilograms(bill.kilograms(), frame) : frame.text("energy.none");
    }

    static String kilograms(double kilograms, Frame frame) {
        return frame.text("energy.kg", frame.format().plain(kilograms, decimals(kilograms)));
    }

    private String carbonMore() {
        if (bill.consumed() <= 0) {
            return "";
        }
        if (bill.factored() <= 0) {
            return frame.text("energy.carbon.none");
        }
        String edition =
                frame.text("energy.carbon.more", kilograms(bill.kilogramsUncertainty(), frame), bill.edition());
        return bill.factored() >= NEARLY * bill.consumed()
                ? edition
                : frame.text("energy.carbon.part", edition, percent(part(bill.factored()), frame));
    }

    private OptionalDouble part(double wattHours) {
        return OptionalDouble.of(wattHours / bill.consumed());
    }

    /**
     * How all of them are reckoned.
     *
     * @param meter whether the meter of a building is among them
     */
    public List<Method> methods(boolean meter) {
        List<Method> methods = new ArrayList<>();
        methods.add(method("energy", "energy.consumed", frame.text("energy.method.energy")));
        methods.add(method("off-hours", "energy.off_hours", frame.text("energy.method.off_hours")));
        methods.add(method("cost", "energy.cost", frame.text("energy.method.cost")));
        methods.add(method(
                "carbon",
                "energy.carbon",
                frame.text(
                        "energy.method.carbon",
                        bill.edition(),
                        bill.grid().isEmpty()
                                ? frame.text("energy.none")
                                : bill.grid().stream().map(this::factor).collect(Collectors.joining(" ; ")))));
        if (meter) {
            methods.add(method("meter", "energy.share", frame.text("energy.method.meter")));
        }
        methods.add(method("waste", "energy.waste", frame.text("energy.method.waste")));
        return methods;
    }

    private Method method(String id, String label, String text) {
        return new Method("method-" + id, frame.text(label), text);
    }

    private String factor(Factor factor) {
        return frame.text(
                "energy.method.factor",
                Integer.toString(Objects.requireNonNull(factor.year())),
                frame.format().plain(Objects.requireNonNull(factor.value()), 4),
                factor.source());
    }
}
