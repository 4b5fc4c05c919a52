package org.socle.fleet.maintenance.rule;

import java.util.List;
import java.util.stream.Stream;
import org.socle.contract.catalogue.Memory;
import org.socle.fleet.maintenance.Finding;
import org.socle.fleet.maintenance.Rule;
import org.socle.fleet.reading.Snapshot;

/** Memory that is nearly used up, with nothing but the disk to fall back on. The limit is ours. */
public final class MemoryShortRule implements Rule {
    private static final String MEMORY_SHORT = "memory_short";
    private static final int USED = 92;

    @Override
    public List<String> names() {
        return List.of(MEMORY_SHORT);
    }

    @Override
    public Stream<Finding> check(Snapshot now) {
        return Find.each(now, Memory.USED.family(), memory -> {
            double used = now.number(Memory.USED, memory).orElse(0);
            return used >= USED ? Find.watch(MEMORY_SHORT, now, Memory.USED, memory) : null;
        });
    }
}
