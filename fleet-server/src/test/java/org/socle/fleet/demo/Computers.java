package org.socle.fleet.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.socle.edge.probe.energy.PowerFigures;

/** Real computers, certified with their own watts: docs/energy-model/energy-star-computers-pre-v8.csv, by what an agent would take them for. */
final class Computers {
    private static final Path LIST = Path.of("../docs/energy-model/energy-star-computers-pre-v8.csv");

    /** Of the time at rest, by the certified year: with the screen dark. */
    private static final Map<String, Double> DARK = Map.of("desktop", 0.15 / 0.5, "laptop", 0.10 / 0.4);

    private final Map<String, List<Computer>> byKind = new HashMap<>();

    /**
     * One of the list, in watts.
     *
     * @param rest at rest, as a meter sees it over time
     * @param lit at rest with the screen lit, as somebody reads it once
     */
    record Computer(double off, double asleep, double rest, double lit) {}

    Computers() throws IOException {
        try (CsvReader<NamedCsvRecord> lines = CsvReader.builder()
                .commentStrategy(de.siegmar.fastcsv.reader.CommentStrategy.SKIP)
                .ofNamedCsvRecord(LIST)) {
            for (NamedCsvRecord line : lines) {
                String type = line.getField("type");
                String kind = type.equals("Desktop") || type.equals("Workstation")
                        ? "desktop"
                        : type.endsWith("Notebook") || type.equals("Mobile Workstation") ? "laptop" : "";
                Double dark = DARK.get(kind);
                if (dark != null && !line.getField("long_idle_w").isEmpty()) {
                    double lit = watts(line, "short_idle_w");
                    byKind.computeIfAbsent(kind, each -> new ArrayList<>())
                            .add(new Computer(
                                    watts(line, "off_w"),
                                    watts(line, "sleep_w"),
                                    watts(line, "long_idle_w") * dark + lit * (1 - dark),
                                    lit));
                }
            }
        }
    }

    private static double watts(NamedCsvRecord line, String column) {
        return Double.parseDouble(line.getField(column));
    }

    /** Any of a kind, each as likely. */
    Computer any(String kind, RandomGenerator lot) {
        List<Computer> all = Objects.requireNonNull(byKind.get(kind), kind);
        return all.get(lot.nextInt(all.size()));
    }

    /** Watts at rest that the agent's model has of a kind, over the same time as {@link Computer#rest}. */
    static double modelled(String kind) {
        PowerFigures.Machine machine = PowerFigures.machine(kind).orElseThrow();
        return machine.idle() + machine.screen() * (1 - Objects.requireNonNull(DARK.get(kind)));
    }
}
