package org.socle.edge.probe;

import java.util.Locale;

/** How a probe's last read went, as reported in {@code probe.state}. */
public enum ProbeState {
    OK,
    /** Reading failed; the log says why. */
    FAILED,
    /** A right is missing. */
    DENIED,
    /** The read outlasted its time. */
    TIMEOUT,
    /** A program is not installed. */
    MISSING_TOOL;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
