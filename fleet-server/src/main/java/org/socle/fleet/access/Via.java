package org.socle.fleet.access;

import java.util.Locale;

/** How somebody acted. */
public enum Via {
    /** On a page, signed in. */
    SESSION,
    /** With an API token. */
    TOKEN,
    /** With the server's command line. */
    CLI,
    /** Nobody: the server by itself. */
    SERVER;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
