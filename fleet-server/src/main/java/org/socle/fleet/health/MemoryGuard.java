package org.socle.fleet.health;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.health.Trouble.Kind;

/**
 * Watches how much of Java's memory is in use for long, so that a machine too many is sent away before memory ends for all.
 * Thread-safe.
 */
public final class MemoryGuard implements Vital {
    /** Share of the old generation from which on no more connections are taken: the rest is for the work of those there are. */
    private static final double SHORT = 0.80;

    /** Share from which on it does not matter what it is. */
    private static final double FULL = 0.95;

    /** Share below which they are again. */
    private static final double ENOUGH = 0.72;

    /** What is in use may be rubbish: a collection tells, but not more often than this, in nanoseconds. */
    private static final long BETWEEN_COLLECTIONS = 5_000_000_000L;

    private final Supplier<Use> use;
    private final Runnable collect;
    private final LongSupplier nanos;
    private volatile boolean isShort;
    private @Nullable Long collected;

    /**
     * Memory in use.
     *
     * @param now share of what there is at most, 0 to 1, rubbish included
     * @param afterCollection the same as the last collection left it
     */
    record Use(double now, double afterCollection) {}

    /** One over this process; where it has no old generation it never complains. */
    public MemoryGuard() {
        this(MemoryGuard::oldGeneration, System::gc, System::nanoTime);
    }

    MemoryGuard(Supplier<Use> use, Runnable collect, LongSupplier nanos) {
        this.use = use;
        this.collect = collect;
        this.nanos = nanos;
    }

    private static Use oldGeneration() {
        Optional<MemoryPoolMXBean> old = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .filter(pool ->
                        pool.getName().contains("Old Gen") || pool.getName().contains("Tenured"))
                .findFirst();
        return old.map(pool -> new Use(share(pool.getUsage()), share(pool.getCollectionUsage())))
                .orElse(new Use(0, 0));
    }

    private static double share(@Nullable MemoryUsage usage) {
        return usage == null || usage.getMax() <= 0 ? 0 : (double) usage.getUsed() / usage.getMax();
    }

    /** Looks; to be called about once a second. */
    public synchronized void look() {
        Use now = use.get();
        if (isShort || now.now() >= SHORT) {
            Long before = collected;
            if (before == null || nanos.getAsLong() - before >= BETWEEN_COLLECTIONS) {
                collect.run();
                collected = nanos.getAsLong();
                now = use.get();
            }
        }
        // What has come since the last collection is mostly rubbish, until it nearly fills what there is.
        double lasting = now.now() >= FULL ? now.now() : Math.min(now.now(), now.afterCollection());
        isShort = isShort ? lasting >= ENOUGH : lasting >= SHORT;
    }

    /** Whether no more connections should be taken. */
    public boolean isShort() {
        return isShort;
    }

    @Override
    public List<Trouble> troubles() {
        return isShort ? List.of(Trouble.of(Kind.MEMORY_SHORT)) : List.of();
    }
}
