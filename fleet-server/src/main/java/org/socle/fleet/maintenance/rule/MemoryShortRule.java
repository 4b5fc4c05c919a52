package org.socle.fleet.maintenance.rule;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.socle.contract.catalogue.Memory;
import org.socle.fleet.maintenance.Finding;
import org.socle.fleet.maintenance.Rule;
import org.socle.fleet.maintenance.Situation;
import org.socle.fleet.reading.Snapshot;

/** Memory that is nearly used up, with nothing but the disk to fall back on. The limit is ours. */
public final class MemoryShortRule implements Rule {
    private static final String MEMORY_SHORT = "memory_short";
    private static final int USED = 92;
    private static final int FREE_AGAIN = 88;

    @Override
    public List<String> names() {
        return List.of(MEMORY_SHORT);
    }

    @Override
    public Duration patience() {
        return Duration.ofHours(1);
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        Snapshot now = situation.now();
        return Find.each(now, Memory.USED.family(), memory -> {
            double used = now.number(Memory.USED, memory).orElse(0);
            return situation.above(MEMORY_SHORT, memory, used, USED, FREE_AGAIN)
                    ? Find.watch(MEMORY_SHORT, now, Memory.USED, memory)
                    : null;
        });
    }
}
