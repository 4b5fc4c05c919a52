package org.socle.edge.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.socle.edge.probe.energy.PowerModel;
import org.socle.edge.probe.energy.PowerModel.Basis;
import org.socle.edge.source.Numbers;
import org.socle.edge.source.SysFs;

/** What a machine that nobody metered probably draws, by its kind: figures and sources are in {@code power/*.csv}. */
final class PowerModels {
    private static final double FULL_LOAD_OF_DESIGN = 0.90;
    private static final String LIMIT = "sys/class/powercap/intel-rapl:0/constraint_0_max_power_uw";
    private static final double MICRO = 1e-6;

    /** No processor of a school PC is designed for less or more, watts; firmware that says so does not know. */
    private static final double LEAST_LIMIT = 3;

    private static final double MOST_LIMIT = 200;

    private PowerModels() {}

    /**
     * A machine's model, and its built-in screen.
     *
     * @param screen watts the built-in screen adds, 0 without one
     */
    record Default(PowerModel model, double screen) {}

    /** Empty for a machine of which nothing is known, or which is none, such as a virtual one. */
    static Optional<Default> of(SysFs files) {
        Optional<String> board = files.read("proc/device-tree/model");
        if (board.isPresent()) {
            return board(board.get());
        }
        return new IdentityProbe(files).type().flatMap(kind -> kind(kind, limit(files)));
    }

    private static Optional<Default> board(String model) {
        return rows("boards").stream()
                .filter(row -> model.startsWith(row[0]))
                // The longest name that fits: a 400 is no 4.
                .max((a, b) -> Integer.compare(a[0].length(), b[0].length()))
                .map(row -> new Default(new PowerModel(number(row[1]), number(row[2]), number(row[1]), Basis.KIND), 0));
    }

    private static Optional<Default> kind(String kind, Optional<Double> limit) {
        return rows("machines").stream()
                .filter(row -> row[0].equals(kind))
                .findFirst()
                .map(row -> {
                    double idle = number(row[1]);
                    double full = idle + FULL_LOAD_OF_DESIGN * limit.orElse(number(row[4]));
                    Basis basis = limit.isPresent() ? Basis.PROCESSOR : Basis.KIND;
                    return new Default(new PowerModel(idle, full, number(row[2]), basis), number(row[3]));
                });
    }

    /** The power the processor is designed for, as its driver knows it; everybody may read this file. */
    private static Optional<Double> limit(SysFs files) {
        return files.readLong(LIMIT)
                .map(microwatts -> microwatts * MICRO)
                .filter(watts -> watts >= LEAST_LIMIT && watts <= MOST_LIMIT);
    }

    private static double number(String text) {
        return Numbers.decimal(text).orElseThrow(() -> new IllegalStateException("'" + text + "' in power/*.csv"));
    }

    /** The lines of a table without remarks and heading. */
    private static List<String[]> rows(String table) {
        String name = "/power/" + table + ".csv";
        try (InputStream in = Objects.requireNonNull(PowerModels.class.getResourceAsStream(name), name);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
