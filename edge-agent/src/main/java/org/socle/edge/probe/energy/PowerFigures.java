package org.socle.edge.probe.energy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.socle.edge.source.Numbers;

/**
 * The figures of {@code power/*.csv}, with their sources there. docs/energy-model/compare.py reads the same files and holds them
 * against a list of real computers. Powers in watts; uncertainties are shares of the energy, 0 to 1.
 */
public final class PowerFigures {
    /** Asked at each look, unlike the others. */
    private static final Map<String, Double> BASES = bases();

    private PowerFigures() {}

    private static Map<String, Double> bases() {
        Table table = new Table("bases");
        return table.rows().stream()
                .collect(Collectors.toMap(row -> table.text(row, "basis"), row -> table.number(row, "uncertainty")));
    }

    /**
     * A kind of machine.
     *
     * @param kind as {@code device.type} says it
     * @param screen what the built-in screen adds when it is lit, 0 without one
     * @param processor what the processor adds at full load where it does not tell its own limit
     */
    public record Machine(
            String kind, double idle, double sleep, double screen, double processor, double uncertainty) {}

    /**
     * A board.
     *
     * @param model the beginning of its device tree's model
     */
    public record Board(String model, double idle, double full, double uncertainty) {}

    /** Empty for a kind without figures. */
    public static Optional<Machine> machine(String kind) {
        Table table = new Table("machines");
        return table.rows().stream()
                .filter(row -> table.text(row, "kind").equals(kind))
                .findFirst()
                .map(row -> new Machine(
                        kind,
                        table.number(row, "idle"),
                        table.number(row, "sleep"),
                        table.number(row, "screen"),
                        table.number(row, "processor"),
                        table.number(row, "uncertainty")));
    }

    public static List<Board> boards() {
        Table table = new Table("boards");
        return table.rows().stream()
                .map(row -> new Board(
                        table.text(row, "model"),
                        table.number(row, "idle"),
                        table.number(row, "full"),
                        table.number(row, "uncertainty")))
                .toList();
    }

    /** How sure a model is once more is known than the kind; the kind's and the board's own uncertainty are theirs. */
    static double uncertainty(PowerModel.Basis basis) {
        return Optional.ofNullable(BASES.get(basis.word()))
                .orElseThrow(() -> new IllegalArgumentException(basis.word() + " in power/bases.csv"));
    }

    /** A file's lines without remarks; its columns go by their heading. */
    private record Table(String name, List<String> columns, List<String[]> rows) {

        Table(String name) {
            this(name, lines(name));
        }

        private Table(String name, List<String[]> lines) {
            this(name, Arrays.asList(lines.get(0)), lines.subList(1, lines.size()));
        }

        private static List<String[]> lines(String name) {
            String file = "/power/" + name + ".csv";
            try (InputStream in = Objects.requireNonNull(PowerFigures.class.getResourceAsStream(file), file);
                    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                return lines.lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split(",", -1))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String text(String[] row, String column) {
            return row[columns.indexOf(column)];
        }

        double number(String[] row, String column) {
            String text = text(row, column);
            return Numbers.decimal(text)
                    .orElseThrow(() -> new IllegalStateException("'" + text + "' in power/" + name + ".csv"));
        }
    }
}
