package org.socle.edge.probe;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Storage;
import org.socle.edge.source.AccessDenied;

/**
 * What {@code smartctl -n standby -x --json} says of a disk.
 *
 * <p>Its exit status is a set of bits: 0 the command was wrong, 1 the disk could not be opened <em>or sleeps</em>, 2 some
 * answer was not right, 3 to 7 the disk's own troubles. Only the first two make the rest worthless.
 *
 * <p>An attribute counts only under the name smartctl's drive database gives it: makers use the same number for different
 * things.
 */
final class Smart {
    private static final int WRONG_COMMAND = 1;
    private static final int NOT_OPENED = 2;

    /** Hours after which no disk is: 60 years. */
    private static final long MOST_HOURS = 525_600;

    private static final Pattern LEADING_NUMBER = Pattern.compile("(\\d{1,15})( .*)?");

    /** Normalised attributes that fall from 100 as the flash wears, best first. */
    private static final List<Pattern> LIFE_LEFT = List.of(
            Pattern.compile(
                    "(?i)ssd_life_left|.*lifetime_remain.*|.*rated_life_remain.*|remaining_life.*|drive_life_.*"),
            Pattern.compile("(?i)media_wearout_indicator"),
            Pattern.compile("(?i)wear_leveling_count"));

    private Smart() {}

    /** One line of the attribute table. */
    private record Attribute(int id, String name, long normalised, long threshold, long raw, String rawText) {

        /** The count people read: makers pack more numbers into the upper bits. */
        long count() {
            Matcher matcher = LEADING_NUMBER.matcher(rawText);
            return matcher.matches() ? Long.parseLong(matcher.group(1)) : raw;
        }
    }

    /**
     * The values of one disk, in the order of the catalogue.
     *
     * @throws AccessDenied when smartctl was not allowed to open the disk
     * @throws IOException when smartctl did not understand the disk, or said something that is not JSON
     */
    static Map<Resource, Object> parse(String json) throws IOException {
        Map<?, ?> root = JSON.std.mapFrom(json);
        int exit = number(at(root, "smartctl", "exit_status"))
                .orElseThrow(() -> new IOException("this is no answer of smartctl"))
                .intValue();
        if ((exit & (WRONG_COMMAND | NOT_OPENED)) != 0) {
            return unopened(root, exit);
        }
        Map<Resource, Object> values = new LinkedHashMap<>();
        Map<Integer, Attribute> attributes = attributes(root);
        identity(root, attributes, values);
        put(values, Storage.HEALTHY, flag(at(root, "smart_status", "passed")));
        put(values, Storage.TEMPERATURE, temperature(root, attributes));
        put(
                values,
                Storage.POWER_ON_TIME,
                number(at(root, "power_on_time", "hours"))
                        .or(() -> count(attributes, 9, "power_on_hours"))
                        .filter(hours -> hours >= 0 && hours < MOST_HOURS));
        put(
                values,
                Storage.POWER_CYCLES,
                number(at(root, "power_cycle_count")).or(() -> count(attributes, 12, "power_cycle")));
        ata(root, attributes, values);
        nvme(root, values);
        scsi(root, values);
        if (!"NVMe".equals(at(root, "device", "protocol"))) {
            values.put(Storage.STANDBY, false);
        }
        return values;
    }

    private static Map<Resource, Object> unopened(Map<?, ?> root, int exit) throws IOException {
        String error = "";
        if (at(root, "smartctl", "messages") instanceof List<?> messages) {
            for (Object message : messages) {
                if ("error".equals(at(message, "severity"))) {
                    error = String.valueOf(at(message, "string"));
                }
            }
        }
        if (error.contains("Permission denied") || error.contains("Operation not permitted")) {
            throw new AccessDenied(error);
        }
        if (!error.isEmpty() || (exit & WRONG_COMMAND) != 0) {
            throw new IOException(error.isEmpty() ? "smartctl refused the command" : error);
        }
        // Asked not to wake it, smartctl leaves a sleeping disk without an error.
        return Map.of(Storage.STANDBY, true);
    }

    private static void identity(Map<?, ?> root, Map<Integer, Attribute> attributes, Map<Resource, Object> values) {
        put(
                values,
                Storage.MODEL,
                text(at(root, "model_name"))
                        .or(() -> text(at(root, "scsi_model_name")))
                        .flatMap(FirmwareText::meant));
        put(values, Storage.SERIAL_NUMBER, text(at(root, "serial_number")).flatMap(FirmwareText::meant));
        put(values, Storage.KIND, kind(root, attributes));
        put(
                values,
                Storage.CAPACITY,
                number(at(root, "user_capacity", "bytes"))
                        .or(() -> number(at(root, "nvme_total_capacity")))
                        .filter(bytes -> bytes > 0)
                        .map(bytes -> Math.round(bytes / 1e9)));
    }

