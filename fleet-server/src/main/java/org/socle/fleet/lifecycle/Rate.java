package org.socle.fleet.lifecycle;

import java.util.Locale;

/** The three rates. They are of different things and are never added up. */
public enum Rate {
    /** AGEC: spending on equipment from reuse. */
    PURCHASES,
    /** REEN: retired equipment that is used again. */
    REUSE,
    /** Ours: refurbished machines in use. */
    REFURBISHED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
