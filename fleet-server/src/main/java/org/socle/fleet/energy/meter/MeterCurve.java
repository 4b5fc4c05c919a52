package org.socle.fleet.energy.meter;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.energy.meter.MeterFile.Problem;
import org.socle.fleet.energy.meter.MeterFile.Reading;
import org.socle.fleet.web.Refusal;

/**
 * The values of a meter's file laid into the hours of days. An hour counts when all of its steps are there: no data is not zero. Pure.
 *
 * @param stamp what its times mark
 * @param basis how that is known
 * @param days in order
 * @param lines the first line of each day
 * @param problems lines that fit into no hour
 */
record MeterCurve(
        Stamp stamp,
        Basis basis,
        SortedMap<LocalDate, MeterDay> days,
        Map<LocalDate, Integer> lines,
        List<Problem> problems) {
    private static final Set<Long> STEPS = Set.of(5L, 10L, 15L, 30L, 60L);
    private static final int HOUR = 60;

    /** How it is known what the times of a file mark. */
    enum Basis {
        /** The file or whoever sent it says so. */
        TOLD,
        /** Its days begin at midnight, or one step later. */
        SEEN,
        /** Neither: it is what is usual for such a file. */
        USUAL
    }

    /** One value in its time. */
    private record Step(Reading reading, Instant from, int minutes) {
        Instant to() {
            return from.plusSeconds(minutes * 60L);
        }
    }

    /** An hour to be filled. */
    private static final class Hour {
        private double wattHours;
        private int minutes;
    }

    static MeterCurve of(Collection<Reading> readings, MeterHead head, ZoneId zone, @Nullable Stamp chosen) {
        List<Reading> inOrder =
                readings.stream().sorted(Comparator.comparing(Reading::stamp)).toList();
        int usual = usualStep(inOrder);
        Basis basis = Basis.TOLD;
        Stamp stamp = chosen != null ? chosen : head.stamp();
        if (stamp == null) {
            Optional<Stamp> seen = seen(inOrder, usual, zone);
            basis = seen.isPresent() ? Basis.SEEN : Basis.USUAL;
            stamp = seen.orElse(head.enedis() ? Stamp.END : Stamp.START);
        }
        List<Problem> problems = new ArrayList<>();
        List<Step> steps = steps(inOrder, usual, stamp, zone, problems);
        Map<LocalDate, Integer> lines = new HashMap<>();
        return new MeterCurve(stamp, basis, days(steps, zone, lines), lines, List.copyOf(problems));
    }

    /** The commonest distance between two times that is the length of a step; 0 when there is none. */
    private static int usualStep(List<Reading> inOrder) {
        Map<Long, Integer> counts = new HashMap<>();
        for (int i = 1; i < inOrder.size(); i++) {
            long minutes = distance(inOrder, i);
            if (STEPS.contains(minutes)) {
                counts.merge(minutes, 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .max(Map.Entry.<Long, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(entry -> entry.getKey().intValue())
                .orElse(0);
    }

    private static long distance(List<Reading> inOrder, int second) {
        Duration apart = Duration.between(
                inOrder.get(second - 1).stamp(), inOrder.get(second).stamp());
        return apart.toSecondsPart() == 0 ? apart.toMinutes() : 0;
    }

    /** A file of whole days begins at midnight when its times mark beginnings, and ends there when they mark ends. */
    private static Optional<Stamp> seen(List<Reading> inOrder, int usual, ZoneId zone) {
        if (inOrder.size() < 2) {
            return Optional.empty();
        }
        boolean first = midnight(inOrder.get(0).stamp(), zone);
        boolean last = midnight(inOrder.get(inOrder.size() - 1).stamp(), zone);
        if (first && !last) {
            return Optional.of(Stamp.START);
        }
        return last && midnight(inOrder.get(0).stamp().minusSeconds(usual * 60L), zone) && !first
                ? Optional.of(Stamp.END)
                : Optional.empty();
    }

    private static boolean midnight(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    private static List<Step> steps(
            List<Reading> inOrder, int usual, Stamp stamp, ZoneId zone, List<Problem> problems) {
        Map<LocalDate, Integer> usualOfDays = usualOfDays(inOrder, zone);
        List<Step> steps = new ArrayList<>();
        Instant end = Instant.MIN;
        for (int i = 0; i < inOrder.size(); i++) {
            Reading reading = inOrder.get(i);
            int second = stamp == Stamp.END ? i : i + 1;
            long own = second > 0 && second < inOrder.size() ? distance(inOrder, second) : 0;
            int usualThen = usualOfDays.getOrDefault(LocalDate.ofInstant(reading.stamp(), zone), 0);
            int expected = usualThen > 0 ? usualThen : usual;
            // What is further apart than usual has a gap in between.
            int minutes = reading.minutes() > 0
                    ? reading.minutes()
                    : STEPS.contains(own) && own < expected ? (int) own : expected;
            try {
                Step step = step(reading, minutes, stamp, zone);
                if (step.from.isBefore(end)) {
                    throw new Refusal("meter.refused.overlap");
                }
                end = step.to();
                steps.add(step);
            } catch (Refusal why) {
                problems.add(new Problem(
                        reading.line(),
                        reading.stamp().atZone(zone).toLocalDateTime().toString(),
                        why));
            }
        }
        return steps;
    }

    /** A file may change its step from one day to the next. */
    private static Map<LocalDate, Integer> usualOfDays(List<Reading> inOrder, ZoneId zone) {
        Map<LocalDate, List<Reading>> byDay = new HashMap<>();
        inOrder.forEach(
                reading -> byDay.computeIfAbsent(LocalDate.ofInstant(reading.stamp(), zone), day -> new ArrayList<>())
                        .add(reading));
        Map<LocalDate, Integer> usual = new HashMap<>();
        byDay.forEach((day, readings) -> usual.put(day, usualStep(readings)));
        return usual;
    }

    private static Step step(Reading reading, int minutes, Stamp stamp, ZoneId zone) {
        if (minutes == 0) {
            throw new Refusal("meter.refused.step");
        }
        Instant from = stamp == Stamp.END ? reading.stamp().minusSeconds(minutes * 60L) : reading.stamp();
        Instant midnight = LocalDate.ofInstant(from, zone).atStartOfDay(zone).toInstant();
        if (Duration.between(midnight, from).toSeconds() % (minutes * 60L) != 0) {
            throw new Refusal("meter.refused.unaligned", minutes);
        }
        double wattHours = reading.unit().wattHours(reading.value(), minutes);
        if (wattHours * HOUR / minutes > MeterDay.MOST) {
            throw new Refusal(
                    "meter.refused.absurd", Math.round(wattHours * HOUR / minutes / 1000), MeterDay.MOST / 1000);
        }
        return new Step(reading, from, minutes);
    }

    private static SortedMap<LocalDate, MeterDay> days(List<Step> steps, ZoneId zone, Map<LocalDate, Integer> lines) {
        SortedMap<LocalDate, SortedMap<Integer, Hour>> filled = new TreeMap<>();
        for (Step step : steps) {
            LocalDate day = LocalDate.ofInstant(step.from, zone);
            long seconds = Duration.between(day.atStartOfDay(zone).toInstant(), step.from)
                    .toSeconds();
            Hour hour = filled.computeIfAbsent(day, any -> new TreeMap<>())
                    .computeIfAbsent((int) (seconds / 3600), any -> new Hour());
            hour.wattHours += step.reading.unit().wattHours(step.reading.value(), step.minutes);
            hour.minutes += step.minutes;
            lines.merge(day, step.reading.line(), Math::min);
        }
        SortedMap<LocalDate, MeterDay> days = new TreeMap<>();
        filled.forEach((day, hours) -> {
            SortedMap<Integer, Integer> known = new TreeMap<>();
            hours.forEach((number, hour) -> {
                if (hour.minutes == HOUR) {
                    known.put(number, (int) Math.round(hour.wattHours));
                }
            });
            if (!known.isEmpty()) {
                days.put(day, new MeterDay(day, MeterDay.length(day, zone), known));
            }
        });
        return days;
    }

    /** The first line of a day that has one. */
    int line(LocalDate day) {
        return Objects.requireNonNullElse(lines.get(day), 0);
    }

    /** How many hours are missing in its days. */
    int missing() {
        return days.values().stream()
                .mapToInt(day -> day.length() - day.known().size())
                .sum();
    }
}
