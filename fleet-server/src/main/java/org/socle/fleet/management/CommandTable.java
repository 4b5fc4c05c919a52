package org.socle.fleet.management;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.socle.contract.Command;
import org.socle.contract.Reply;
import org.socle.fleet.machine.Machine;

/** SQL of the table {@code command}. Stateless; every method works in the caller's transaction. */
public final class CommandTable {

    /** Keeps a command until it is answered or too late. Its {@code notAfter} must be set. */
    public void add(Handle handle, long machine, Command command, Instant now) {
        Instant notAfter = command.notAfter();
        if (notAfter == null) {
            throw new IllegalArgumentException("a command needs an end");
        }
        handle.createUpdate("INSERT INTO command (id, machine, body, created, not_after)"
                        + " VALUES (:id, :machine, :body, :now, :notAfter)")
                .bind("id", command.id())
                .bind("machine", machine)
                .bind("body", command.encode())
                .bind("now", now.toEpochMilli())
                .bind("notAfter", notAfter.toEpochMilli())
                .execute();
    }

    /** The commands a machine has not answered and that are not too late, oldest first. */
    public List<byte[]> waiting(Handle handle, Machine machine, Instant now) {
        return handle.createQuery("SELECT body FROM command WHERE machine = :machine AND answered IS NULL"
                        + " AND not_after > :now ORDER BY created")
                .bind("machine", machine.id())
                .bind("now", now.toEpochMilli())
                .mapTo(byte[].class)
                .list();
    }

    /** Keeps a machine's answer; one for a command that is not the machine's own changes nothing. */
    public void answered(Handle handle, Machine machine, Reply reply, Instant now) {
        handle.createUpdate("UPDATE command SET answered = :now, status = :status, message = :message"
                        + " WHERE id = :id AND machine = :machine AND answered IS NULL")
                .bind("now", now.toEpochMilli())
                .bind("status", reply.status().name().toLowerCase(Locale.ROOT))
                .bind("message", reply.message())
                .bind("id", reply.id())
                .bind("machine", machine.id())
                .execute();
    }

    /** Forgets commands that ended a while ago. */
    public void forget(Handle handle, Instant endedBefore) {
        handle.createUpdate("DELETE FROM command WHERE not_after < :before")
                .bind("before", endedBefore.toEpochMilli())
                .execute();
    }
}
