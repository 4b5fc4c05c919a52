package org.socle.fleet.energy.use;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;

/**
 * A machine's day by the quarter of an hour, from midnight to midnight by the clock on its school's wall: 96 quarters, 92 or 100 on
 * the days the clock is changed. Whole numbers, so that nothing is lost however often something is added. Not thread-safe.
 */
final class Trace {
    static final int QUARTER_SECONDS = 900;

    private static final int VERSION = 1;
    private static final int MOST_QUARTERS = 104;
    private static final double MILLI = 1000;

    private final Instant start;
    private final int quarters;
    private final long[][] columns = new long[Column.values().length][];

    private Trace(Instant start, int quarters) {
        this.start = start;
        this.quarters = quarters;
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new long[quarters];
        }
    }

    /** A day of which nothing is known yet. */
    static Trace of(LocalDate day, ZoneId zone) {
        Instant start = day.atStartOfDay(zone).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
        return new Trace(start, (int) (Duration.between(start, end).toSeconds() / QUARTER_SECONDS));
    }

    /**
     * The same with what was kept of it.
     *
     * @throws IllegalArgumentException when that is damaged
     */
    static Trace of(LocalDate day, ZoneId zone, byte[] kept) {
        Trace trace = of(day, zone);
        ByteBuffer in = ByteBuffer.wrap(kept);
        if (in.remaining() < 1 || in.get() != VERSION) {
            throw new IllegalArgumentException("a trace of " + day + " of another version");
        }
        for (int column = 0; in.hasRemaining(); column++) {
            long[] into = column < trace.columns.length ? trace.columns[column] : new long[MOST_QUARTERS];
            int quarter = 0;
            for (long runs = number(in); runs > 0; runs--) {
                long length = number(in);
                long value = number(in);
                if (length > into.length - quarter) {
                    throw new IllegalArgumentException("a trace of " + day + " that is longer than the day");
                }
                Arrays.fill(into, quarter, quarter + (int) length, value);
                quarter += (int) length;
            }
        }
        return trace;
    }

    /** What it takes in the database: runs of equal numbers, most of which are zeros. */
    byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        out.write(VERSION);
        ByteArrayOutputStream runs = new ByteArrayOutputStream(128);
        for (long[] column : columns) {
            runs.reset();
            int count = 0;
            int end = quarters;
            while (end > 0 && column[end - 1] == 0) {
                end--;
            }
            for (int from = 0; from < end; count++) {
                int to = from + 1;
                while (to < end && column[to] == column[from]) {
                    to++;
                }
                number(runs, to - from);
                number(runs, column[from]);
                from = to;
            }
            number(out, count);
            out.writeBytes(runs.toByteArray());
        }
        return out.toByteArray();
    }

    private static void number(ByteArrayOutputStream out, long value) {
        long left = value;
        while (left >= 0x80) {
            out.write((int) (left & 0x7F) | 0x80);
            left >>>= 7;
        }
        out.write((int) left);
    }

    private static long number(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            if (!in.hasRemaining()) {
                throw new IllegalArgumentException("a trace that ends in the middle of a number");
            }
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number in a trace that is too large");
    }

    Instant start() {
        return start;
    }

    Instant end() {
        return start.plusSeconds((long) quarters * QUARTER_SECONDS);
    }

    int quarters() {
        return quarters;
    }

    long get(Column column, int quarter) {
        return columns[column.ordinal()][quarter];
    }

    /** Adds what of a gain falls into this day. */
    void add(Gain gain) {
        spread(Column.seconds(gain.state()), gain.from(), gain.to(), seconds(gain.from(), gain.to()));
        spread(Column.energy(gain.state()), gain.from(), gain.to(), gain.wattHours() * MILLI);
        spread(Column.METERED, gain.from(), gain.to(), gain.metered() * MILLI);
        spread(Column.UNCERTAINTY, gain.from(), gain.to(), gain.uncertainty() * MILLI);
    }

    /** Adds what of this falls into this day. */
    void add(Aside aside) {
        spread(Column.METERED, aside.from(), aside.to(), aside.metered() * MILLI);
        spread(Column.UNCERTAINTY, aside.from(), aside.to(), aside.uncertainty() * MILLI);
    }

    /** Adds what of the screens' energy falls into this day. */
    void add(Screens screens) {
        spread(Column.SCREENS, screens.from(), screens.to(), screens.wattHours() * MILLI);
        spread(Column.UNCERTAINTY, screens.from(), screens.to(), screens.uncertainty() * MILLI);
    }

    /** Adds what of the use falls into this day. */
    void add(Shown use) {
        spread(Column.ACTIVE, use.from(), use.to(), use.active());
        spread(Column.LIT, use.from(), use.to(), use.lit());
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    /** Evenly; the parts of a whole, over whatever days, are whole numbers that add up to it. */
    private void spread(Column column, Instant from, Instant to, double amount) {
        if (amount <= 0 || !to.isAfter(start) || !from.isBefore(end())) {
            return;
        }
        double length = seconds(from, to);
        int first =
                Math.max(0, (int) Math.floorDiv(Duration.between(start, from).toSeconds(), QUARTER_SECONDS));
        for (int quarter = first; quarter < quarters; quarter++) {
            Instant begin = start.plusSeconds((long) quarter * QUARTER_SECONDS);
            if (!begin.isBefore(to)) {
                return;
            }
            long until = Math.round(amount * share(from, begin.plusSeconds(QUARTER_SECONDS), length));
            long before = Math.round(amount * share(from, begin, length));
            columns[column.ordinal()][quarter] += until - before;
        }
    }

    private static double share(Instant from, Instant moment, double length) {
        return Math.min(1, Math.max(0, seconds(from, moment) / length));
    }
}
