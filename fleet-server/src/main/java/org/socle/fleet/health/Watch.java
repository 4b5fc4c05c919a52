package org.socle.fleet.health;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at disk and memory every second, in a thread that waits for nothing else, and tells of troubles as they come. */
public final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final DiskGuard disk;
    private final MemoryGuard memory;
    private final Health health;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "watch");
        daemon.setDaemon(true);
        return daemon;
    });

    /**
     * One that does not look yet.
     *
     * @param data the server's directory, whose free space and sizes are told in metrics
     */
    public Watch(PrometheusRegistry registry, Path data, DiskGuard disk, MemoryGuard memory, Health health) {
        this.disk = disk;
        this.memory = memory;
        this.health = health;
        gauge(registry, "socle_disk_free_bytes", "Space left for the data", () -> DiskGuard.free(data));
        gauge(registry, "socle_broker_bytes", "Size of the broker's journal", () -> size(data.resolve("broker")));
        gauge(registry, "socle_database_bytes", "Size of the database with its log", () -> files(data, "socle.db"));
    }

    private interface Bytes {
        long now() throws IOException;
    }

    private static void gauge(PrometheusRegistry registry, String name, String help, Bytes bytes) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> {
                    try {
                        callback.call(bytes.now());
                    } catch (IOException | UncheckedIOException e) {
                        LOG.debug("{} cannot be told", name, e);
                    }
                })
                .register(registry);
    }

    private static long size(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return 0;
        }
        AtomicLong sum = new AtomicLong();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sum.addAndGet(attributes.size());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                // Gone while we looked: the journal rolls on.
                return FileVisitResult.CONTINUE;
            }
        });
        return sum.get();
    }

    private static long files(Path directory, String start) throws IOException {
        long sum = 0;
        try (var files = Files.newDirectoryStream(directory, start + "*")) {
            for (Path file : files) {
                sum += Files.exists(file) ? Files.size(file) : 0;
            }
        }
        return sum;
    }

    /** Looks at the disk once: before the first message could be taken in. */
    public void look() {
        disk.look();
    }

    /** Begins to look, every second. */
    public void start() {
        thread.scheduleWithFixedDelay(this::lookAtAll, 1, 1, TimeUnit.SECONDS);
    }

    private void lookAtAll() {
        try {
            disk.look();
            memory.look();
            health.standing();
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("disk and memory could not be looked at", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
