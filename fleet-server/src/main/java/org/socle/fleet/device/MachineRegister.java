package org.socle.fleet.device;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Machines that join, and those that are kept out. Stateless; every method works in the caller's transaction. */
public final class MachineRegister {

    /**
     * What a machine says of itself before it has reported; a text that is not known is empty.
     *
     * @param place where it stands; null when that is not known
     * @param cloneOf the machine it has copied; null when it is none
     */
    public record Newcomer(
            String hostName,
            String manufacturer,
            String model,
            String serialNumber,
            @Nullable Long place,
            @Nullable Long cloneOf) {}

    /** Adds a machine that has not reported yet, under a new id. */
    public long add(Handle handle, Newcomer newcomer, Instant now) {
        UUID device = UUID.randomUUID();
        String search = String.join(
                " ",
                List.of(
                        newcomer.hostName(),
                        newcomer.manufacturer(),
                        newcomer.model(),
                        newcomer.serialNumber(),
                        device.toString()));
        return handle.createUpdate("INSERT INTO machine (device, first_seen, last_seen, presence, presence_at, health,"
                        + " health_since, host_name, manufacturer, model, serial_number, search, enrolled, clone_of)"
                        + " VALUES (:device, :now, :now, 'lost', :now, 'ok', :now, nullif(:name, ''),"
                        + " nullif(:maker, ''), nullif(:model, ''), nullif(:serial, ''), :search, :now, :original)")
                .bind("device", device.toString())
                .bind("now", now.toEpochMilli())
                .bind("name", newcomer.hostName())
                .bind("maker", newcomer.manufacturer())
                .bind("model", newcomer.model())
                .bind("serial", newcomer.serialNumber())
                .bind("search", search.toLowerCase(Locale.ROOT))
                .bind("original", newcomer.cloneOf())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    /** Lets a machine in again that joined before. */
    public void again(Handle handle, long machine, Instant now) {
        handle.createUpdate("UPDATE machine SET enrolled = :now, revoked = NULL WHERE id = :machine")
                .bind("now", now.toEpochMilli())
                .bind("machine", machine)
                .execute();
    }

    /** Keeps a machine out; false when it was out already. */
    public boolean revoke(Handle handle, long machine, Instant now) {
        return handle.createUpdate("UPDATE machine SET revoked = :now, presence = 'offline', presence_at = :now"
                                + " WHERE id = :machine AND revoked IS NULL")
                        .bind("now", now.toEpochMilli())
                        .bind("machine", machine)
                        .execute()
                == 1;
    }

    public Optional<Long> number(Handle handle, UUID device) {
        return handle.createQuery("SELECT id FROM machine WHERE device = :device")
                .bind("device", device.toString())
                .mapTo(Long.class)
                .findOne();
    }

    public UUID device(Handle handle, long machine) {
        return handle.createQuery("SELECT device FROM machine WHERE id = :machine")
                .bind("machine", machine)
                .map((row, context) -> UUID.fromString(row.getString("device")))
                .one();
    }

    /** Whether the machine is connected now, or is kept out. */
    public boolean onlineOrRevoked(Handle handle, long machine) {
        return handle.createQuery("SELECT presence = 'online' OR revoked IS NOT NULL FROM machine WHERE id = :machine")
                .bind("machine", machine)
                .mapTo(Boolean.class)
                .one();
    }
}
