package org.socle.fleet.place;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that is to change, or has changed.
 *
 * @param field one of {@link PlaceDetails}, {@link #PLACE}, or the word of a kind for a place that is new
 * @param before empty when there was nothing
 * @param after empty when nothing is left
 */
public record Difference(String field, String before, String after) {
    /** The field of what a place is in. */
    public static final String PLACE = "place";

    private static final String NOTHING = "—";

    /** What was there, for people. */
    public String shownBefore() {
        return before.isEmpty() ? NOTHING : before;
    }

    /** What is there then, for people. */
    public String shownAfter() {
        return after.isEmpty() ? NOTHING : after;
    }

    /** Details of an entry of the audit log: each field with what it was and what it has become. */
    static Map<String, String> told(Collection<Difference> differences) {
        Map<String, String> details = new LinkedHashMap<>();
        differences.forEach(each -> details.put(each.field, each.shownBefore() + " → " + each.shownAfter()));
        return details;
    }
}
