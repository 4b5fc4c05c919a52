package org.socle.fleet.energy.factor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.socle.enrol.Secret;

/**
 * What a new edition would change, factor by factor. Pure.
 *
 * @param before the edition that counts now
 * @param text the file of the new one
 * @param changes in the order of the new file, what it no longer has last
 */
public record EditionPlan(Factors before, Factors after, String text, List<Change> changes) {

    /** What becomes of a factor. */
    public enum Verdict {
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * A factor that does not stay as it is.
     *
     * @param before null for one that is new
     * @param after null for one that is no longer there
     */
    public record Change(
            Verdict verdict,
            @Nullable Factor before,
            @Nullable Factor after) {
        /** It as it will be, or as it was. */
        Factor either() {
            Factor known = after == null ? before : after;
            if (known == null) {
                throw new IllegalStateException("a change of nothing");
            }
            return known;
        }
    }

    static EditionPlan of(Factors before, Factors after, String text) {
        Map<List<Object>, Factor> old = new LinkedHashMap<>();
        before.all().forEach(factor -> old.put(key(factor), factor));
        List<Change> changes = new ArrayList<>();
        for (Factor factor : after.all()) {
            Factor was = old.remove(key(factor));
            if (was == null) {
                changes.add(new Change(Verdict.ADDED, null, factor));
            } else if (!was.equals(factor)) {
                changes.add(new Change(Verdict.CHANGED, was, factor));
            }
        }
        old.values().forEach(factor -> changes.add(new Change(Verdict.REMOVED, factor, null)));
        return new EditionPlan(before, after, text, List.copyOf(changes));
    }

    private static List<Object> key(Factor factor) {
        return List.of(factor.kind(), factor.subject(), String.valueOf(factor.year()), factor.territory());
    }

    public long count(Verdict verdict) {
        return changes.stream().filter(change -> change.verdict == verdict).count();
    }

    /** Changes when the file, its name or the edition it follows does: what is confirmed is what was seen. */
    public String fingerprint() {
        return Secret.hash(before.edition() + "\n" + after.edition() + "\n" + text);
    }
}
