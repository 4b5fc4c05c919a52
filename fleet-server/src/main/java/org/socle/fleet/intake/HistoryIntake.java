package org.socle.fleet.intake;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Instant;
import java.util.List;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.energy.own.AgentCount;
import org.socle.fleet.energy.use.Accounting;
import org.socle.fleet.energy.use.TraceBuffer;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.reading.ReadingBuffer;
import org.socle.fleet.reading.Snapshot;
import org.socle.fleet.store.Database;

/**
 * The intake for a long past: the same steps in the same order, each message at the time it arrived then. What rules found and
 * whether machines are there is in the database after each batch; readings may wait until {@link #flush}. Used by one thread.
 */
public final class HistoryIntake {
    private final Database database;
    private final ReadingBuffer readings;
    private final TraceBuffer traces = new TraceBuffer();
    private final AgentCount agents = AgentCount.keeping();
    private final Intake intake;

    /**
     * Prepares the intake.
     *
     * @param packsFrom packs that arrived before are judged and rolled up, and not kept
     */
    public HistoryIntake(Database database, Instant packsFrom, SchoolCalendar calendar) {
        this.database = database;
        this.readings = new ReadingBuffer(packsFrom);
        this.intake = new Intake(
                database,
                new IntakeMetrics(new PrometheusRegistry()),
                device -> {},
                place -> Limits.USUAL,
                new Accounting(traces, calendar),
                agents,
                readings,
                Pulse.none(),
                true);
    }

    /** Takes messages in, in their order, in one transaction. */
    public void accept(List<Incoming> messages) {
        intake.accept(messages.stream().map(Incoming::arrival).toList());
        if (readings.full()) {
            flush();
        }
    }

    /** The latest values of a machine, which may not be in the database yet. */
    public Snapshot latest(long machine) {
        return database.<Snapshot, RuntimeException>read(handle -> readings.latest(handle, machine));
    }

    /** Has all readings in the database, and sees what others change of machines meanwhile. */
    public void flush() {
        database.writing(handle -> {
            readings.flush(handle);
            traces.flush(handle);
            agents.flush(handle);
        });
        intake.forgetMachines();
    }
}
