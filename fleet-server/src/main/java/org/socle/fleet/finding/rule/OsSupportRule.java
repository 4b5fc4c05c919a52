package org.socle.fleet.finding.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Updates;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Reach;
import org.socle.fleet.finding.Rule;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.finding.Threshold;
import org.socle.fleet.reading.Snapshot;

/**
 * A system that gets no more security updates, or soon none: machines of a school are changed in holidays, half a year is the time
 * to plan that. The notice is ours, the dates are the distributor's.
 */
public final class OsSupportRule implements Rule {
    private static final String OS_UNSUPPORTED = "os_unsupported";
    private static final String OS_ENDING = "os_ending";

    @Override
    public List<String> names() {
        return List.of(OS_UNSUPPORTED, OS_ENDING);
    }

    @Override
    public Reach reach() {
        return Reach.SCHOOL;
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        return Find.each(situation.now(), Updates.SUPPORT_END.family(), system -> check(situation, system));
    }

    private static @Nullable Finding check(Situation situation, int system) {
        Snapshot now = situation.now();
        Instant end = now.instant(Updates.SUPPORT_END, system).orElse(Instant.MAX);
        if (!end.isAfter(situation.at())) {
            return Find.watch(OS_UNSUPPORTED, now, Updates.SUPPORT_END, system);
        }
        Duration notice = Duration.ofDays((long) situation.limit(Threshold.SUPPORT_NOTICE));
        return end.isBefore(situation.at().plus(notice))
                ? Find.watch(OS_ENDING, now, Updates.SUPPORT_END, system)
                : null;
    }
}
