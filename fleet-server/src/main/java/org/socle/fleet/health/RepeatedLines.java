package org.socle.fleet.health;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Keeps what one device can cause again and again from filling the log and its disk: of lines that differ in their values alone,
 * sixty a minute are written, and how many were left out once the minute is over. Thread-safe.
 */
public final class RepeatedLines extends TurboFilter {
    /** Named in {@code logback.xml}; what it says is never left out. */
    private static final String SUMMARY = RepeatedLines.class.getName();

    private static final int A_MINUTE = 60;

    /** Templates are constants of the code; a library that builds its texts by hand must not fill the memory. */
    private static final int MOST_TEMPLATES = 2_000;

    private final Map<String, Minute> minutes = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    /** A filter by the clock of the process. */
    public RepeatedLines() {
        this(System::nanoTime);
    }

    RepeatedLines(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** How many lines came since a time in nanoseconds. */
    private record Minute(long since, int lines) {}

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] values,
            @Nullable Throwable thrown) {
        if (format == null
                || !level.isGreaterOrEqual(logger.getEffectiveLevel())
                || logger.getName().equals(SUMMARY)) {
            return FilterReply.NEUTRAL;
        }
        return mayWrite(logger.getName(), template(format)) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    /** The broker fills its texts in before it logs them: its code stands first. */
    private static String template(String format) {
        return format.startsWith("AMQ") ? format.substring(0, Math.min(9, format.length())) : format;
    }

    private boolean mayWrite(String logger, String template) {
        long now = nanos.getAsLong();
        String key = logger + ' ' + template;
        if (minutes.size() > MOST_TEMPLATES) {
            minutes.values().removeIf(minute -> over(minute, now));
        }
        int[] leftOut = new int[1];
        Minute minute = minutes.compute(key, (any, before) -> {
            if (before == null || over(before, now)) {
                leftOut[0] = before == null ? 0 : Math.max(0, before.lines() - A_MINUTE);
                return new Minute(now, 1);
            }
            return new Minute(before.since(), before.lines() + 1);
        });
        if (leftOut[0] > 0) {
            LoggerFactory.getLogger(SUMMARY).warn("{} more lines like this were left out: {}", leftOut[0], template);
        }
        return minute.lines() <= A_MINUTE;
    }

    private static boolean over(Minute minute, long now) {
        return now - minute.since() >= TimeUnit.MINUTES.toNanos(1);
    }
}
