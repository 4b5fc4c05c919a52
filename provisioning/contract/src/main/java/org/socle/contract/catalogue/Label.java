package org.socle.contract.catalogue;

import java.util.Locale;

/**
 * A text in the two languages of Socle.
 *
 * @param fr French, not blank
 * @param en English, not blank
 */
public record Label(String fr, String en) {
    public Label {
        if (fr.isBlank() || en.isBlank()) {
            throw new IllegalArgumentException("a label needs both languages: '" + fr + "', '" + en + "'");
        }
    }

    /** The text for a locale: English for English, French for everything else. */
    public String in(Locale locale) {
        return locale.getLanguage().equals("en") ? en : fr;
    }
}
