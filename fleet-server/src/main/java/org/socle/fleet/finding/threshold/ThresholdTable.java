package org.socle.fleet.finding.threshold;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.socle.fleet.finding.Threshold;

/** SQL of the table {@code place_threshold}. Stateless; every method works in the caller's transaction. */
final class ThresholdTable {
    private record Row(String path, String name, double value) {}

    /** What places have set, by their path. A name that this version does not know is left alone. */
    Map<String, Map<Threshold, Double>> all(Handle handle) {
        Map<String, Map<Threshold, Double>> set = new HashMap<>();
        handle.createQuery("SELECT path, place_threshold.name AS threshold, value FROM place_threshold"
                        + " JOIN place ON place.id = place")
                .map((row, context) ->
                        new Row(row.getString("path"), row.getString("threshold"), row.getDouble("value")))
                .forEach(row -> Threshold.of(row.name)
                        .ifPresent(threshold -> set.computeIfAbsent(row.path, path -> new EnumMap<>(Threshold.class))
                                .put(threshold, row.value)));
        return set;
    }

    /** The path of every place. */
    Map<Long, String> paths(Handle handle) {
        Map<Long, String> paths = new HashMap<>();
        handle.createQuery("SELECT id, path FROM place")
                .map((row, context) -> Map.entry(row.getLong("id"), row.getString("path")))
                .forEach(place -> paths.put(place.getKey(), place.getValue()));
        return paths;
    }

    /** The name of a place; empty when there is none with this path. */
    String name(Handle handle, String path) {
        return handle.createQuery("SELECT name FROM place WHERE path = :path")
                .bind("path", path)
                .mapTo(String.class)
                .findOne()
                .orElse("");
    }

    void set(Handle handle, long place, Threshold threshold, double value) {
        handle.createUpdate("INSERT INTO place_threshold (place, name, value) VALUES (:place, :name, :value)"
                        + " ON CONFLICT (place, name) DO UPDATE SET value = excluded.value")
                .bind("place", place)
                .bind("name", threshold.word())
                .bind("value", value)
                .execute();
    }

    void unset(Handle handle, long place, Threshold threshold) {
        handle.createUpdate("DELETE FROM place_threshold WHERE place = :place AND name = :name")
                .bind("place", place)
                .bind("name", threshold.word())
                .execute();
    }
}
