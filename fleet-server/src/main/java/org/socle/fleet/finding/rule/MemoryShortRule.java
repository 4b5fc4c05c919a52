package org.socle.fleet.finding.rule;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.socle.contract.catalogue.Memory;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.Rule;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.finding.Threshold;
import org.socle.fleet.reading.Snapshot;

/** Memory that is nearly used up, with nothing but the disk to fall back on. The limit is ours. */
public final class MemoryShortRule implements Rule {
    private static final String MEMORY_SHORT = "memory_short";
    private static final int FREED = 4;

    @Override
    public List<String> names() {
        return List.of(MEMORY_SHORT);
    }

    @Override
    public Duration patience(Limits limits) {
        return limits.length(Threshold.MEMORY_LASTS);
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        Snapshot now = situation.now();
        double limit = situation.limit(Threshold.MEMORY_USED);
        return Find.each(now, Memory.USED.family(), memory -> {
            double used = now.number(Memory.USED, memory).orElse(0);
            return situation.above(MEMORY_SHORT, memory, used, limit, limit - FREED)
                    ? Find.watch(MEMORY_SHORT, now, Memory.USED, memory)
                    : null;
        });
    }
}
