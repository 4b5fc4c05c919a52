package org.socle.fleet.reading;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.socle.contract.catalogue.Resource;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Url;

/** Draws the histories of machines. Thread-safe. */
public final class HistoryCharts {
    private static final int TREND_WIDTH = 120;
    private static final int TREND_HEIGHT = 28;
    private static final Duration TREND = Duration.ofDays(1);

    private final Readings readings;
    private final Clock clock;

    public HistoryCharts(Readings readings, Clock clock) {
        this.readings = readings;
        this.clock = clock;
    }

    /**
     * What to draw.
     *
     * @param machine the database's number
     * @param machinePath address of the machine's page
     * @param resource numeric
     * @param name what people call the instance; empty when there is one only
     * @param heard when the machine was last heard of
     * @param rowHours how many hours one row of the table stands for, where the range is a day
     */
    public record Subject(
            long machine,
            String machinePath,
            Resource resource,
            int instance,
            String name,
            Instant heard,
            int rowHours) {}

    /** The chart of one reading; empty when nothing is known of the time. */
    public Optional<HistoryChart> chart(Subject subject, Range range, Frame frame) {
        Instant to = clock.instant();
        Instant from = to.minus(range.length());
        History history = new History(
                readings.history(subject.machine(), subject.resource(), subject.instance(), from, to, range.step()),
                range.step(),
                from,
                to,
                subject.heard());
        return history.isEmpty()
                ? Optional.empty()
                : Optional.of(HistoryChart.of(subject, history, range, frame, data(subject, range, from, to)));
    }

    private static String data(Subject subject, Range range, Instant from, Instant to) {
        return "/api/v1" + subject.machinePath() + "/readings?"
                + Url.pair("key", subject.resource().key()) + "&instance=" + subject.instance() + "&"
                + Url.pair("from", Instant.ofEpochSecond(from.getEpochSecond()).toString()) + "&"
                + Url.pair("to", Instant.ofEpochSecond(to.getEpochSecond() + 1).toString()) + "&step="
                + range.step().word();
    }

    /** The last day of one reading as a path in a box of 120 by 28; empty when nothing is known. */
    public String trend(long machine, Reading reading, Instant heard) {
        Instant to = clock.instant();
        Instant from = to.minus(TREND);
        History history = new History(
                readings.history(machine, reading.resource(), reading.instance(), from, to, Step.HOUR),
                Step.HOUR,
                from,
                to,
                heard);
        boolean percent = "/100".equals(reading.resource().unit());
        return history.isEmpty()
                ? ""
                : Plot.of(history, TREND_WIDTH, TREND_HEIGHT, percent).line();
    }
}
