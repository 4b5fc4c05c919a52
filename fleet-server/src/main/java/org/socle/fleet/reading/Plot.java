package org.socle.fleet.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a history into SVG paths. Machines report by exception, so a value holds until the next one, or until a full
 * snapshot should have come and did not: then there is a gap. Pure.
 *
 * @param history what to draw
 * @param width in pixels of the drawing
 * @param height in pixels of the drawing
 * @param low value at the lower edge
 * @param high value at the upper edge, above {@code low}
 */
public record Plot(History history, int width, int height, double low, double high) {

    /** A full snapshot comes every six hours; half an hour more for a slow start. */
    private static final Duration HOLD = Duration.ofMinutes(390);

    /** Readings this close together in the drawing become one point: finer than this nobody sees. */
    private static final int COLUMN = 2;

    /** A plot whose scale shows everything: 0 to 100 for percentages, else round numbers around the readings. */
    public static Plot of(History history, int width, int height, boolean percent) {
        Point whole = history.whole();
        if (percent && whole.min() >= 0 && whole.max() <= 100) {
            return new Plot(history, width, height, 0, 100);
        }
        double step = roundStep(whole.max() - whole.min(), whole.max());
        return new Plot(
                history,
                width,
                height,
                Math.floor(whole.min() / step) * step,
                (Math.floor(whole.max() / step) + 1) * step);
    }

    /** A step of 1, 2 or 5 times a power of ten that divides a span into a few parts. */
    private static double roundStep(double span, double size) {
        double wanted = span > 0 ? span / 4 : Math.max(Math.abs(size), 1) / 4;
        double power = Math.pow(10, Math.floor(Math.log10(wanted)));
        double lead = wanted / power;
        return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
    }

    /** Values for horizontal lines: the edges and what lies evenly between. */
    public List<Double> levels() {
        List<Double> levels = new ArrayList<>();
        for (int i = 0; i <= 4; i++) {
            levels.add(low + (high - low) * i / 4);
        }
        return levels;
    }

    /** Horizontal position of an instant, 0 to width. */
    public int x(Instant at) {
        double share = (double) Duration.between(history.from(), at).toMillis()
                / Duration.between(history.from(), history.to()).toMillis();
        return (int) Math.round(Math.max(0, Math.min(1, share)) * width);
    }

    /** Vertical position of a value, 0 at the top. */
    public int y(double value) {
        return (int) Math.round((high - value) / (high - low) * height);
    }

    /** The means, as one path. */
    public String line() {
        StringBuilder path = new StringBuilder();
        boolean open = false;
        List<Point> points = thinned();
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            int end = Math.max(x(end(point)), x(point.at()) + 1);
            path.append(open ? 'L' : 'M').append(x(point.at())).append(' ').append(y(point.mean()));
            path.append('H').append(end);
            Instant held = held(points, i);
            open = i + 1 < points.size() && held.equals(points.get(i + 1).at());
            if (x(held) > end) {
                if (y(point.last()) != y(point.mean())) {
                    path.append('V').append(y(point.last()));
                }
                path.append('H').append(x(held));
            }
        }
        return path.toString();
    }

    /** From the smallest to the largest reading of each point, as one path; empty where points are single readings. */
    public String band() {
        StringBuilder path = new StringBuilder();
        for (Point point : thinned()) {
            if (y(point.max()) != y(point.min())) {
                int end = Math.max(x(end(point)), x(point.at()) + COLUMN);
                path.append('M').append(x(point.at())).append(' ').append(y(point.max()));
                path.append('H').append(end).append('V').append(y(point.min()));
                path.append('H').append(x(point.at())).append('Z');
            }
        }
        return path.toString();
    }

    private Instant end(Point point) {
        Instant end = point.at()
                .plus(
                        history.step() == Step.RAW
                                ? Duration.ZERO
                                : history.step().length());
        return end.isAfter(history.to()) ? history.to() : end;
    }

    /** Until when the last value of a point holds. */
    private Instant held(List<Point> points, int i) {
        Instant most = points.get(i).at().plus(history.step() == Step.DAY ? Step.DAY.length() : HOLD);
        Instant next = i + 1 < points.size() ? points.get(i + 1).at() : earlier(history.heard(), history.to());
        return next.isAfter(most) ? end(points.get(i)) : next;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private List<Point> thinned() {
        List<Point> thinned = new ArrayList<>();
        List<Point> column = new ArrayList<>();
        for (Point point : history.points()) {
            if (!column.isEmpty() && x(point.at()) / COLUMN != x(column.get(0).at()) / COLUMN) {
                thinned.add(History.merge(column));
                column.clear();
            }
            column.add(point);
        }
        if (!column.isEmpty()) {
            thinned.add(History.merge(column));
        }
        return thinned;
    }
}
