package org.socle.fleet.ticket;

import java.util.regex.Pattern;
import org.socle.fleet.web.Refusal;

/** What people may write when they report trouble: about machines, not about people. Pure. */
public final class ReportText {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+\\s?@\\s?[^@\\s]+\\.[^@\\s]{2,}");

    /** Ten digits from 0, or what follows a country's code, with spaces, dots and the like between them. */
    private static final Pattern PHONE = Pattern.compile(
            "(?<![A-Za-z0-9])(?:\\+\\d{2,3}|00\\d{2}|0)[ .\\-/()\\u00a0\\u202f]*(?:\\d[ .\\-/()\\u00a0\\u202f]*){8,10}(?![A-Za-z0-9])");

    private ReportText() {}

    /**
     * Makes sure that a text names no way to reach somebody.
     *
     * @throws Refusal when there is an e-mail address or a telephone number in it
     */
    public static void contacts(String text) {
        if (EMAIL.matcher(text).find() || PHONE.matcher(text).find()) {
            throw new Refusal("ticket.refused.text.contact");
        }
    }

    /**
     * Makes sure of a text.
     *
     * @throws Refusal when there is an e-mail address or a telephone number in it, or nothing is said at all
     */
    static void check(Complaint complaint, String text) {
        if (EMAIL.matcher(text).find()) {
            throw new Refusal("report.refused.text.email");
        }
        if (PHONE.matcher(text).find()) {
            throw new Refusal("report.refused.text.phone");
        }
        if (complaint == Complaint.OTHER && text.isBlank()) {
            throw new Refusal("report.refused.text.none");
        }
    }
}
