package org.socle.fleet.statistics;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.web.CsvKind;
import org.socle.fleet.web.Frame;

/**
 * Figures as tables to take away. Pure.
 *
 * @param name of the sheet
 * @param head names of the columns, for people; {@code keys} for programs
 * @param rows texts and numbers; null where a figure is not known
 */
public record FigureSheet(String name, List<String> head, List<String> keys, List<List<@Nullable Object>> rows) {
    private static final double HOUR = 3_600;
    private static final double CENTS = 100;

    private static final List<String> SCHOOLS = List.of(
            "school",
            "uai",
            "machines",
            "machine_hours",
            "down_hours",
            "availability",
            "repairs",
            "mean_class_hours",
            "median_class_hours",
            "mean_hours",
            "median_hours",
            "interventions",
            "minutes",
            "travel_minutes",
            "parts_euros",
            "other_euros",
            "euros");
    private static final List<String> MACHINES = List.of("machine", "model", "school", "interventions", "euros", "id");
    private static final List<String> MODELS = List.of("model", "machines", "interventions", "per_machine", "euros");

    /** All tables of a period: the sum and the schools, the machines, the models. */
    static List<FigureSheet> all(Figures.Seen seen, Frame frame) {
        List<List<@Nullable Object>> schools = new ArrayList<>();
        schools.add(row(frame.text("figure.all"), "", seen.all()));
        seen.schools().forEach(school -> schools.add(row(school.name(), school.uai(), school.tally())));
        return List.of(
                new FigureSheet(frame.text("figure.schools"), named(SCHOOLS, frame), SCHOOLS, schools),
                new FigureSheet(
                        frame.text("figure.machines"),
                        named(MACHINES, frame),
                        MACHINES,
                        seen.machines().stream()
                                .map(each -> List.<@Nullable Object>of(
                                        each.name(),
                                        each.model(),
                                        each.school(),
                                        each.interventions(),
                                        each.cost() / CENTS,
                                        each.device().toString()))
                                .toList()),
                new FigureSheet(
                        frame.text("figure.models"),
                        named(MODELS, frame),
                        MODELS,
                        seen.models().stream()
                                .map(each -> List.<@Nullable Object>of(
                                        each.model(),
                                        each.machines(),
                                        each.interventions(),
                                        each.perMachine(),
                                        each.cost() / CENTS))
                                .toList()));
    }

    private static List<String> named(List<String> keys, Frame frame) {
        return keys.stream().map(key -> frame.text("figure.column." + key)).toList();
    }

    private static List<@Nullable Object> row(String name, String uai, Tally tally) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(name);
        row.add(uai);
        row.add(tally.machines());
        row.add(hours(tally.machineTime()));
        row.add(hours(tally.downTime()));
        row.add(known(tally.availability()));
        row.add(tally.repaired());
        row.add(known(tally.meanClassHours()));
        row.add(known(tally.medianClassHours()));
        row.add(known(tally.meanHours()));
        row.add(known(tally.medianHours()));
        row.add(tally.interventions());
        row.add(tally.minutes());
        row.add(tally.travel());
        row.add(tally.parts() / CENTS);
        row.add(tally.other() / CENTS);
        row.add(tally.cost() / CENTS);
        return row;
    }

    private static double hours(Duration time) {
        return time.toSeconds() / HOUR;
    }

    private static @Nullable Double known(OptionalDouble figure) {
        return figure.isPresent() ? (Double) figure.getAsDouble() : null;
    }

    /** Texts for a CSV file: with a decimal comma for people, a point for programs. */
    List<List<String>> texts(CsvKind kind) {
        DecimalFormat format = new DecimalFormat(
                "0.##", DecimalFormatSymbols.getInstance(kind == CsvKind.SHEET ? Locale.FRENCH : Locale.ROOT));
        List<List<String>> texts = new ArrayList<>();
        texts.add(kind == CsvKind.SHEET ? head : keys);
        for (List<@Nullable Object> row : rows) {
            texts.add(row.stream()
                    .map(value -> value == null
                            ? ""
                            : value instanceof Double number ? format.format(number) : value.toString())
                    .toList());
        }
        return texts;
    }
}
