package org.socle.fleet.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.energy.bill.Method;
import org.socle.fleet.energy.bill.OffHours;
import org.socle.fleet.web.CsvKind;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Ods;

/**
 * A review for spreadsheets and programs, frozen or not: one line for each figure, with its unit, its method and the edition of
 * factors, and the methods and factors themselves below; as a workbook, a sheet for each section.
 */
final class ReviewFile {
    /** Names of the columns for programs; those for people are {@code review.column.{key}}. */
    static final List<String> KEYS =
            List.of("section", "name", "code", "measure", "value", "unit", "method", "edition");

    private static final String ENERGY = "method-energy";
    private static final String KWH = "kWh";
    private static final String SHARE = "share";
    private static final String TEXT = "text";

    private final Review review;
    private final Frame frame;

    ReviewFile(Review review, Frame frame) {
        this.review = review;
        this.frame = frame;
    }

    private enum Section {
        REVIEW,
        MONTH,
        SCHOOL,
        CHANGE,
        WASTE,
        RATE,
        MAKING,
        SOCLE,
        FACTOR,
        METHOD;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One figure.
     *
     * @param name of what it is of; {@code code} its UAI, month or word
     * @param value a number or a text; null where it is not known
     * @param method by which it is reckoned; empty for what is told, not reckoned
     */
    private record Line(
            Section section,
            String name,
            String code,
            String measure,
            @Nullable Object value,
            String unit,
            String method) {}

    /** The file, its head first. */
    List<List<String>> csv(CsvKind kind) {
        boolean sheet = kind == CsvKind.SHEET;
        boolean comma = sheet && frame.messages().locale().getLanguage().equals(Locale.FRENCH.getLanguage());
        List<List<String>> rows = new ArrayList<>();
        rows.add(sheet ? KEYS.stream().map(this::head).toList() : KEYS);
        for (Line line : lines()) {
            rows.add(List.of(
                    sheet ? section(line.section) : line.section.word(),
                    line.name,
                    line.code,
                    sheet ? head(line.measure) : line.measure,
                    text(line.value, comma),
                    line.unit,
                    line.method,
                    review.edition()));
        }
        return rows;
    }

    /** A spreadsheet in French reads a comma; a program reads a dot. */
    private static String text(@Nullable Object value, boolean comma) {
        if (value == null) {
            return "";
        }
        return comma && value instanceof Double ? value.toString().replace('.', ',') : value.toString();
    }

    /** A sheet for each section that has lines: a row for each thing, a column for each measure. */
    List<Ods.Grid> sheets() {
        List<Line> all = lines();
        return Arrays.stream(Section.values())
                .filter(section -> all.stream().anyMatch(line -> line.section == section))
                .map(section -> sheet(
                        section,
                        all.stream().filter(line -> line.section == section).toList()))
                .toList();
    }

