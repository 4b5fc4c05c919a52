package org.socle.contract.catalogue;

import java.util.Map;
import java.util.Optional;
import org.eclipse.leshan.core.model.ResourceModel.Type;
import org.jspecify.annotations.Nullable;

/**
 * The numbers a resource may have. Wide enough for every machine there is, also for an odd one, and narrow enough that whatever is
 * added up, averaged or drawn stays a number: a pack with a value outside is refused whole, so nothing here tells good from bad.
 * Immutable.
 *
 * @param min least, included, in the resource's unit
 * @param max most, included, in the resource's unit
 */
public record Range(double min, double max) {
    /** Whole numbers up to here are the same in JSON, in CBOR and as doubles (RFC 8428, section 4.3: 2^53). */
    private static final double EXACT = (1L << 53) - 1;

    /** Seconds since 1970 of the year 2200: no machine of today tells a later time. */
    private static final double YEAR_2200 = 7_258_118_400.0;

    private static final Range COUNT = new Range(0, EXACT);

    /** What is not named here counts something, and has no end but that of whole numbers: SMART's own counters have 48 bits. */
    private static final Map<String, Range> BY_UNIT = Map.ofEntries(
            // Absolute zero is -273 °C; silicon is destroyed far below 200 °C, and drivers' limits end at 127 or 150
            // °C.
            Map.entry("Cel", new Range(-100, 200)),
            // NVMe (Base Specification 2.0, 5.16.1.3) lets the wear of a disk go beyond 100 %, up to 255; a new battery
            // holds more
            // than is printed on it; a model may be off by more than it says.
            Map.entry("/100", new Range(0, 1_000)),
            // A school's building takes less than 100 kW.
            Map.entry("W", new Range(0, 100_000)),
            // 100 kW for a hundred years.
            Map.entry("Wh", new Range(0, 1e11)),
            Map.entry("V", new Range(0, 10_000)),
            Map.entry("A", new Range(0, 10_000)),
            Map.entry("Ah", new Range(0, 100_000)),
            // Sensor chips count periods of 22.5 kHz times 60, and say 1,350,000 where they have counted one.
            Map.entry("1/min", new Range(0, 10_000_000)),
            Map.entry("MHz", new Range(0, 1_000_000)),
            // The kernel says 4,294,967,295 where it knows no speed.
            Map.entry("Mbit/s", new Range(0, 4_294_967_295.0)),
            Map.entry("MB/s", new Range(0, 1_000_000)),
            // Nothing is heard below thermal noise, -174 dBm in a hertz; drivers that tell a quality go up to 100, or
            // 255.
            Map.entry("dBm", new Range(-300, 300)),
            Map.entry("cm", new Range(0, 100_000)));

    /** @throws IllegalArgumentException when it is empty or has no end */
    public Range {
        if (!(min < max) || Double.isInfinite(min) || Double.isInfinite(max)) {
            throw new IllegalArgumentException("no range: " + min + " to " + max);
        }
    }

    /** The widest one sensible for a type and unit; null for texts and flags. */
    static @Nullable Range of(Type type, @Nullable String unit) {
        return switch (type) {
            case INTEGER, FLOAT -> unit == null ? COUNT : BY_UNIT.getOrDefault(unit, COUNT);
            case TIME -> new Range(0, YEAR_2200);
            default -> null;
        };
    }

    /** Whether a number lies in it; one that is none (NaN) does not. */
    public boolean contains(double number) {
        return number >= min && number <= max;
    }

    /** As people and programs read it: {@code -100 to 200 Cel}. */
    String text(@Nullable String unit) {
        return plain(min) + " to " + plain(max)
                + Optional.ofNullable(unit).map(each -> " " + each).orElse("");
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
