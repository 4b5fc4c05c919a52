package org.socle.fleet.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.contract.ContractException;
import org.socle.contract.Topics.Channel;
import org.socle.fleet.connectivity.SpeedTable;
import org.socle.fleet.energy.PowerTable;
import org.socle.fleet.energy.own.AgentCount;
import org.socle.fleet.energy.use.Accounting;
import org.socle.fleet.finding.FindingTable;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.machine.MachineTable;
import org.socle.fleet.management.CommandTable;
import org.socle.fleet.reading.BatchReadings;
import org.socle.fleet.reading.ReadingStore;
import org.socle.fleet.store.Database;
import org.socle.fleet.store.DatabaseTrouble;

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
    private final Pulse pulse;
    private final ReadingStore readings;
    private int taken;

    Intake(
            Database database,
            IntakeMetrics metrics,
            Consumer<UUID> published,
            Function<@Nullable Long, Limits> limits,
            Accounting accounting,
            Pulse pulse) {
        this(database, metrics, published, limits, accounting, AgentCount.live(), new BatchReadings(), pulse, false);
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
            Pulse pulse,
            boolean alone) {
        this.database = database;
        this.metrics = metrics;
        this.published = published;
        this.pulse = pulse;
        this.readings = readings;
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

    /** A message that something of ours could not cope with. */
    private record Suspect(Arrival arrival, Throwable error) {}

    /**
     * Takes a batch in. A message that cannot be stored holds up no other: it is tried alone, and kept aside when it fails again.
     *
     * @return how many were taken in, rather than refused or kept aside
     * @throws RuntimeException when the database takes nothing, for reasons that concern all; the batch may be offered again
     */
    int accept(List<Arrival> batch) {
        int before = taken;
        for (Suspect suspect : attempt(batch)) {
            for (Suspect again : attempt(List.of(suspect.arrival()))) {
                boolean kept = database.<Boolean, RuntimeException>write(
                        handle -> quarantine.add(handle, again.arrival(), again.error()));
                metrics.quarantined();
                LOG.error(
                        "{} a message on {} in quarantine",
                        kept ? "kept" : "full: did not keep",
                        printable(again.arrival().topic),
                        again.error());
            }
        }
        return taken - before;
    }

    /** One transaction; answers the messages that were left out of it. */
    private List<Suspect> attempt(List<Arrival> batch) {
        List<Arrival> done = new ArrayList<>(batch.size());
        List<Suspect> suspects = new ArrayList<>();
        List<Channel> beats = new ArrayList<>();
        try {
            database.writing(handle -> {
                for (Arrival arrival : batch) {
                    arrival.begin();
                    readings.begin();
                    Optional<Channel> beat = pulse.beat(arrival, handle);
                    if (beat.isPresent()) {
                        beats.add(beat.get());
                    } else if (handled(arrival, handle, suspects)) {
                        done.add(arrival);
                    }
                }
                readings.commit(handle);
            });
        } catch (RuntimeException e) {
            readings.abandon();
            if (DatabaseTrouble.of(e) != DatabaseTrouble.REQUEST) {
                throw e;
            }
            // The transaction as a whole: each message has to show that it is not the one.
            return batch.stream().map(arrival -> new Suspect(arrival, e)).toList();
        }
        metrics.accepted(done);
        taken += done.size();
        done.forEach(this::tell);
        beats.forEach(pulse::stored);
        return suspects;
    }

    private void tell(Arrival arrival) {
        if (arrival.snapshot != null && arrival.machine != null) {
            published.accept(arrival.machine.deviceId());
        }
    }

    private boolean handled(Arrival arrival, Handle handle, List<Suspect> suspects) {
        String savepoint = "message";
        handle.savepoint(savepoint);
        try {
            for (Step step : steps) {
                step.handle(arrival, handle);
            }
            handle.releaseSavepoint(savepoint);
            return true;
        } catch (ContractException e) {
            takeBack(handle, savepoint);
            metrics.refused(arrival);
            LOG.atInfo()
                    .addArgument(() -> printable(arrival.topic))
                    .addArgument(() -> printable(String.valueOf(e.getMessage())))
                    .log("refused a message on {}: {}");
            return false;
        } catch (RuntimeException | StackOverflowError e) {
            if (e instanceof RuntimeException all && DatabaseTrouble.of(all) != DatabaseTrouble.REQUEST) {
                throw all;
            }
            takeBack(handle, savepoint);
            suspects.add(new Suspect(arrival, e));
            return false;
        }
    }

    private void takeBack(Handle handle, String savepoint) {
        handle.rollbackToSavepoint(savepoint);
        readings.undo();
        // A machine that this message made is not there any more.
        identify.forget();
    }

    /** Text from outside, without the control characters that would forge log lines. */
    private static String printable(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() > 200 ? clean.substring(0, 200) + "…" : clean;
    }
}
