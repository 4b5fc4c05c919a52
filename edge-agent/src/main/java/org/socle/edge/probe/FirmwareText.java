package org.socle.edge.probe;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells what a manufacturer wrote into the firmware from what was left there. Two machines with the serial number "To be
 * filled by O.E.M." are not the same machine.
 */
final class FirmwareText {
    private static final Set<String> LEFT_OVER = Set.of(
            "all series",
            "asset tag",
            "base board serial number",
            "board serial number",
            "chassis serial number",
            "chassis manufacture",
            "default",
            "default string",
            "empty",
            "evaluation",
            "invalid",
            "manufacturer00",
            "n/a",
            "na",
            "no asset information",
            "no asset tag",
            "no serial number",
            "none",
            "not applicable",
            "not available",
            "not specified",
            "null",
            "o.e.m.",
            "oem",
            "oem default string000",
            "product name",
            "sernum0",
            "serial number",
            "ssn12345678901234567",
            "standard",
            "system manufacturer",
            "system name",
            "system product name",
            "system serial number",
            "system uuid",
            "system version",
            "type1 - serial number",
            "type1family",
            "type1productconfigid",
            "type2 - board serial number",
            "undefined",
            "unknown",
            "unspecified");

    private static final Pattern TO_BE_FILLED = Pattern.compile("to be filled.*|.*\\bto be set by oem\\b.*|\\*+.*\\*+");
    private static final Pattern ONE_CHARACTER = Pattern.compile("(.)\\1*");
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final Set<String> LEFT_OVER_UUIDS = Set.of(
            // AMI's sample, in both byte orders
            "03000200-0400-0500-0006-000700080009",
            "00020003-0004-0005-0006-000700080009",
            "12345678-1234-5678-90ab-cddeefaabbcc",
            "78563412-3412-7856-90ab-cddeefaabbcc",
            "11111111-2222-3333-4444-555555555555",
            "01234567-8910-1112-1314-151617181920",
            "fefefefe-fefe-fefe-fefe-fefefefefefe",
            "00000000-0000-0000-0000-000000000001");

    private FirmwareText() {}

    /** The text when somebody meant it. */
    static Optional<String> meant(String text) {
        String stripped = text.strip();
        String lower = stripped.toLowerCase(Locale.ROOT);
        String bare = lower.replaceAll("[-_ ./:]", "");
        boolean leftOver = bare.isEmpty()
                || LEFT_OVER.contains(lower)
                || TO_BE_FILLED.matcher(lower).matches()
                || ONE_CHARACTER.matcher(bare).matches()
                || counting(bare);
        return leftOver ? Optional.empty() : Optional.of(stripped);
    }

    /** The UUID in lower case when it tells this machine from others. */
    static Optional<String> meantUuid(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        boolean usable = UUID_FORM.matcher(lower).matches()
                && !ONE_CHARACTER.matcher(lower.replace("-", "")).matches()
                && !LEFT_OVER_UUIDS.contains(lower);
        return usable ? Optional.of(lower) : Optional.empty();
    }

    /** 0123456789, 123456789ABC and the like. */
    private static boolean counting(String text) {
        return text.length() >= 6
                && ("0123456789abcdef".startsWith(text)
                        || "1234567890".startsWith(text)
                        || "123456789abcdef".startsWith(text)
                        || "9876543210".startsWith(text));
    }
}
