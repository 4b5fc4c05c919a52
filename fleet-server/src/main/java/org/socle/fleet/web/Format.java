package org.socle.fleet.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.eclipse.leshan.core.model.ResourceModel.Type;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Resource;

/** Values as people read them, in one language. Immutable. */
public final class Format {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final double KILO = 1024;
    private static final List<String> BINARY = List.of("b", "kib", "mib", "gib", "tib");
    /** A space that neither breaks nor stretches, between a number and its unit. */
    private static final String NARROW_SPACE = "\u202f";

    private final Messages messages;
    private final Instant now;

    public Format(Messages messages, Instant now) {
        this.messages = messages;
        this.now = now;
    }

    /** A reading with its unit, small enough to read. */
    public String value(Resource resource, Object value) {
        if (value instanceof Boolean flag) {
            return messages.text(flag ? "yes" : "no");
        }
        if (value instanceof String text) {
            return word(resource, text);
        }
        if (resource.type() == Type.TIME && value instanceof Number seconds) {
            return dateTime(Instant.ofEpochSecond(seconds.longValue()));
        }
        return value instanceof Number number ? number(number.doubleValue(), resource.unit()) : value.toString();
    }

    /** Some texts are words of a fixed list, such as a state or a kind; those are translated. */
    private String word(Resource resource, String text) {
        String key = "word." + resource.key() + "." + text;
        return text.matches("[a-z_]+") && messages.has(key) ? messages.text(key) : text;
    }

    /** A number with its SenML unit. */
    public String number(double value, @Nullable String unit) {
        if (unit == null || unit.equals("count")) {
            return plain(value, 1);
        }
        return switch (unit) {
            case "B" -> bytes(value);
            case "KiB" -> bytes(value * KILO);
            case "s" -> duration(Duration.ofSeconds((long) value));
            case "h" -> value >= 48 ? withUnit(value / 24, "day", 0) : withUnit(value, "hour", 0);
            default -> withUnit(value, "senml." + unit, 1);
        };
    }

    private String bytes(double value) {
        int power = 0;
        double scaled = value;
        while (Math.abs(scaled) >= KILO && power < BINARY.size() - 1) {
            scaled /= KILO;
            power++;
        }
        return withUnit(scaled, BINARY.get(power), scaled < 10 && power > 0 ? 1 : 0);
    }

    private String withUnit(double value, String unit, int decimals) {
        return plain(value, decimals) + NARROW_SPACE + messages.text("unit." + unit);
    }

    public String plain(double value, int decimals) {
        NumberFormat format = NumberFormat.getInstance(messages.locale());
        format.setMaximumFractionDigits(decimals);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(value);
    }

    /** A length of time in its largest sensible unit. */
    public String duration(Duration length) {
        Duration positive = length.isNegative() ? Duration.ZERO : length;
        if (positive.toMinutes() < 1) {
            return whole(positive.toSeconds(), "second");
        }
        if (positive.toHours() < 1) {
            return whole(positive.toMinutes(), "minute");
        }
        return positive.toDays() < 2 ? whole(positive.toHours(), "hour") : whole(positive.toDays(), "day");
    }

    private String whole(long value, String unit) {
        return withUnit((double) value, unit, 0);
    }

    /** How long ago, for example "il y a 2 min". */
    public String ago(Instant then) {
        Duration age = Duration.between(then, now);
        return age.toSeconds() < 10 ? messages.text("age.now") : messages.text("age.ago", duration(age));
    }

    /** Since when, as a length: "depuis 3 h". */
    public String since(Instant then) {
        return messages.text("age.since", duration(Duration.between(then, now)));
    }

    public String dateTime(Instant at) {
        return dateTime(at, ZONE);
    }

    /** The same by the clock of another place. */
    public String dateTime(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(messages.locale())
                .withZone(zone)
                .format(at);
    }

    /** Euros, from cents. */
    public String money(long cents) {
        NumberFormat format = NumberFormat.getInstance(messages.locale());
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(2);
        return format.format(BigDecimal.valueOf(cents, 2)) + NARROW_SPACE + "€";
    }

    /** A day, written out; in French the first of a month is "1er". */
    public String day(LocalDate day) {
        String pattern = messages.text(day.getDayOfMonth() == 1 ? "calendar.date.first" : "calendar.date");
        return DateTimeFormatter.ofPattern(pattern, messages.locale()).format(day);
    }

    /** A mark of a time axis: an hour, a day or a month. */
    public String axis(ZonedDateTime at, ChronoUnit unit) {
        return pattern(at, "axis", unit);
    }

    /** An hour, a day or a month, written out. */
    public String period(ZonedDateTime start, ChronoUnit unit) {
        return pattern(start, "period", unit);
    }

    private String pattern(ZonedDateTime at, String kind, ChronoUnit unit) {
        String key = kind + "." + unit.name().toLowerCase(Locale.ROOT);
        return DateTimeFormatter.ofPattern(messages.text(key), messages.locale())
                .format(at);
    }

    public ZoneId zone() {
        return ZONE;
    }
}
