package org.socle.fleet.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.contract.ContractException;
import org.socle.fleet.connectivity.SpeedTable;
import org.socle.fleet.device.MachineTable;
import org.socle.fleet.maintenance.FindingTable;
import org.socle.fleet.maintenance.Limits;
import org.socle.fleet.management.CommandTable;
import org.socle.fleet.reading.ReadingStore;
import org.socle.fleet.reading.ReadingTable;
import org.socle.fleet.sobriety.PowerTable;
import org.socle.fleet.sobriety.account.Accounting;
import org.socle.fleet.sobriety.own.AgentCount;
import org.socle.fleet.store.Database;

/**
 * What happens to every message, in order. A batch is one transaction: when {@link #accept} returns, its effect is on the
 * disk. Used by one thread.
 */
final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final Database database;
    private final Identify identify;
    private final List<Step> steps;
    private final QuarantineTable quarantine = new QuarantineTable();
    private final IntakeMetrics metrics;
    private final Consumer<UUID> published;

    Intake(
            Database database,
            IntakeMetrics metrics,
            Consumer<UUID> published,
            Function<@Nullable Long, Limits> limits,
            Accounting accounting) {
        this(database, metrics, published, limits, accounting, AgentCount.live(), new ReadingTable(), false);
    }

    /**
     * One that keeps readings elsewhere first.
     *
     * @param alone whether nothing else changes machines meanwhile
     */
    Intake(
            Database database,
            IntakeMetrics metrics,
            Consumer<UUID> published,
            Function<@Nullable Long, Limits> limits,
            Accounting accounting,
            AgentCount agents,
            ReadingStore readings,
            boolean alone) {
        this.database = database;
        this.metrics = metrics;
        this.published = published;
        MachineTable machines = new MachineTable();
        this.identify = new Identify(machines, alone);
        this.steps = List.of(
                new Decode(),
                identify,
                new Store(machines, readings, new CommandTable()),
                new Measure(new SpeedTable()),
                new Learn(new PowerTable()),
                new Count(accounting, agents),
                // Last: it judges what was stored.
                new Judge(new FindingTable(), machines, limits));
    }

    /** Looks machines up again where it remembers them. */
    void forgetMachines() {
        identify.forget();
    }

    /**
     * Takes a batch in.
     *
     * @throws RuntimeException when the database fails; nothing of the batch is kept then, and it may be offered again
     */
    void accept(List<Arrival> batch) {
        List<Arrival> done = new ArrayList<>(batch.size());
        database.writing(handle -> {
            for (Arrival arrival : batch) {
                if (handled(arrival, handle)) {
                    done.add(arrival);
                }
            }
        });
        metrics.accepted(done);
        for (Arrival arrival : done) {
            if (arrival.snapshot != null && arrival.machine != null) {
                published.accept(arrival.machine.deviceId());
            }
        }
    }

    private boolean handled(Arrival arrival, Handle handle) {
        String savepoint = "message";
        handle.savepoint(savepoint);
        try {
            for (Step step : steps) {
                step.handle(arrival, handle);
            }
            handle.releaseSavepoint(savepoint);
            return true;
        } catch (ContractException e) {
            handle.rollbackToSavepoint(savepoint);
            metrics.refused(arrival);
            LOG.atInfo()
                    .addArgument(() -> printable(arrival.topic))
                    .addArgument(() -> printable(String.valueOf(e.getMessage())))
                    .log("refused a message on {}: {}");
            return false;
        } catch (JdbiException e) {
            throw e;
        } catch (RuntimeException e) {
            // A fault of ours: the message was acknowledged, so it is kept for whoever mends the fault.
            handle.rollbackToSavepoint(savepoint);
            boolean kept = quarantine.add(handle, arrival, e);
            metrics.quarantined();
            LOG.error(
                    "{} a message on {} in quarantine",
                    kept ? "kept" : "full: did not keep",
                    printable(arrival.topic),
                    e);
            return false;
        }
    }

    /** Text from outside, without the control characters that would forge log lines. */
    private static String printable(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() > 200 ? clean.substring(0, 200) + "…" : clean;
    }
}
