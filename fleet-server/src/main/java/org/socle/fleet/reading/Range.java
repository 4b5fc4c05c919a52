package org.socle.fleet.reading;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far back a history goes, with the step that suits it. */
public enum Range {
    DAY(Duration.ofDays(1), Step.RAW, ChronoUnit.HOURS),
    WEEK(Duration.ofDays(7), Step.HOUR, ChronoUnit.DAYS),
    MONTH(Duration.ofDays(31), Step.HOUR, ChronoUnit.DAYS),
    YEAR(Duration.ofDays(366), Step.DAY, ChronoUnit.MONTHS);

    private final Duration length;
    private final Step step;
    private final ChronoUnit rows;

    Range(Duration length, Step step, ChronoUnit rows) {
        this.length = length;
        this.step = step;
        this.rows = rows;
    }

    public Duration length() {
        return length;
    }

    /** How finely it is drawn. */
    public Step step() {
        return step;
    }

    /** What the marks of its time axis name. */
    public ChronoUnit marks() {
        return this == MONTH ? ChronoUnit.DAYS : rows;
    }

    /** What one row of its table stands for. */
    public ChronoUnit rows() {
        return rows;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Range> of(String word) {
        return Arrays.stream(values())
                .filter(range -> range.word().equals(word))
                .findFirst();
    }
}
