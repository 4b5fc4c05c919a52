package org.socle.fleet.audit;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Who;
import org.socle.fleet.store.Database;

/**
 * The audit log. Thread-safe.
 *
 * <p>Whoever changes something records it in the same transaction, so that there is neither one without the other:
 *
 * <pre>{@code
 * database.writing(handle -> {
 *     table.revoke(handle, machine);
 *     audit.record(handle, viewer.who(), Action.MACHINE_REVOKED,
 *             Subject.machine(machine.id(), machine.displayName(), machine.place()), Map.of("reason", reason));
 * });
 * }</pre>
 *
 * <p>A new kind of act is one constant of {@link Action} and its words in both message files, a new detail one word
 * {@code audit.detail.{name}}.
 */
public final class Audit {
    private final Database database;
    private final Clock clock;
    private final AuditTable table = new AuditTable();

    public Audit(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Adds an entry, in the caller's transaction.
     *
     * @param details short texts, no secrets; an empty one is left out
     */
    public void record(Handle handle, Who who, Action action, Subject subject, Map<String, String> details) {
        table.add(handle, clock.instant(), who, action, subject, details);
    }

    /**
     * What is seen of the log, newest first.
     *
     * @param page from 1
     * @param size entries a page, at least 1
     */
    public List<Entry> list(Scope scope, AuditFilter filter, int page, int size) {
        return database.<List<Entry>, RuntimeException>read(handle -> table.list(handle, scope, filter, page, size));
    }

    /** What is seen of the log below a number, newest first. */
    public List<Entry> before(Scope scope, AuditFilter filter, long id, int size) {
        return database.<List<Entry>, RuntimeException>read(handle -> table.before(handle, scope, filter, id, size));
    }

    /** What was done to a machine where the viewer sees it, newest first. */
    public List<Entry> ofMachine(Scope scope, long machine, int size) {
        return database.<List<Entry>, RuntimeException>read(handle -> table.ofMachine(handle, scope, machine, size));
    }
}
