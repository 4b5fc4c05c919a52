package org.socle.edge.publish;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Reporting;
import org.socle.contract.catalogue.Reporting.Deadband;
import org.socle.contract.catalogue.Reporting.OnChange;
import org.socle.contract.catalogue.Reporting.SnapshotOnly;
import org.socle.contract.catalogue.Urgency;
import org.socle.contract.catalogue.Urgency.AnyChange;
import org.socle.contract.catalogue.Urgency.Crossing;
import org.socle.contract.catalogue.Urgency.Never;
import org.socle.edge.tree.Change;

/** Remembers what was reported last and tells which changes are worth a report, and which a hurry. Not thread-safe. */
final class Deadbands {
    /** What to do with a change. */
    enum Verdict {
        IGNORE,
        REPORT,
        AT_ONCE
    }

    private final Map<LwM2mPath, Object> reported = new HashMap<>();

    /** Judges a change, and takes it as reported unless it is to be ignored. */
    Verdict judge(Change change) {
        Object last = reported.get(change.path());
        boolean urgent = last != null && urgent(change.resource().definition().urgency(), last, change.value());
        if (!urgent && !worthReporting(change, last)) {
            return Verdict.IGNORE;
        }
        reported.put(change.path(), change.value());
        return urgent ? Verdict.AT_ONCE : Verdict.REPORT;
    }

    /** Takes a change as reported, however small it is; whether it is one at all. */
    boolean force(Change change) {
        return !change.value().equals(reported.put(change.path(), change.value()));
    }

    /**
     * Takes exactly these values as reported. Whoever reads a snapshot forgets what it does not hold: such a value is news
     * when it comes back, even unchanged.
     */
    void snapshot(List<Change> all) {
        reported.clear();
        all.forEach(change -> reported.put(change.path(), change.value()));
    }

    private static boolean worthReporting(Change change, @Nullable Object last) {
        Reporting reporting = change.resource().definition().reporting();
        if (reporting instanceof SnapshotOnly) {
            return false;
        }
        if (last == null || reporting instanceof OnChange) {
            return !change.value().equals(last);
        }
        return reporting instanceof Deadband band
                && last instanceof Number before
                && change.value() instanceof Number now
                && Math.abs(now.doubleValue() - before.doubleValue()) >= band.width();
    }

    private static boolean urgent(Urgency urgency, Object last, Object now) {
        if (urgency instanceof Never || last.equals(now)) {
            return false;
        }
        if (urgency instanceof Crossing crossing && last instanceof Number before && now instanceof Number after) {
            return (before.doubleValue() >= crossing.limit()) != (after.doubleValue() >= crossing.limit());
        }
        return urgency instanceof AnyChange;
    }
}
