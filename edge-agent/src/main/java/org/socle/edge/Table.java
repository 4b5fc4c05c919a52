package org.socle.edge;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.leshan.core.model.ResourceModel.Type;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Family;
import org.socle.contract.catalogue.Probing;
import org.socle.contract.catalogue.Resource;
import org.socle.edge.probe.ProbeState;
import org.socle.edge.tree.Change;

/**
 * Values for people: a heading for each family, a line for each value, in their language and units.
 *
 * <pre>
 * Disks
 *   sda
 *     Disk model               ST3500418AS
 *     Reallocated sectors      1
 * </pre>
 */
final class Table {
    private static final int LABEL_WIDTH = 44;

    /** A label that lists what its numbers stand for: {@code Nature (4: metered; 16: modelled)}. */
    private static final Pattern CODED = Pattern.compile("(.+) \\((\\d+\\s?: [^;]+(?:\\s?; \\d+\\s?: [^;]+)+)\\)");

    private final Messages messages;
    private final Locale locale;

    Table(Messages messages) {
        this.messages = messages;
        this.locale = messages.locale();
    }

    List<String> lines(List<Change> values) {
        Map<Family, Map<Integer, String>> names = PlainText.names(values);
        Map<Family, Map<Integer, List<Change>>> grouped = new LinkedHashMap<>();
        for (Change change : values) {
            grouped.computeIfAbsent(change.resource().family(), family -> new LinkedHashMap<>())
                    .computeIfAbsent(change.instance(), instance -> new ArrayList<>())
                    .add(change);
        }
        List<String> lines = new ArrayList<>();
        grouped.forEach((family, instances) -> {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.add(family.label().in(locale));
            if (family.equals(Probing.STATE.family())) {
                healthy(instances).ifPresent(lines::add);
            }
            instances.forEach((instance, changes) -> {
                String indent = "  ";
                if (family.multiple()) {
                    lines.add(indent + PlainText.name(names, changes.get(0)));
                    indent = "    ";
                }
                for (Change change : changes) {
                    if (!change.resource().naming()) {
                        lines.add(line(indent, change));
                    }
                }
            });
        });
        return lines;
    }

    /** Takes out the probes that read well, of which one line is enough; empty when there is none. */
    private Optional<String> healthy(Map<Integer, List<Change>> probes) {
        int before = probes.size();
        probes.values()
                .removeIf(changes -> changes.stream()
                        .anyMatch(change -> change.resource() == Probing.STATE
                                && change.value().equals(ProbeState.OK.word())));
        int well = before - probes.size();
        return well == 0 ? Optional.empty() : Optional.of("  " + messages.text("probes.well", well));
    }

    private String line(String indent, Change change) {
        String whole = change.resource().label().in(locale);
        String value = value(change.resource(), change.value());
        Matcher coded = CODED.matcher(whole);
        if (coded.matches()) {
            Optional<String> word = word(coded.group(2), value);
            whole = word.isPresent() ? coded.group(1) : whole;
            value = word.orElse(value);
        }
        String label = indent + whole;
        return label + " ".repeat(Math.max(2, LABEL_WIDTH - label.length())) + value;
    }

    /** What a number stands for, by the list in the label. */
    private static Optional<String> word(String codes, String number) {
        return Stream.of(codes.split(";", -1))
                .map(code -> code.split(":", 2))
                .filter(code -> code[0].strip().equals(number))
                .map(code -> code[1].strip())
                .findFirst();
    }

    String value(Resource resource, Object value) {
        if (value instanceof Boolean flag) {
            return messages.text(flag ? "yes" : "no");
        }
        if (value instanceof Long seconds && resource.type() == Type.TIME) {
            return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                    .withLocale(locale)
                    .withZone(ZoneId.systemDefault())
                    .format(Instant.ofEpochSecond(seconds));
        }
        return value instanceof Number number ? quantity(number.doubleValue(), resource.unit()) : String.valueOf(value);
    }

    private String quantity(double number, @Nullable String unit) {
        if (unit == null) {
            return decimals(number, 2);
        }
        return switch (unit) {
            case "count" -> decimals(number, 0);
            case "/100" -> decimals(number, 0) + " %";
            case "Cel" -> decimals(number, 1) + " °C";
            case "1/min" -> decimals(number, 0) + " " + messages.text("unit.per_minute");
            case "KiB" -> bytes(number * 1024);
            case "B" -> bytes(number);
            case "GB" -> decimals(number, 0) + " " + messages.text("unit.gb");
            case "s" -> duration(Duration.ofSeconds((long) number));
            default -> decimals(number, 2) + " " + unit;
        };
    }

    private String bytes(double number) {
        List<String> units = List.of("unit.b", "unit.kib", "unit.mib", "unit.gib", "unit.tib");
        double left = number;
        int unit = 0;
        while (left >= 1024 && unit < units.size() - 1) {
            left /= 1024;
            unit++;
        }
        return decimals(left, unit == 0 ? 0 : 1) + " " + messages.text(units.get(unit));
    }

    private String duration(Duration duration) {
        long days = duration.toDays();
        String time = String.format(Locale.ROOT, "%d h %02d min", duration.toHoursPart(), duration.toMinutesPart());
        return days == 0 ? time : messages.text("days", days) + " " + time;
    }

    private String decimals(double number, int most) {
        NumberFormat format = NumberFormat.getInstance(locale);
        format.setMaximumFractionDigits(most);
        return format.format(number);
    }
}