    private static Optional<String> kind(Map<?, ?> root, Map<Integer, Attribute> attributes) {
        if ("NVMe".equals(at(root, "device", "protocol"))) {
            return Optional.of("nvme");
        }
        // Disks from before 2008 do not tell their speed; what counts its starts turns.
        return number(at(root, "rotation_rate"))
                .map(rate -> rate == 0 ? "ssd" : "hdd")
                .or(() -> named(attributes, 3, "spin_up_time").map(attribute -> "hdd"));
    }

    private static Optional<Long> temperature(Map<?, ?> root, Map<Integer, Attribute> attributes) {
        return number(at(root, "temperature", "current"))
                .or(() -> count(attributes, 194, "temperature"))
                .or(() -> count(attributes, 190, "temperature"))
                // What no disk is colder or hotter than; −1 is all bits set: firmware that does not know.
                .filter(celsius -> celsius > -100 && celsius < 1000 && celsius != -1)
                .flatMap(celsius -> TemperatureProbe.celsius(celsius * 1000))
                .map(Math::round);
    }

    private static void ata(Map<?, ?> root, Map<Integer, Attribute> attributes, Map<Resource, Object> values) {
        put(values, Storage.REALLOCATED_SECTORS, count(attributes, 5, "realloc|retired"));
        put(values, Storage.PENDING_SECTORS, count(attributes, 197, "pending"));
        put(values, Storage.OFFLINE_UNCORRECTABLE, count(attributes, 198, "uncorrect"));
        put(values, Storage.REPORTED_UNCORRECTABLE, count(attributes, 187, "uncorrect"));
        // Three counts of 16 bits; the lowest is that of all commands that timed out.
        put(
                values,
                Storage.COMMAND_TIMEOUTS,
                named(attributes, 188, "timeout").map(attribute -> attribute.raw & 0xFFFF));
        put(values, Storage.CRC_ERRORS, count(attributes, 199, "crc"));
        put(values, Storage.SPIN_RETRIES, count(attributes, 10, "spin_retry"));
        put(values, Storage.END_TO_END_ERRORS, count(attributes, 184, "end-to-end"));
        put(values, Storage.REALLOCATION_EVENTS, count(attributes, 196, "realloc.*event"));
        put(
                values,
                Storage.UNSAFE_SHUTDOWNS,
                count(attributes, 174, "unexpect|unsafe").or(() -> count(attributes, 192, "power-off_retract|unsafe")));
        put(values, Storage.SELF_TEST_PASSED, selfTest(root));
        if (attributes.isEmpty()) {
            return;
        }
        put(
                values,
                Storage.PERCENTAGE_USED,
                statistic(root, "Percentage Used Endurance Indicator").or(() -> worn(attributes)));
        Optional<Attribute> spare = named(attributes, 232, "available_reserv")
                .filter(attribute -> attribute.normalised > 0 && attribute.normalised <= 100);
        put(values, Storage.AVAILABLE_SPARE, spare.map(attribute -> attribute.normalised));
        put(
                values,
                Storage.SPARE_THRESHOLD,
                spare.map(attribute -> attribute.threshold).filter(threshold -> threshold > 0));
        put(values, Storage.DATA_WRITTEN, written(root, attributes));
    }

