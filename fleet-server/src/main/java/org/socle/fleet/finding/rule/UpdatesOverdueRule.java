package org.socle.fleet.finding.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Updates;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.Reach;
import org.socle.fleet.finding.Rule;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.finding.Threshold;
import org.socle.fleet.reading.Snapshot;

/**
 * A system on which security updates pile up, or that no longer looks for them. A few wait on every machine between two runs of its
 * package manager; the limits are ours. What keeps them away, a mirror or a proxy, is the school's.
 */
public final class UpdatesOverdueRule implements Rule {
    private static final String UPDATES_OVERDUE = "updates_overdue";
    private static final String UPDATES_STALE = "updates_stale";

    @Override
    public List<String> names() {
        return List.of(UPDATES_OVERDUE, UPDATES_STALE);
    }

    @Override
    public Reach reach() {
        return Reach.SCHOOL;
    }

    /** Usually three days: a machine that comes back from the holidays updates itself. */
    @Override
    public Duration patience(Limits limits) {
        return limits.length(Threshold.UPDATES_LAST);
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        return Find.each(situation.now(), Updates.SECURITY.family(), system -> check(situation, system));
    }

    private static @Nullable Finding check(Situation situation, int system) {
        Snapshot now = situation.now();
        if (now.number(Updates.SECURITY, system).orElse(0) >= situation.limit(Threshold.SECURITY_UPDATES)) {
            return Find.watch(UPDATES_OVERDUE, now, Updates.SECURITY, system);
        }
        Duration age = Duration.ofDays((long) situation.limit(Threshold.PACKAGE_LISTS));
        Instant listed = now.instant(Updates.LISTED, system).orElse(Instant.MAX);
        return listed.isBefore(situation.at().minus(age))
                ? Find.watch(UPDATES_STALE, now, Updates.LISTED, system)
                : null;
    }
}
