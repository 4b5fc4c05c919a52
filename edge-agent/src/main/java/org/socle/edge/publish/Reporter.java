package org.socle.edge.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.contract.Pack;
import org.socle.contract.Sample;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Energy;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Use;
import org.socle.edge.config.RhythmConfig;
import org.socle.edge.probe.ProbeRunner;
import org.socle.edge.probe.Readings;
import org.socle.edge.tree.Change;
import org.socle.edge.tree.ObjectTree;

/**
 * Decides what travels and when: changes beyond their deadband in a pack every few minutes, urgent ones at once with what
 * is waiting, everything at the start and every few hours, and a pack every few seconds while somebody looks. Thread-safe.
 */
public final class Reporter implements ProbeRunner.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);

    /** Samples are rarely on the second; a send that is due within this is due now. */
    private static final Duration SOON = Duration.ofMillis(500);

    private record Waiting(Change change, Duration uptime) {}

    private final ObjectTree tree;
    private final PackKeeper outbox;
    private final BootClock clock;
    private final RhythmConfig rhythm;
    private final Runnable appended;
    private final Deadbands deadbands = new Deadbands();
    private final List<Waiting> waiting = new ArrayList<>();
    private Consumer<Duration> sampling = every -> {};
    private String outboxState = "disk";
    private long outboxRefused;
    private boolean urgent;
    private boolean snapshotWanted;
    private int samplesLeftBeforeFirstSnapshot;
    private @Nullable Duration lastSnapshot;
    private Duration lastSend;
    private @Nullable Duration liveUntil;

    /**
     * Makes a reporter that sends nothing before its first snapshot.
     *
     * @param firstSamples samples to wait for before that: rates need two
     * @param appended told when something new waits in the outbox
     */
    public Reporter(
            ObjectTree tree, Outbox outbox, BootClock clock, RhythmConfig rhythm, int firstSamples, Runnable appended) {
        this(tree, (PackKeeper) outbox, clock, rhythm, firstSamples, appended);
    }

    private Reporter(
            ObjectTree tree,
            PackKeeper outbox,
            BootClock clock,
            RhythmConfig rhythm,
            int firstSamples,
            Runnable appended) {
        this.tree = tree;
        this.outbox = outbox;
        this.clock = clock;
        this.rhythm = rhythm;
        this.samplesLeftBeforeFirstSnapshot = firstSamples;
        this.appended = appended;
        this.lastSend = clock.uptime();
    }

    /**
     * Makes a reporter without an outbox, for machines that are simulated: each pack is handed over as it is closed, in the
     * thread that gives the readings. The first sample is reported in full.
     *
     * @param first number of the first pack, above those of earlier boots
     */
    public static Reporter direct(
            ObjectTree tree, BootClock clock, RhythmConfig rhythm, long first, Consumer<Pack> packs) {
        return new Reporter(tree, new DirectKeeper(first, packs), clock, rhythm, 1, () -> {});
    }

    /** Where to ask for another sampling rhythm, when live mode begins and ends. */
    public synchronized void sampling(Consumer<Duration> newSampling) {
        sampling = newSampling;
    }

    @Override
    public synchronized void read(String probe, Readings readings, Instant at) {
        Duration uptime = clock.uptime();
        for (Change change : tree.apply(probe, readings.list(), at)) {
            if (lastSnapshot == null) {
                continue;
            }
            Deadbands.Verdict verdict = deadbands.judge(change);
            if (verdict != Deadbands.Verdict.IGNORE) {
                waiting.add(new Waiting(change, uptime));
                urgent |= verdict == Deadbands.Verdict.AT_ONCE;
                if (change.resource() == Use.ASLEEP) {
                    consumedAsleep(uptime);
                }
            }
        }
        if (probe.equals(ProbeRunner.HEALTH)) {
            sampled(uptime);
        }
    }

    /**
     * What was slept is told together with what was consumed, however little that is: who learns of it later cannot tell which of the
     * time it was asleep for.
     */
    private void consumedAsleep(Duration uptime) {
        tree.snapshot().stream()
                .filter(change -> change.resource() == Energy.CONSUMED && deadbands.force(change))
                .forEach(change -> waiting.add(new Waiting(change, uptime)));
    }

    /** A whole sample is in: sends what is due. */
    private void sampled(Duration uptime) {
        outbox.recover();
        if (samplesLeftBeforeFirstSnapshot > 0 && --samplesLeftBeforeFirstSnapshot > 0) {
            return;
        }
        if (liveUntil != null && uptime.compareTo(liveUntil) >= 0) {
            liveUntil = null;
            sampling.accept(rhythm.sample());
        }
        boolean snapshot = snapshotWanted || lastSnapshot == null || due(lastSnapshot, rhythm.snapshot(), uptime);
        Duration every = liveUntil == null ? rhythm.send() : rhythm.liveEvery();
        try {
            if (snapshot) {
                snapshot(uptime);
            } else if (!waiting.isEmpty() && (urgent || due(lastSend, every, uptime))) {
                changes(uptime);
            }
        } catch (OutboxException e) {
            // What waits stays in memory and goes with the next pack.
            LOG.error("a report could not be kept; the next sample tries again", e);
        }
    }

    private static boolean due(Duration last, Duration every, Duration now) {
        return now.minus(last).plus(SOON).compareTo(every) >= 0;
    }

    private void changes(Duration uptime) {
        append(waiting.stream().map(one -> sample(one, uptime)).toList(), uptime);
    }

    /** Everything; before it, in a pack of its own, what changed on the way here: some of it may no longer exist. */
    private void snapshot(Duration uptime) {
        waiting.removeIf(one -> sample(one, uptime).offset() == 0);
        if (!waiting.isEmpty()) {
            changes(uptime);
        }
        List<Change> all = tree.snapshot();
        append(FullReport.samples(all, clock.wallMillis(), outbox.backlog(), outbox.life()), uptime);
        deadbands.snapshot(all);
        lastSnapshot = uptime;
        snapshotWanted = false;
    }

    private void append(List<Sample> samples, Duration uptime) {
        Backlog backlog = outbox.backlog();
        List<Sample> all = new ArrayList<>(samples);
        // Told with the first pack after it changed: a disk that takes nothing more cannot wait for the next full
        // report.
        if (!backlog.state().equals(outboxState)) {
            tell(all, Agent.OUTBOX_STATE, backlog.state());
        }
        if (backlog.refused() != outboxRefused) {
            tell(all, Agent.OUTBOX_REFUSED, backlog.refused());
        }
        outbox.append(FullReport.stamp(tree, clock), all);
        outboxState = backlog.state();
        outboxRefused = backlog.refused();
        waiting.clear();
        urgent = false;
        lastSend = uptime;
        appended.run();
    }

    private static void tell(List<Sample> samples, Resource resource, Object value) {
        samples.removeIf(sample -> sample.resource() == resource);
        samples.add(new Sample(resource, 0, 0, value));
    }

    private static Sample sample(Waiting one, Duration now) {
        double offset = Math.min(0, Math.rint(one.uptime().minus(now).toMillis() / 1000.0));
        return new Sample(
                one.change().resource(),
                one.change().instance(),
                offset,
                one.change().value());
    }

    /** Whether the wall clock may date readings. */
    public boolean trusted() {
        return FullReport.trusted(tree, clock);
    }

    /** Sends every few seconds for a while; asked again, it lasts from then. Nothing or less ends it. */
    public void live(Duration length) {
        Consumer<Duration> ask;
        Duration every;
        synchronized (this) {
            Duration capped = length.compareTo(rhythm.liveFor()) > 0 ? rhythm.liveFor() : length;
            boolean wasLive = liveUntil != null;
            boolean isLive = !capped.isNegative() && !capped.isZero();
            liveUntil = isLive ? clock.uptime().plus(capped) : null;
            if (wasLive == isLive) {
                return;
            }
            ask = sampling;
            every = isLive ? rhythm.liveEvery() : rhythm.sample();
        }
        ask.accept(every);
    }

    /** How long live mode still lasts; zero when it is off. */
    public synchronized Duration liveLeft() {
        if (liveUntil == null) {
            return Duration.ZERO;
        }
        Duration left = liveUntil.minus(clock.uptime());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Has the next sample send what waits. */
    public synchronized void hurry() {
        urgent = true;
    }

    /** Has the next sample send everything. */
    public synchronized void wantSnapshot() {
        snapshotWanted = true;
    }

    /** The current value of a resource, for whoever asks from outside. */
    public Optional<Object> value(Resource resource, int instance) {
        return tree.value(resource.path(instance));
    }
}
