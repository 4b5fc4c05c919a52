package org.socle.fleet.machine;

import org.jspecify.annotations.Nullable;

/**
 * Which machines to look for.
 *
 * @param text words that all have to occur, in this order, in name, maker, model, serial number and id; empty for any
 * @param status null for any
 * @param rule name of a rule that found something; empty for any
 */
public record Filter(String text, @Nullable Status status, String rule) {
    /** Every machine. */
    public static final Filter NONE = new Filter("", null, "");
}
