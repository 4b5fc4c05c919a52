package org.socle.fleet.audit;

import org.jspecify.annotations.Nullable;

/**
 * Which entries to look for.
 *
 * @param action null for any
 * @param text what occurs in the name of who did it or of what it was done to; empty for any
 */
public record AuditFilter(@Nullable Action action, String text) {
    /** Every entry. */
    public static final AuditFilter NONE = new AuditFilter(null, "");
}
