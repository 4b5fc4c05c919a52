package org.socle.fleet.machine;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** SQL of machines that join and are kept out. Stateless; every method works in the caller's transaction. */
final class RegisterTable {

    /** Adds a machine that has not reported yet, under a new id. */
    long add(Handle handle, MachineRegister.Newcomer newcomer, Instant now) {
        UUID device = UUID.randomUUID();
        String search = String.join(
                " ",
                List.of(
                        newcomer.hostName(),
                        newcomer.manufacturer(),
                        newcomer.model(),
                        newcomer.serialNumber(),
                        device.toString()));
        return handle.createUpdate(
                        "INSERT INTO machine (device, first_seen, last_seen, presence, presence_at, health,"
                                + " health_since, host_name, manufacturer, model, serial_number, search, enrolled, clone_of, place)"
                                + " VALUES (:device, :now, :now, 'lost', :now, 'ok', :now, nullif(:name, ''),"
                                + " nullif(:maker, ''), nullif(:model, ''), nullif(:serial, ''), :search, :now, :original, :place)")
                .bind("device", device.toString())
                .bind("now", now.toEpochMilli())
                .bind("name", newcomer.hostName())
                .bind("maker", newcomer.manufacturer())
                .bind("model", newcomer.model())
                .bind("serial", newcomer.serialNumber())
                .bind("search", search.toLowerCase(Locale.ROOT))
                .bind("original", newcomer.cloneOf())
                .bind("place", newcomer.place())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    /** Lets a machine in again that joined before. */
    void again(Handle handle, long machine, Instant now) {
        handle.createUpdate("UPDATE machine SET enrolled = :now, revoked = NULL WHERE id = :machine")
                .bind("now", now.toEpochMilli())
                .bind("machine", machine)
                .execute();
    }

    /** Keeps a machine out; false when it was out already. */
    boolean revoke(Handle handle, long machine, Instant now) {
        return handle.createUpdate("UPDATE machine SET revoked = :now, presence = 'offline', presence_at = :now"
                                + " WHERE id = :machine AND revoked IS NULL")
                        .bind("now", now.toEpochMilli())
                        .bind("machine", machine)
                        .execute()
                == 1;
    }

    /**
     * Keeps a machine out for now, or lets it in again; false when that changes nothing.
     *
     * @param since null to let it in
     */
    boolean keepOut(Handle handle, long machine, @Nullable Instant since) {
        // The same as being switched off, as far as anybody misses it.
        return handle.createUpdate("UPDATE machine SET kept_out = :since,"
                                + " presence_at = CASE WHEN :since IS NULL THEN presence_at ELSE :since END,"
                                + " presence = CASE WHEN :since IS NULL THEN presence ELSE 'offline' END"
                                + " WHERE id = :machine AND (kept_out IS NULL) = (:since IS NOT NULL)")
                        .bind("since", since == null ? null : since.toEpochMilli())
                        .bind("machine", machine)
                        .execute()
                == 1;
    }

    /** Devices that are kept out for now. */
    List<UUID> keptOut(Handle handle) {
        return handle.createQuery("SELECT device FROM machine WHERE kept_out IS NOT NULL")
                .map((row, context) -> UUID.fromString(row.getString("device")))
                .list();
    }

    /** Where a machine stands; empty when that is not known. */
    Optional<Long> place(Handle handle, long machine) {
        return handle.createQuery("SELECT place FROM machine WHERE id = :machine")
                .bind("machine", machine)
                .mapTo(Long.class)
                .findOne();
    }

    void place(Handle handle, long machine, long place) {
        handle.createUpdate("UPDATE machine SET place = :place WHERE id = :machine")
                .bind("place", place)
                .bind("machine", machine)
                .execute();
    }

    UUID device(Handle handle, long machine) {
        return handle.createQuery("SELECT device FROM machine WHERE id = :machine")
                .bind("machine", machine)
                .map((row, context) -> UUID.fromString(row.getString("device")))
                .one();
    }

    /** Whether the machine stands in the school of a place; one that stands nowhere does not. */
    boolean inSchoolOf(Handle handle, long machine, long place) {
        return handle.createQuery("SELECT coalesce(substr(its.path, 1, length(school.path)) = school.path, FALSE)"
                        + " FROM machine AS m LEFT JOIN place AS its ON its.id = m.place"
                        + " JOIN place AS given ON given.id = :place"
                        + " JOIN place AS school ON school.id = CASE given.kind WHEN 'room' THEN given.parent ELSE given.id END"
                        + " WHERE m.id = :machine")
                .bind("machine", machine)
                .bind("place", place)
                .mapTo(Boolean.class)
                .one();
    }

    /** Whether the machine is connected now, or is kept out. */
    boolean onlineOrRevoked(Handle handle, long machine) {
        return handle.createQuery("SELECT presence = 'online' OR revoked IS NOT NULL FROM machine WHERE id = :machine")
                .bind("machine", machine)
                .mapTo(Boolean.class)
                .one();
    }
}