    private Ods.Grid sheet(Section section, List<Line> lines) {
        Set<String> measures = new LinkedHashSet<>();
        Map<List<String>, Map<String, @Nullable Object>> things = new LinkedHashMap<>();
        for (Line line : lines) {
            measures.add(line.measure);
            things.computeIfAbsent(List.of(line.name, line.code), thing -> new LinkedHashMap<>())
                    .put(line.measure, line.value);
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        things.forEach((thing, values) -> {
            List<@Nullable Object> row = new ArrayList<>(thing);
            measures.forEach(measure -> row.add(values.get(measure)));
            rows.add(row);
        });
        List<String> heads = Stream.concat(Stream.of("name", "code"), measures.stream())
                .map(this::head)
                .toList();
        return new Ods.Grid(section(section), heads, rows);
    }

    private String head(String key) {
        return frame.text("review.column." + key);
    }

    private String section(Section section) {
        return frame.text("review.section." + section.word());
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        about(lines);
        months(lines);
        schools(lines);
        change(lines);
        wastes(lines);
        rates(lines);
        making(lines);
        own(lines);
        factors(lines);
        methods(lines);
        return lines;
    }

    private void about(List<Line> lines) {
        Span span = Span.of(review);
        told(lines, "period", review.period());
        told(lines, "first", span.months().first().toString());
        told(lines, "last", span.last().toString());
        told(lines, "provisional", span.running() ? 1 : 0);
        told(lines, "made", review.made());
        told(lines, "edition", review.edition());
        amount(lines, Section.REVIEW, review.place(), review.uai(), review.whole());
    }

    private void told(List<Line> lines, String measure, Object value) {
        lines.add(new Line(Section.REVIEW, review.place(), review.uai(), measure, value, "", ""));
    }

    private static void amount(List<Line> lines, Section section, String name, String code, Review.Amount amount) {
        Figures figures = new Figures(lines, section, name, code);
        OffHours offHours = new OffHours(amount.offHours(), amount.dated(), amount.kwh(), amount.metered());
        figures.add("machines", amount.machines(), "", ENERGY)
                .add("kwh", amount.kwh(), KWH, ENERGY)
                .add("uncertainty_kwh", amount.uncertainty(), KWH, ENERGY)
                .add("metered_kwh", amount.metered(), KWH, ENERGY)
                .add("known_share", amount.known(), SHARE, ENERGY)
                .add("off_hours_kwh", amount.offHours(), KWH, "method-off-hours")
                .add("dated_kwh", amount.dated(), KWH, "method-off-hours")
                .add("outside_school_low", round(offHours.low()), SHARE, "method-off-hours")
                .add("outside_school_high", round(offHours.high()), SHARE, "method-off-hours")
                .add("euros", amount.euros(), "EUR", "method-cost")
                .add("euros_uncertainty", amount.eurosUncertainty(), "EUR", "method-cost")
                .add("priced_kwh", amount.priced(), KWH, "method-cost")
                .add("kg_co2e", amount.kilograms(), "kgCO2e", "method-carbon")
                .add("kg_co2e_uncertainty", amount.kilogramsUncertainty(), "kgCO2e", "method-carbon")
                .add("factored_kwh", amount.factored(), KWH, "method-carbon");
    }

    private static double round(double share) {
        return Math.round(share * 1000) / 1000.0;
    }

    private void months(List<Line> lines) {
        for (Review.Month month : review.months()) {
            Review.Amount amount = month.amount();
            if (amount == null) {
                // No data is not zero.
                lines.add(new Line(Section.MONTH, month.month(), month.month(), "kwh", null, KWH, ENERGY));
            } else {
                amount(lines, Section.MONTH, month.month(), month.month(), amount);
            }
        }
    }

    private void schools(List<Line> lines) {
        for (Review.School school : review.schools()) {
            amount(lines, Section.SCHOOL, school.name(), school.uai(), school.amount());
            new Figures(lines, Section.SCHOOL, school.name(), school.uai())
                    .add("off_hours_kwh_a_machine", school.outside(), KWH, "method-gap")
                    .add("gap_kwh_a_machine", school.gap(), KWH, "method-gap");
        }
    }

    private void change(List<Line> lines) {
        Review.Change change = review.change();
        if (change != null) {
            String method = "method-change";
            new Figures(lines, Section.CHANGE, String.join(" ", change.months()), "")
                    .add("kwh", change.kwh(), KWH, method)
                    .add("before_kwh", change.before(), KWH, method)
                    .add("change_share", change.share(), SHARE, method)
                    .add("change_share_a_machine", change.perMachine(), SHARE, method);
        }
    }

    private void wastes(List<Line> lines) {
        String method = "method-waste";
        new Figures(lines, Section.WASTE, frame.text("review.waste.all"), "all")
                .add("machines", review.savings().machines(), "", method)
                .add("saved_kwh_a_year", review.savings().kwh(), KWH, method)
                .add("uncertainty_kwh", review.savings().uncertainty(), KWH, method);
        for (Review.Kind kind : review.savings().kinds()) {
            new Figures(lines, Section.WASTE, frame.text("review.waste." + kind.kind()), kind.kind())
                    .add("machines", kind.machines(), "", method)
                    .add("saved_kwh_a_year", kind.kwh(), KWH, method)
                    .add("uncertainty_kwh", kind.uncertainty(), KWH, method);
        }
    }

    private void rates(List<Line> lines) {
        for (int i = 0; i < review.rates().size(); i++) {
            Review.Quota rate = review.rates().get(i);
            String method = ReviewText.rate(i);
            new Figures(lines, Section.RATE, frame.text("lifecycle." + rate.rate()), rate.rate())
                    .add("year", rate.year(), "", "")
                    .add("numerator", rate.numerator(), rate.unit(), method)
                    .add("wider_numerator", rate.wider(), rate.unit(), method)
                    .add("denominator", rate.denominator(), rate.unit(), method)
                    .add("percent", rate.percent(), "%", method)
                    .add("target_percent", rate.target(), "%", method);
        }
    }

    private void making(List<Line> lines) {
        Review.Making making = review.making();
        String method = "method-making";
        new Figures(lines, Section.MAKING, review.place(), review.uai())
                .add("pieces", making.pieces(), "", method)
                .add("making_kg_a_year", making.yearly(), "kgCO2e", method)
                .add("making_low_kg_a_year", making.low(), "kgCO2e", method)
                .add("making_high_kg_a_year", making.high(), "kgCO2e", method)
                .add("used_pieces", making.used(), "", method)
                .add("avoided_low_kg_a_year", making.avoidedLow(), "kgCO2e", method)
                .add("avoided_high_kg_a_year", making.avoidedHigh(), "kgCO2e", method);
    }

    private void own(List<Line> lines) {
        String method = "method-own";
        new Figures(lines, Section.SOCLE, frame.text("own.title"), "")
                .add("agents_kwh", review.own().agents(), KWH, method)
                .add("server_kwh", review.own().server(), KWH, method)
                .add("pages_kwh", review.own().pages(), KWH, method);
    }

    private void factors(List<Line> lines) {
        for (Review.Source factor : review.factors()) {
            String code = factor.year() == null ? factor.subject() : factor.subject() + " " + factor.year();
            new Figures(lines, Section.FACTOR, frame.text("factor.kind." + factor.kind()), code)
                    .add("value", factor.value(), factor.unit(), "")
                    .add("low", factor.low(), factor.unit(), "")
                    .add("high", factor.high(), factor.unit(), "")
                    .add("unit", factor.unit(), "", "")
                    .add("source", factor.source(), "", "");
        }
    }

    private void methods(List<Line> lines) {
        Review.Words words = review.words().get(frame.messages().language());
        if (words == null) {
            return;
        }
        for (Method method : words.methods()) {
            lines.add(new Line(Section.METHOD, method.label(), method.id(), TEXT, method.text(), "", ""));
        }
        for (int i = 0; i < words.rates().size(); i++) {
            lines.add(new Line(
                    Section.METHOD,
                    words.rates().get(i).label(),
                    ReviewText.rate(i),
                    TEXT,
                    words.rates().get(i).method() + " " + words.rates().get(i).source(),
                    "",
                    ""));
        }
    }

    /** Figures of one thing, one after the other. */
    private record Figures(List<Line> lines, Section section, String name, String code) {
        Figures add(String measure, @Nullable Object value, String unit, String method) {
            lines.add(new Line(section, name, code, measure, value, unit, method));
            return this;
        }
    }
}