    /** How the newest self-test that came to an end ended; one that was broken off says nothing of the disk. */
    private static Optional<Boolean> selfTest(Map<?, ?> root) {
        for (String log : List.of("extended", "standard")) {
            if (at(root, "ata_smart_self_test_log", log, "table") instanceof List<?> tests) {
                for (Object test : tests) {
                    Optional<Boolean> passed = flag(at(test, "status", "passed"));
                    if (passed.isPresent()) {
                        return passed;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Long> worn(Map<Integer, Attribute> attributes) {
        // Silicon Motion leaves the normalised value at 100 and counts down in the raw one.
        Optional<Long> siliconMotion = named(attributes, 169, "remaining_lifetime")
                .map(attribute -> attribute.raw)
                .filter(left -> left > 0 && left <= 100);
        if (siliconMotion.isPresent()) {
            return siliconMotion.map(left -> 100 - left);
        }
        for (Pattern name : LIFE_LEFT) {
            for (Attribute attribute : attributes.values()) {
                if (name.matcher(attribute.name).matches() && attribute.normalised > 0 && attribute.normalised <= 100) {
                    return Optional.of(100 - attribute.normalised);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Long> written(Map<?, ?> root, Map<Integer, Attribute> attributes) {
        long sector = number(at(root, "logical_block_size")).orElse(512L);
        Optional<Double> bytes = statistic(root, "Logical Sectors Written").map(sectors -> (double) sectors * sector);
        if (bytes.isEmpty()) {
            bytes = Optional.ofNullable(attributes.get(241)).flatMap(attribute -> {
                String name = attribute.name.toLowerCase(Locale.ROOT);
                if (!name.contains("writ")) {
                    return Optional.empty();
                }
                double raw = attribute.raw;
                if (name.endsWith("_32mib")) {
                    return Optional.of(raw * (32 << 20));
                }
                if (name.endsWith("_gib")) {
                    return Optional.of(raw * (1 << 30));
                }
                if (name.endsWith("_mib")) {
                    return Optional.of(raw * (1 << 20));
                }
                return name.equals("total_lbas_written") ? Optional.of(raw * sector) : Optional.empty();
            });
        }
        return bytes.map(count -> Math.round(count / 1e9));
    }

    /** A value of the device statistics log (GP log 4), when the disk says that it is valid. */
    private static Optional<Long> statistic(Map<?, ?> root, String name) {
        if (at(root, "ata_device_statistics", "pages") instanceof List<?> pages) {
            for (Object page : pages) {
                if (at(page, "table") instanceof List<?> table) {
                    for (Object line : table) {
                        if (name.equals(at(line, "name")) && Boolean.TRUE.equals(at(line, "flags", "valid"))) {
                            return number(at(line, "value"));
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static void nvme(Map<?, ?> root, Map<Resource, Object> values) {
        Object log = at(root, "nvme_smart_health_information_log");
        put(values, Storage.PERCENTAGE_USED, number(at(log, "percentage_used")));
        put(values, Storage.AVAILABLE_SPARE, share(at(log, "available_spare")));
        put(values, Storage.SPARE_THRESHOLD, share(at(log, "available_spare_threshold")));
        put(values, Storage.MEDIA_ERRORS, number(at(log, "media_errors")));
        put(values, Storage.CRITICAL_WARNING, number(at(log, "critical_warning")));
        put(values, Storage.UNSAFE_SHUTDOWNS, number(at(log, "unsafe_shutdowns")));
        // A data unit is a thousand blocks of 512 bytes, whatever the block size.
        put(
                values,
                Storage.DATA_WRITTEN,
                number(at(log, "data_units_written")).map(units -> Math.round(units * 512_000.0 / 1e9)));
    }

    private static void scsi(Map<?, ?> root, Map<Resource, Object> values) {
        put(values, Storage.GROWN_DEFECTS, number(at(root, "scsi_grown_defect_list")));
        Optional<Long> uncorrected = Optional.empty();
        for (String kind : List.of("read", "write", "verify")) {
            Optional<Long> errors = number(at(root, "scsi_error_counter_log", kind, "total_uncorrected_errors"));
            if (errors.isPresent()) {
                uncorrected = Optional.of(uncorrected.orElse(0L) + errors.get());
            }
        }
        put(values, Storage.REPORTED_UNCORRECTABLE, uncorrected);
        put(values, Storage.PERCENTAGE_USED, number(at(root, "scsi_percentage_used_endurance_indicator")));
    }

    private static Map<Integer, Attribute> attributes(Map<?, ?> root) {
        Map<Integer, Attribute> attributes = new LinkedHashMap<>();
        if (at(root, "ata_smart_attributes", "table") instanceof List<?> table) {
            for (Object line : table) {
                Optional<Long> id = number(at(line, "id"));
                Optional<Long> raw = number(at(line, "raw", "value"));
                if (id.isPresent() && raw.isPresent()) {
                    attributes.put(
                            id.get().intValue(),
                            new Attribute(
                                    id.get().intValue(),
                                    text(at(line, "name")).orElse(""),
                                    number(at(line, "value")).orElse(0L),
                                    number(at(line, "thresh")).orElse(0L),
                                    raw.get(),
                                    text(at(line, "raw", "string")).orElse("")));
                }
            }
        }
        return attributes;
    }

    private static Optional<Attribute> named(Map<Integer, Attribute> attributes, int id, String meaning) {
        return Optional.ofNullable(attributes.get(id))
                .filter(attribute -> Pattern.compile(meaning, Pattern.CASE_INSENSITIVE)
                        .matcher(attribute.name)
                        .find());
    }

    private static Optional<Long> count(Map<Integer, Attribute> attributes, int id, String meaning) {
        return named(attributes, id, meaning).map(Attribute::count);
    }

    /** A value below zero is none but for a temperature: firmware that does not know says −1, in its own width. */
    private static void put(Map<Resource, Object> values, Resource resource, Optional<?> value) {
        value.filter(present -> resource == Storage.TEMPERATURE || !(present instanceof Long number) || number >= 0)
                .ifPresent(present -> values.put(resource, present));
    }

    private static @Nullable Object at(@Nullable Object node, String... path) {
        Object found = node;
        for (String name : path) {
            found = found instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return found;
    }

    /** NVMe counts in 128 bits; what 64 cannot hold is no number of this world. */
    private static Optional<Long> number(@Nullable Object node) {
        return node instanceof Integer || node instanceof Long
                ? Optional.of(((Number) node).longValue())
                : Optional.empty();
    }

    private static Optional<Long> share(@Nullable Object node) {
        return number(node).filter(percent -> percent <= 100);
    }

    private static Optional<Boolean> flag(@Nullable Object node) {
        return node instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    private static Optional<String> text(@Nullable Object node) {
        return node instanceof String text && !text.isBlank() ? Optional.of(text.strip()) : Optional.empty();
    }
}
