package org.socle.fleet.machine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;

/**
 * Machines that join, and those that are kept out, for who decides on that. Stateless; every method works in the caller's
 * transaction.
 */
public final class MachineRegister {
    private final MachineTable machines = new MachineTable();
    private final RegisterTable register = new RegisterTable();

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

    /** Adds a machine that has not reported yet, under a new id; answers its number. */
    public long add(Handle handle, Newcomer newcomer, Instant now) {
        return register.add(handle, newcomer, now);
    }

    /** Lets a machine in again that joined before. */
    public void again(Handle handle, long machine, Instant now) {
        register.again(handle, machine, now);
    }

    /** Keeps a machine out; false when it was out already. */
    public boolean revoke(Handle handle, long machine, Instant now) {
        return register.revoke(handle, machine, now);
    }

    /**
     * Keeps a machine out for now, or lets it in again; false when that changes nothing.
     *
     * @param since null to let it in
     */
    public boolean keepOut(Handle handle, long machine, @Nullable Instant since) {
        return register.keepOut(handle, machine, since);
    }

    /** Devices that are kept out for now. */
    public List<UUID> keptOut(Handle handle) {
        return register.keptOut(handle);
    }

    /**
     * A machine that has joined.
     *
     * @param place where it stands; null when that is not known
     * @param known since when it is
     */
    public record Registered(
            long id, UUID device, String name, @Nullable Long place, Instant known) {}

    public Optional<Registered> find(Handle handle, Scope scope, UUID device) {
        return machines.find(handle, scope, device)
                .map(machine -> new Registered(
                        machine.id(), machine.deviceId(), machine.displayName(), machine.place(), machine.firstSeen()));
    }

    /** The same, by the database's number of a machine there is; empty when it is not seen. */
    public Optional<Registered> find(Handle handle, Scope scope, long machine) {
        return find(handle, scope, device(handle, machine));
    }

    /** Where a machine stands; empty when that is not known. */
    public Optional<Long> place(Handle handle, long machine) {
        return register.place(handle, machine);
    }

    /** Puts a machine into a school or room; who does it records it. */
    public void place(Handle handle, long machine, long place) {
        register.place(handle, machine, place);
    }

    public UUID device(Handle handle, long machine) {
        return register.device(handle, machine);
    }

    /** Whether somebody sees the machine. */
    public boolean seen(Handle handle, Scope scope, long machine) {
        return find(handle, scope, machine).isPresent();
    }

    /** Whether the machine stands in the school of a place, or nowhere yet. */
    public boolean inSchoolOf(Handle handle, long machine, long place) {
        return register.inSchoolOf(handle, machine, place);
    }

    /** Whether the machine is connected now, or is kept out. */
    public boolean onlineOrRevoked(Handle handle, long machine) {
        return register.onlineOrRevoked(handle, machine);
    }
}
