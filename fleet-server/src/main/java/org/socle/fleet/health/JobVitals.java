package org.socle.fleet.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.socle.fleet.health.Trouble.Kind;
import org.socle.fleet.store.Jobs;

/** Whether the jobs come to their ends. Thread-safe. */
public final class JobVitals implements Vital {
    /** A job that runs this often may fail twice before anybody is told: the next run is near. */
    private static final Duration FREQUENT = Duration.ofHours(1);

    private static final int MOST_FAILURES = 3;

    /** No job takes longer, but one that is stuck. */
    private static final Duration LONGEST = Duration.ofHours(2);

    private final Jobs jobs;
    private final Clock clock;

    public JobVitals(Jobs jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public List<Trouble> troubles() {
        Instant now = clock.instant();
        List<Trouble> troubles = new ArrayList<>();
        for (Jobs.Status status : jobs.status()) {
            boolean frequent = status.job().every().compareTo(FREQUENT) < 0;
            if (status.failures() >= (frequent ? MOST_FAILURES : 1)) {
                troubles.add(new Trouble(Kind.JOB_FAILS, status.job().name()));
            }
            Instant begun = status.begun();
            if (begun != null && begun.plus(longest(status)).isBefore(now)) {
                troubles.add(new Trouble(Kind.JOB_STUCK, status.job().name()));
            }
        }
        return troubles;
    }

    /** A look every minute that has taken ten is stuck; a nightly work may take its time. */
    private static Duration longest(Jobs.Status status) {
        Duration tenTimes = status.job().every().multipliedBy(10);
        return tenTimes.compareTo(LONGEST) < 0 ? tenTimes : LONGEST;
    }
}
