package org.socle.fleet.energy.open;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Merges the schools of a month until each line is of enough machines. From below: what is too small in a place goes together; when
 * that still is too small, it goes up to the place above; at the top it takes the smallest line along. Each school is in one line or,
 * when all of a top place is too small, in none. So lines share nothing and their differences are lines; and whoever knows the sum of
 * a place from elsewhere finds, when he takes its lines away, nothing or again enough machines. The lines follow from all that there
 * is, never from who asks: two files of different readers cannot be held against each other. Pure.
 */
final class Floor {
    /** Machines. */
    static final int LEAST = 10;

    private Floor() {}

    static List<Line> lines(List<Unit> units) {
        Map<String, List<Unit>> byTop = new TreeMap<>();
        for (Unit unit : units) {
            byTop.computeIfAbsent(top(unit.path()), path -> new ArrayList<>()).add(unit);
        }
        List<Line> lines = new ArrayList<>();
        byTop.forEach((top, its) -> lines.addAll(merged(top, its)));
        return lines;
    }

    private static List<Line> merged(String top, List<Unit> units) {
        List<Line> lines = new ArrayList<>();
        Map<String, List<Unit>> rests = new HashMap<>();
        TreeSet<String> places = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        for (Unit unit : units) {
            if (unit.machines() >= LEAST) {
                lines.add(new Line(unit.path(), List.of(unit)));
            } else {
                rests.computeIfAbsent(above(unit.path()), path -> new ArrayList<>())
                        .add(unit);
            }
            for (String path = above(unit.path()); path.length() > 1; path = above(path)) {
                places.add(path);
            }
        }
        for (String place : places) {
            List<Unit> rest = rests.getOrDefault(place, List.of());
            if (rest.isEmpty()) {
                continue;
            }
            Line together = new Line(place, rest);
            if (together.machines() >= LEAST) {
                lines.add(together);
            } else if (!takeAlong(lines, together) && !place.equals(top)) {
                rests.computeIfAbsent(above(place), path -> new ArrayList<>()).addAll(rest);
            }
        }
        return lines;
    }

    /** Puts what is too small together with the smallest line of the same place; false when it has none. */
    private static boolean takeAlong(List<Line> lines, Line rest) {
        return lines.stream()
                .filter(line -> line.place().startsWith(rest.place()))
                .min(Line.SMALLEST)
                .map(line -> {
                    lines.remove(line);
                    lines.add(line.with(rest.place(), rest.units()));
                    return true;
                })
                .orElse(false);
    }

    private static String top(String path) {
        return path.substring(0, path.indexOf('/', 1) + 1);
    }

    /** The place a path's is in; {@code /} above the top. */
    private static String above(String path) {
        return path.substring(0, path.lastIndexOf('/', path.length() - 2) + 1);
    }
}
