package org.socle.fleet.overview;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.socle.contract.catalogue.Resource;
import org.socle.fleet.reading.History;
import org.socle.fleet.reading.Plot;
import org.socle.fleet.reading.Point;
import org.socle.fleet.reading.Range;
import org.socle.fleet.web.Format;
import org.socle.fleet.web.Frame;

/**
 * A chart with everything said in words: its title is its conclusion, its table holds what it draws.
 *
 * @param id of the figure in the page
 * @param title what the chart shows, in one sentence
 * @param caption unit and method
 * @param line path of the means
 * @param band path from smallest to largest
 * @param times marks of the time axis, left to right
 * @param levels marks of the value axis, bottom to top
 * @param rows of the table, oldest first
 * @param data address of all points, for programs
 */
public record HistoryChart(
        String id,
        String title,
        String caption,
        String line,
        String band,
        List<Mark> times,
        List<Mark> levels,
        List<Row> rows,
        String data) {

    public static final int WIDTH = 640;
    public static final int HEIGHT = 180;

    private static final int EDGE = 20;
    private static final int MOST_MARKS = 7;

    /** A labelled position, in pixels of {@link #WIDTH} or {@link #HEIGHT}. */
    public record Mark(int at, String label) {
        /** The position as SVG writes it when the drawing stretches. */
        public String percent() {
            return at * 100 / WIDTH + "%";
        }

        /** Which end of the label is at the position, so that none is cut at the edges. */
        public String anchor() {
            return at < EDGE ? "start" : at > WIDTH - EDGE ? "end" : "middle";
        }
    }

    /** One row of the table. */
    public record Row(String time, String mean, String min, String max) {}

    /** Draws a history that is not empty. */
    static HistoryChart of(HistoryCharts.Subject subject, History history, Range range, Frame frame, String data) {
        Resource resource = subject.resource();
        Format format = frame.format();
        Plot plot = Plot.of(history, WIDTH, HEIGHT, "/100".equals(resource.unit()));
        return new HistoryChart(
                "chart-" + resource.key().replace('.', '-') + "-" + subject.instance(),
                title(subject, history.whole(), frame),
                frame.text("chart.caption." + range.step().word()),
                plot.line(),
                plot.band(),
                times(plot, range, format),
                plot.levels().stream()
                        .map(level -> new Mark(plot.y(level), format.value(resource, level)))
                        .toList(),
                rows(history, resource, range, subject.rowHours(), format),
                data);
    }

    private static String title(HistoryCharts.Subject subject, Point whole, Frame frame) {
        Resource resource = subject.resource();
        Format format = frame.format();
        String label = resource.label().in(frame.messages().locale());
        String name = subject.name().isEmpty() ? label : frame.text("finding.place", label, subject.name());
        String last = format.value(resource, whole.last());
        return whole.min() == whole.max()
                ? frame.text("chart.title.flat", name, last)
                : frame.text(
                        "chart.title",
                        name,
                        format.value(resource, whole.min()),
                        format.value(resource, whole.max()),
                        last);
    }

    private static List<Mark> times(Plot plot, Range range, Format format) {
        History history = plot.history();
        ZonedDateTime at = history.from().atZone(format.zone()).truncatedTo(ChronoUnit.DAYS);
        if (range == Range.MONTH) {
            at = at.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        } else if (range == Range.YEAR) {
            at = at.withDayOfMonth(1);
        }
        TemporalAmount apart = apart(range, Duration.between(history.from(), history.to()));
        List<Mark> marks = new ArrayList<>();
        for (; at.toInstant().isBefore(history.to()); at = at.plus(apart)) {
            if (!at.toInstant().isBefore(history.from())) {
                marks.add(new Mark(plot.x(at.toInstant()), format.axis(at, range.marks())));
            }
        }
        return marks;
    }

    /** How far apart the marks are: a few of them, at round times. */
    private static TemporalAmount apart(Range range, Duration shown) {
        return switch (range) {
            case DAY ->
                Stream.of(10, 30, 60, 120, 240)
                        .map(Duration::ofMinutes)
                        .filter(apart -> shown.compareTo(apart.multipliedBy(MOST_MARKS)) <= 0)
                        .findFirst()
                        .orElseThrow();
            case WEEK -> Period.ofDays(1);
            case MONTH -> Period.ofWeeks(1);
            case YEAR -> Period.ofMonths(2);
        };
    }

    private static List<Row> rows(History history, Resource resource, Range range, int hours, Format format) {
        Map<ZonedDateTime, List<Point>> byRow = new LinkedHashMap<>();
        for (Point point : history.points()) {
            byRow.computeIfAbsent(start(point.at(), range, hours, format), start -> new ArrayList<>())
                    .add(point);
        }
        List<Row> rows = new ArrayList<>();
        byRow.forEach((start, points) -> {
            Point point = History.merge(points);
            rows.add(new Row(
                    format.period(start, range.rows()),
                    format.value(resource, point.mean()),
                    format.value(resource, point.min()),
                    format.value(resource, point.max())));
        });
        return rows;
    }

    private static ZonedDateTime start(Instant at, Range range, int hours, Format format) {
        ZonedDateTime local = at.atZone(format.zone());
        return switch (range.rows()) {
            case MONTHS -> local.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
            case DAYS -> local.truncatedTo(ChronoUnit.DAYS);
            default -> local.truncatedTo(ChronoUnit.HOURS).withHour(local.getHour() / hours * hours);
        };
    }
}
