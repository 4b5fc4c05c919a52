package org.socle.fleet.finding;

import org.socle.fleet.web.Format;
import org.socle.fleet.web.Messages;

/** Findings as people read them. */
public final class Words {
    private Words() {}

    /** What is wrong, in two or three words. */
    public static String title(String rule, Messages messages) {
        return messages.text("rule." + rule + ".title");
    }

    /** What to do about it, in one sentence. */
    public static String action(String rule, Messages messages) {
        return messages.text("rule." + rule + ".action");
    }

    /** What gave it away and where: "Pending sectors: 8 (sda)". */
    public static String evidence(Finding finding, Messages messages, Format format) {
        String reading = messages.text(
                "finding.evidence",
                finding.evidence().label().in(messages.locale()),
                format.value(finding.evidence(), value(finding)));
        return finding.name().isEmpty() ? reading : messages.text("finding.place", reading, finding.name());
    }

    private static Object value(Finding finding) {
        return switch (finding.evidence().type()) {
            case BOOLEAN -> Boolean.valueOf(finding.value());
            case STRING -> finding.value();
            default -> Double.valueOf(finding.value());
        };
    }
}
