package org.socle.fleet.web;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells whoever looks at a machine that something new of it is stored. Thread-safe; never blocks the intake. */
public final class LiveFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);

    private final Map<UUID, Set<Runnable>> watchers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "live");
        daemon.setDaemon(true);
        return daemon;
    });

    /** Calls {@code onPack} after each pack of a device, until the answer is closed. */
    public AutoCloseable subscribe(UUID device, Runnable onPack) {
        watchers.computeIfAbsent(device, id -> ConcurrentHashMap.newKeySet()).add(onPack);
        return () -> watchers.computeIfPresent(device, (id, all) -> {
            all.remove(onPack);
            return all.isEmpty() ? null : all;
        });
    }

    /** A pack of this device is stored. */
    public void published(UUID device) {
        Set<Runnable> all = watchers.get(device);
        if (all != null) {
            thread.execute(() -> all.forEach(LiveFeed::call));
        }
    }

    /** Calls something again and again on the feed's thread, until the answer is cancelled. */
    ScheduledFuture<?> every(long seconds, Runnable task) {
        return thread.scheduleWithFixedDelay(() -> call(task), seconds, seconds, TimeUnit.SECONDS);
    }

    private static void call(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.debug("a watcher is gone", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
