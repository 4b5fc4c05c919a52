package org.socle.fleet.web;

import java.util.List;

/**
 * What an import would do, for the page that asks whether it shall.
 *
 * @param sums how many lines have each verdict, in words
 * @param left how many lines are not shown
 * @param list what to send back to have it done
 * @param fingerprint to send back with it; empty when it cannot be done
 * @param same whether nothing has to change
 */
public record ImportPreview(
        List<String> sums, List<Line> lines, int left, String list, String fingerprint, boolean same) {
    /** Lines on a page; the sums are of all. Refused ones come first. */
    public static final int SHOWN = 40;

    /** One line: its number, what it says, what would become of it. */
    public record Line(String number, String what, String verdict, boolean refused) {}
}
