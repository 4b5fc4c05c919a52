package org.socle.fleet.store;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what has to be done again and again, each job in one thread at a time. Thread-safe. */
public final class Jobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    /** Enough that a long job does not keep the short ones waiting. */
    private static final int THREADS = 4;

    /** A job that failed is tried again after this, when it would not be anyway. */
    private static final Duration RETRY = Duration.ofMinutes(10);

    private final Clock clock;
    private final Counter runs;
    private final Counter failures;
    private final Gauge lastSuccess;
    private final Gauge lastDuration;
    private final List<Running> jobs = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService threads;

    /**
     * How a job does.
     *
     * @param begun of the run that is under way; null when none is
     * @param succeeded end of the last run that did; null before the first
     * @param failures runs in a row that failed
     */
    public record Status(
            Job job, @Nullable Instant begun, @Nullable Instant succeeded, int failures) {}

    public Jobs(PrometheusRegistry registry, Clock clock) {
        this.clock = clock;
        runs = Counter.builder()
                .name("socle_job_runs_total")
                .help("Runs of a job, failed ones included")
                .labelNames("job")
                .register(registry);
        failures = Counter.builder()
                .name("socle_job_failures_total")
                .help("Runs of a job that failed")
                .labelNames("job")
                .register(registry);
        lastSuccess = Gauge.builder()
                .name("socle_job_last_success_timestamp_seconds")
                .help("When a job last came to a good end, in seconds since 1970")
                .labelNames("job")
                .register(registry);
        lastDuration = Gauge.builder()
                .name("socle_job_last_duration_seconds")
                .help("How long the last run of a job took")
                .labelNames("job")
                .register(registry);
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(THREADS, task -> {
            Thread daemon = new Thread(task, "jobs");
            daemon.setDaemon(true);
            return daemon;
        });
        pool.setRemoveOnCancelPolicy(true);
        threads = pool;
    }

    /** Begins with a job. */
    public void start(Job job) {
        runs.initLabelValues(job.name());
        failures.initLabelValues(job.name());
        Running running = new Running(job);
        jobs.add(running);
        running.next(job.first());
    }

    /** How all jobs do, in the order in which they were started. */
    public List<Status> status() {
        return jobs.stream().map(Running::status).toList();
    }

    /** Ends; waits for those under way. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("a job does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Running implements Runnable {
        private final Job job;
        private @Nullable Instant begun;
        private @Nullable Instant succeeded;
        private int failed;

        private Running(Job job) {
            this.job = job;
        }

        private void next(Duration delay) {
            try {
                threads.schedule(this, delay.toNanos(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("{} is over: the server stops", job.name());
            }
        }

        @Override
        public void run() {
            long start = System.nanoTime();
            begin();
            boolean good = false;
            try {
                job.work().run();
                good = true;
            } catch (Exception | StackOverflowError e) {
                if (!threads.isShutdown()) {
                    failed(e);
                }
            } finally {
                end(good, (System.nanoTime() - start) / 1e9);
                next(good || job.every().compareTo(RETRY) < 0 ? job.every() : RETRY);
            }
        }

        private void failed(Throwable error) {
            if (DatabaseTrouble.of(error) == DatabaseTrouble.REQUEST) {
                LOG.error("{} failed, trying again", job.name(), error);
            } else {
                // It is not the job: the trace of each would bury the line that tells of the disk.
                LOG.error("{} failed, trying again: {}", job.name(), StorageAdvice.cause(error));
            }
        }

        private synchronized void begin() {
            begun = clock.instant();
            Thread.currentThread().setName(job.name());
        }

        private synchronized void end(boolean good, double seconds) {
            Instant now = clock.instant();
            begun = null;
            runs.labelValues(job.name()).inc();
            lastDuration.labelValues(job.name()).set(seconds);
            if (good) {
                succeeded = now;
                failed = 0;
                lastSuccess.labelValues(job.name()).set(now.getEpochSecond());
            } else {
                failed++;
                failures.labelValues(job.name()).inc();
            }
        }

        private synchronized Status status() {
            return new Status(job, begun, succeeded, failed);
        }
    }
}
