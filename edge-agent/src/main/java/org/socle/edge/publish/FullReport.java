package org.socle.edge.publish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.socle.contract.Pack;
import org.socle.contract.Sample;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Clock;
import org.socle.edge.publish.Entry.Stamp;
import org.socle.edge.tree.Change;
import org.socle.edge.tree.ObjectTree;

/** The pack that holds everything: what the reporter keeps at the start and every few hours, and what people may look at. */
public final class FullReport {

    /** A clock nobody can vouch for is believed from this moment on: earlier is a board that forgot the time. */
    private static final long PLAUSIBLE_FROM =
            Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    private static final double OLDEST_OFFSET = -86_400;

    private FullReport() {}

    /**
     * The pack the agent would send next if it sent everything now.
     *
     * @param tree numbered by {@code outbox}
     */
    public static Pack next(ObjectTree tree, OutboxView outbox, BootClock clock) {
        Stamp now = stamp(tree, clock);
        Entry entry = new Entry(
                outbox.next(), now, samples(tree.snapshot(), clock.wallMillis(), outbox.backlog(), outbox.life()));
        return entry.pack(SendTime.of(now, now, now.uptimeMillis()));
    }

    /** Every value under the time it was read, the outbox's state, and which start of the agent this is. */
    static List<Sample> samples(List<Change> values, long wallMillis, Backlog backlog, Optional<Life> life) {
        List<Sample> samples = new ArrayList<>(values.size() + 7);
        for (Change value : values) {
            double offset = Math.rint((value.at().toEpochMilli() - wallMillis) / 1000.0);
            samples.add(new Sample(
                    value.resource(), value.instance(), Math.max(OLDEST_OFFSET, Math.min(0, offset)), value.value()));
        }
        samples.add(new Sample(Agent.SNAPSHOT, 0, 0, true));
        samples.add(new Sample(Agent.OUTBOX_PACKS, 0, 0, backlog.packs()));
        samples.add(new Sample(Agent.OUTBOX_SIZE, 0, 0, backlog.bytes()));
        samples.add(new Sample(Agent.OUTBOX_THINNED, 0, 0, backlog.thinned()));
        samples.add(new Sample(Agent.OUTBOX_REFUSED, 0, 0, backlog.refused()));
        samples.add(new Sample(Agent.OUTBOX_STATE, 0, 0, backlog.state()));
        life.ifPresent(present -> {
            samples.add(new Sample(Agent.STATE_GENERATION, 0, 0, present.generation()));
            samples.add(new Sample(Agent.START, 0, 0, present.mark()));
        });
        return samples;
    }

    /** This moment, as packs closed now are dated. */
    static Stamp stamp(ObjectTree tree, BootClock clock) {
        return new Stamp(clock.bootId(), clock.uptime().toMillis(), clock.wallMillis(), trusted(tree, clock));
    }

    /** Whether the wall clock may date readings. */
    static boolean trusted(ObjectTree tree, BootClock clock) {
        return tree.value(Clock.SYNCHRONISED.path(0)).map(Boolean.TRUE::equals).orElse(true)
                && clock.wallMillis() >= PLAUSIBLE_FROM;
    }
}
