package org.socle.fleet.overview;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whoever looks at a machine that something new of it is stored. Thread-safe; never blocks the intake, and a watcher
 * on a slow line holds up nobody but himself.
 */
public final class LiveFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final ThreadFactory DAEMONS = task -> {
        Thread daemon = new Thread(task, "live");
        daemon.setDaemon(true);
        return daemon;
    };

    private final Map<UUID, Set<Watcher>> watchers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(DAEMONS);
    private final ExecutorService senders = Executors.newCachedThreadPool(DAEMONS);

    /** Calls {@code onPack} after a pack of a device, until the answer is closed. Packs during a call count as one. */
    public AutoCloseable subscribe(UUID device, Runnable onPack) {
        Watcher watcher = new Watcher(onPack);
        watchers.computeIfAbsent(device, id -> ConcurrentHashMap.newKeySet()).add(watcher);
        return () -> watchers.computeIfPresent(device, (id, all) -> {
            all.remove(watcher);
            return all.isEmpty() ? null : all;
        });
    }

    /** A pack of this device is stored. */
    public void published(UUID device) {
        Set<Watcher> all = watchers.get(device);
        if (all != null) {
            all.forEach(Watcher::tell);
        }
    }

    /** Calls something again and again, until the answer is cancelled. */
    ScheduledFuture<?> every(long seconds, Runnable task) {
        Watcher watcher = new Watcher(task);
        return timer.scheduleWithFixedDelay(watcher::tell, seconds, seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        senders.shutdownNow();
    }

    /** Somebody to call, by one thread at a time. */
    private final class Watcher {
        private final Runnable call;
        private final AtomicInteger waiting = new AtomicInteger();

        private Watcher(Runnable call) {
            this.call = call;
        }

        private void tell() {
            if (waiting.getAndIncrement() == 0) {
                senders.execute(this::run);
            }
        }

        private void run() {
            int told;
            do {
                told = waiting.get();
                try {
                    call.run();
                } catch (RuntimeException e) {
                    LOG.debug("a watcher is gone", e);
                }
            } while (waiting.addAndGet(-told) > 0);
        }
    }
}
