package org.socle.fleet.overview;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.socle.contract.DeviceState.Presence;
import org.socle.contract.catalogue.Resource;
import org.socle.fleet.access.Scope;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.reading.History;
import org.socle.fleet.reading.Plot;
import org.socle.fleet.reading.Point;
import org.socle.fleet.reading.Range;
import org.socle.fleet.reading.Reading;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.reading.Step;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Url;

/** Draws the histories of machines. Thread-safe. */
public final class HistoryCharts {
    private static final int TREND_WIDTH = 120;
    private static final int TREND_HEIGHT = 28;
    private static final Duration TREND = Duration.ofDays(1);
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration YOUNG = Duration.ofHours(6);

    private final Readings readings;
    private final Clock clock;

    public HistoryCharts(Readings readings, Clock clock) {
        this.readings = readings;
        this.clock = clock;
    }

    /**
     * What to draw.
     *
     * @param scope the viewer's
     * @param resource numeric
     * @param name what people call the instance; empty when there is one only
     * @param rowHours how many hours one row of the table stands for, where the range is a day
     */
    public record Subject(Scope scope, Machine machine, Resource resource, int instance, String name, int rowHours) {}

    /** The chart of one reading; empty when nothing is known of the time. */
    public Optional<HistoryChart> chart(Subject subject, Range range, Frame frame) {
        History history = history(
                subject.scope(),
                subject.machine(),
                subject.resource(),
                subject.instance(),
                range.length(),
                range.step());
        return history.isEmpty()
                ? Optional.empty()
                : Optional.of(HistoryChart.of(subject, history, range, frame, data(subject, history)));
    }

    /** The last day of one reading as a path in a box of 120 by 28; empty when nothing is known. */
    public String trend(Scope scope, Machine machine, Reading reading) {
        // A machine of this morning has too few hours to draw, and few enough packs to read them all.
        boolean young = machine.firstSeen().isAfter(clock.instant().minus(YOUNG));
        Step step = young ? Step.RAW : Step.HOUR;
        History history = history(scope, machine, reading.resource(), reading.instance(), TREND, step);
        boolean percent = "/100".equals(reading.resource().unit());
        return history.isEmpty()
                ? ""
                : Plot.of(history, TREND_WIDTH, TREND_HEIGHT, percent).line();
    }

    private History history(Scope scope, Machine machine, Resource resource, int instance, Duration length, Step step) {
        Instant to = clock.instant();
        Instant from = to.minus(length);
        List<Point> points = readings.history(scope, machine.id(), resource, instance, from, to, step);
        if (!points.isEmpty()) {
            // A machine of this morning would be a dot at the right edge of a month.
            Instant known = earlier(earlier(machine.firstSeen(), points.get(0).at()), to.minus(SHORTEST));
            from = known.isAfter(from) ? known : from;
        }
        // A machine that is connected would say if the value changed; of one that is not, nothing is known any more.
        return new History(points, step, from, to, machine.presence() == Presence.ONLINE ? to : machine.lastSeen());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static String data(Subject subject, History history) {
        return "/api/v1" + MachinePath.of(subject.machine().deviceId()) + "/readings?"
                + Url.pair("key", subject.resource().key()) + "&instance=" + subject.instance() + "&"
                + Url.pair(
                        "from", history.from().truncatedTo(ChronoUnit.SECONDS).toString()) + "&"
                + Url.pair(
                        "to",
                        history.to()
                                .truncatedTo(ChronoUnit.SECONDS)
                                .plusSeconds(1)
                                .toString()) + "&step="
                + history.step().word();
    }
}
