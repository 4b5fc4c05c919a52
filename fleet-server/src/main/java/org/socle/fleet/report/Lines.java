package org.socle.fleet.report;

import com.openhtmltopdf.extend.FSTextBreaker;
import java.text.BreakIterator;
import java.util.Locale;

/** Where a line may end: as Java says, but not between an apostrophe and its word, where French has none of these. */
final class Lines implements FSTextBreaker {
    private static final char APOSTROPHE = '\u2019';

    private final BreakIterator breaks = BreakIterator.getLineInstance(Locale.FRENCH);
    private String text = "";

    @Override
    public void setText(String newText) {
        text = newText;
        breaks.setText(newText);
    }

    @Override
    public int next() {
        int next = breaks.next();
        while (next > 0 && next < text.length() && text.charAt(next - 1) == APOSTROPHE) {
            next = breaks.next();
        }
        return next;
    }
}
