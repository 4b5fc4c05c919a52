package org.socle.fleet.energy.factor;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What is paid where and when. Immutable. */
public final class Tariffs {
    private final Map<String, TreeMap<LocalDate, Double>> byPath = new HashMap<>();

    public Tariffs(List<Tariff> tariffs) {
        tariffs.forEach(tariff ->
                byPath.computeIfAbsent(tariff.path(), path -> new TreeMap<>()).put(tariff.first(), tariff.cents()));
    }

    /**
     * Cents of a euro for a kilowatt-hour on a day: what the nearest place says that says anything for that day.
     *
     * @param path of the place
     */
    public OptionalDouble on(String path, LocalDate day) {
        for (int end = path.length(); end > 1; end = path.lastIndexOf('/', end - 2) + 1) {
            Map.Entry<LocalDate, Double> tariff =
                    byPath.getOrDefault(path.substring(0, end), new TreeMap<>()).floorEntry(day);
            if (tariff != null) {
                return OptionalDouble.of(tariff.getValue());
            }
        }
        return OptionalDouble.empty();
    }

    /** The mean over some days, of those that have one; empty when none has. */
    public OptionalDouble mean(String path, LocalDate first, LocalDate end) {
        return byPath.isEmpty()
                ? OptionalDouble.empty()
                : first.datesUntil(end)
                        .map(day -> on(path, day))
                        .filter(OptionalDouble::isPresent)
                        .mapToDouble(OptionalDouble::getAsDouble)
                        .average();
    }
}
