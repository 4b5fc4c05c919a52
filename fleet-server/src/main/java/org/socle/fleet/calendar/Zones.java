package org.socle.fleet.calendar;

import java.text.Normalizer;
import java.util.Locale;

/** Names of zones. */
final class Zones {
    private Zones() {}

    /** A name without accents and capitals. */
    static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .strip();
    }

    /** The code of a zone that somebody calls so: {@code a} for "Zone A", {@code saint-pierre-et-miquelon}. */
    static String code(String name) {
        return folded(name)
                .replaceFirst("^(zone|la)[ -]+", "")
                .replaceFirst("^polynesie.*", "polynesie")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }
}
