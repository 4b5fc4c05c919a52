package org.socle.fleet.intake;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Who;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.Subject;
import org.socle.fleet.store.Database;

/** Messages that broke the server: to be looked at, taken in again once the fault is mended, or deleted. Thread-safe. */
public final class Quarantine {
    /** How long they are kept. */
    public static final Duration KEEP = Duration.ofDays(90);

    private static final int AT_ONCE = 1_000;

    private final Database database;
    private final Clock clock;
    private final Audit audit;
    private final ToIntFunction<List<Incoming>> intake;
    private final QuarantineTable table = new QuarantineTable();

    /**
     * Looks at what is there.
     *
     * @param intake takes messages in, in one transaction; what breaks it again comes back here as another one
     */
    public Quarantine(Database database, Clock clock, ToIntFunction<List<Incoming>> intake) {
        this.database = database;
        this.clock = clock;
        this.audit = new Audit(database, clock);
        this.intake = intake;
    }

    /**
     * Those there are, newest first.
     *
     * @param device of one machine; null for all
     * @param page from 1, each of {@code size - 1}
     * @param size how many to answer at most: one more than a page has tells that there is another
     */
    public List<Quarantined> list(@Nullable UUID device, int page, int size) {
        forget();
        return database.<List<Quarantined>, RuntimeException>read(handle -> table.list(handle, device, page, size));
    }

    /** One of them; empty when it is not there. */
    public Optional<Quarantined> find(long id) {
        return database.<Optional<Quarantined>, RuntimeException>read(handle -> table.find(handle, id));
    }

    /** What it says; empty when it is not there. */
    public byte[] payload(long id) {
        return database.<byte[], RuntimeException>read(handle -> table.payload(handle, id));
    }

    /**
     * What became of messages.
     *
     * @param taken how many were taken in again
     * @param back how many broke the server again and are kept anew
     */
    public record Replayed(int taken, int back) {}

    /** Takes one in again. */
    public Replayed replay(Who who, long id) {
        return replay(who, List.of(id));
    }

    /** Takes all of a machine in again, or all that name none, oldest first, a thousand at most. */
    public Replayed replayAll(Who who, @Nullable UUID device) {
        return replay(who, of(device));
    }

    private List<Long> of(@Nullable UUID device) {
        return database.<List<Long>, RuntimeException>read(handle -> table.of(handle, device, AT_ONCE));
    }

    private synchronized Replayed replay(Who who, List<Long> ids) {
        int taken = 0;
        int back = 0;
        for (long id : ids) {
            Optional<Quarantined> found = find(id);
            if (found.isPresent()) {
                Quarantined message = found.get();
                long before = database.<Long, RuntimeException>read(table::newest);
                boolean stored = intake.applyAsInt(List.of(new Incoming(
                                message.topic(),
                                payload(id),
                                message.content().isEmpty() ? null : message.content(),
                                message.received())))
                        > 0;
                int again = database.<Integer, RuntimeException>write(handle -> {
                    int anew = table.countAfter(handle, before);
                    if (stored || anew > 0) {
                        table.delete(handle, id);
                    }
                    // What the contract refuses is not stored either: it stays for whoever can read it.
                    return stored ? 0 : 1;
                });
                back += again > 0 ? 1 : 0;
                taken += again > 0 ? 0 : 1;
            }
        }
        record(who, Action.QUARANTINE_REPLAYED, ids.size());
        return new Replayed(taken, back);
    }

    /** Deletes one. */
    public void delete(Who who, long id) {
        delete(who, List.of(id));
    }

    /** Deletes all of a machine, or all that name none, a thousand at most. */
    public void deleteAll(Who who, @Nullable UUID device) {
        delete(who, of(device));
    }

    private void delete(Who who, List<Long> ids) {
        database.writing(handle -> ids.forEach(id -> table.delete(handle, id)));
        record(who, Action.QUARANTINE_DELETED, ids.size());
    }

    private void record(Who who, Action action, int count) {
        database.writing(handle ->
                audit.record(handle, who, action, Subject.server(), Map.of("messages", Integer.toString(count))));
    }

    /** How many messages there are. */
    public int count() {
        return database.<Integer, RuntimeException>read(table::count);
    }

    /** Deletes what is older than {@link #KEEP}. */
    public void forget() {
        database.writing(handle -> table.deleteBefore(handle, clock.instant().minus(KEEP)));
    }
}
