package org.socle.fleet.energy.bill;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.energy.use.Sums;
import org.socle.fleet.energy.use.Sums.Measure;

/**
 * Bars of days or months, each in parts one upon the other: in use, unused in school time, outside school time, of unknown hour. A
 * day of which nothing is known has no bar, and a short dash where it would be. Pure.
 *
 * @param series paths, one for each of {@link #PARTS}
 * @param gaps path of the dashes where nothing is known
 * @param top watt-hours at the upper edge
 * @param marks the bars that have a label below them
 */
public record Bars(List<String> series, String gaps, double top, List<Mark> marks) {
    public static final int WIDTH = 640;
    public static final int HEIGHT = 180;

    /** What a bar consists of, from below; a word of the message files each, {@code energy.part.{word}}. */
    public static final List<String> PARTS = List.of("used", "idle", "off_hours", "undated");

    private static final List<ToDoubleFunction<Sums>> AMOUNTS = List.of(
            sums -> sums.get(Measure.USED), Sums::unusedSchool, Sums::outsideSchool, sums -> sums.get(Measure.UNDATED));

    private static final List<Double> ROUND = List.of(1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0);

    private static final int DASH = 4;

    /** A label within this part of the width from an edge stands at the edge. */
    private static final int EDGE = 20;

    /** A labelled bar: the middle of it, in pixels. */
    public record Mark(int at, String label) {
        /** Where it stands, in percent of the width. */
        public String x() {
            return switch (anchor()) {
                case "start" -> "0%";
                case "end" -> "100%";
                default -> at * 100 / WIDTH + "%";
            };
        }

        /** Which of its ends stands there: a label at the edge is not cut. */
        public String anchor() {
            return at * EDGE < WIDTH ? "start" : (WIDTH - at) * EDGE < WIDTH ? "end" : "middle";
        }
    }

    /**
     * One bar.
     *
     * @param label below it; empty for none
     * @param sums null where nothing is known
     */
    public record Bar(String label, @Nullable Sums sums) {}

    /** Watt-hours of one of {@link #PARTS}. */
    public static double amount(int part, Sums sums) {
        return AMOUNTS.get(part).applyAsDouble(sums);
    }

    public static Bars of(List<Bar> bars) {
        double highest = bars.stream()
                .mapToDouble(bar -> bar.sums == null ? 0 : bar.sums.total())
                .max()
                .orElse(0);
        double top = round(highest);
        double step = (double) WIDTH / Math.max(1, bars.size());
        List<StringBuilder> series = new ArrayList<>();
        PARTS.forEach(part -> series.add(new StringBuilder()));
        StringBuilder gaps = new StringBuilder();
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            int left = (int) Math.round(i * step + step * 0.15);
            int right = (int) Math.round((i + 1) * step - step * 0.15);
            Sums sums = bars.get(i).sums;
            if (sums == null) {
                gaps.append('M')
                        .append(left)
                        .append(' ')
                        .append(HEIGHT - DASH)
                        .append('H')
                        .append(right);
            } else {
                stack(series, sums, left, right, top);
            }
            if (!bars.get(i).label.isEmpty()) {
                marks.add(new Mark((left + right) / 2, bars.get(i).label));
            }
        }
        return new Bars(series.stream().map(StringBuilder::toString).toList(), gaps.toString(), top, marks);
    }

    private static void stack(List<StringBuilder> series, Sums sums, int left, int right, double top) {
        double below = 0;
        for (int part = 0; part < PARTS.size(); part++) {
            double above = below + amount(part, sums);
            int bottom = y(below, top);
            int upper = y(above, top);
            if (upper < bottom) {
                series.get(part)
                        .append('M')
                        .append(left)
                        .append(' ')
                        .append(bottom)
                        .append('V')
                        .append(upper)
                        .append('H')
                        .append(right)
                        .append('V')
                        .append(bottom)
                        .append('Z');
            }
            below = above;
        }
    }

    private static int y(double value, double top) {
        return HEIGHT - (int) Math.round(value / top * HEIGHT);
    }

    /** The next round number: what is drawn fills two thirds of the height at least. */
    private static double round(double highest) {
        if (highest <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(highest)));
        double lead = highest / power;
        return power * ROUND.stream().filter(each -> lead <= each).findFirst().orElse(10.0);
    }
}
