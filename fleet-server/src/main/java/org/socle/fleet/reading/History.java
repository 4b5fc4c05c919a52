package org.socle.fleet.reading;

import java.time.Instant;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * One reading over a while.
 *
 * @param points oldest first
 * @param step what one point stands for
 * @param from start of the time shown
 * @param to end of the time shown: nothing is known of later
 * @param heard until when the machine is known to be there: a value holds no longer than this
 */
public record History(List<Point> points, Step step, Instant from, Instant to, Instant heard) {

    public boolean isEmpty() {
        return points.isEmpty();
    }

    /** Smallest, largest and mean of all readings; not for an empty history. */
    public Point whole() {
        return merge(points);
    }

    /** Several points as one, at the time of the first. */
    public static Point merge(List<Point> points) {
        DoubleSummaryStatistics range = new DoubleSummaryStatistics();
        double sum = 0;
        int n = 0;
        for (Point point : points) {
            range.accept(point.min());
            range.accept(point.max());
            sum += point.mean() * point.n();
            n += point.n();
        }
        Point last = points.get(points.size() - 1);
        return new Point(points.get(0).at(), n, range.getMin(), sum / n, range.getMax(), last.last());
    }
}
