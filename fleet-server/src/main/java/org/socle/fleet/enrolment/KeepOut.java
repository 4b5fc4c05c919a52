package org.socle.fleet.enrolment;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Who;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.Subject;
import org.socle.fleet.machine.MachineRegister;
import org.socle.fleet.machine.MachineRegister.Registered;
import org.socle.fleet.store.Database;

/**
 * Machines that are kept out for now, because they flood the server: they keep their certificate and come back as soon as somebody
 * lets them. Thread-safe.
 */
public final class KeepOut {
    private final Database database;
    private final Clock clock;
    private final Audit audit;
    private final Consumer<UUID> shut;
    private final Consumer<UUID> open;
    private final MachineRegister register = new MachineRegister();

    /**
     * Prepares it.
     *
     * @param shut ends a device's connection and lets it in no more; likewise open
     */
    public KeepOut(Database database, Clock clock, Consumer<UUID> shut, Consumer<UUID> open) {
        this.database = database;
        this.clock = clock;
        this.audit = new Audit(database, clock);
        this.shut = shut;
        this.open = open;
    }

    /** Keeps out who was kept out before this server started. */
    public void begin() {
        database.<List<UUID>, RuntimeException>read(register::keptOut).forEach(shut);
    }

    /** Keeps a machine out; false when it is not seen. */
    public boolean keepOut(Scope scope, Who who, UUID device) {
        boolean seen = change(scope, who, device, true);
        if (seen) {
            shut.accept(device);
        }
        return seen;
    }

    /** Lets a machine in again; false when it is not seen. */
    public boolean letIn(Scope scope, Who who, UUID device) {
        boolean seen = change(scope, who, device, false);
        if (seen) {
            open.accept(device);
        }
        return seen;
    }

    private boolean change(Scope scope, Who who, UUID device, boolean out) {
        return database.<Boolean, RuntimeException>write(handle -> {
            Optional<Registered> found = register.find(handle, scope, device);
            found.ifPresent(machine -> change(handle, who, machine, out));
            return found.isPresent();
        });
    }

    private void change(Handle handle, Who who, Registered machine, boolean out) {
        if (register.keepOut(handle, machine.id(), out ? clock.instant() : null)) {
            audit.record(
                    handle,
                    who,
                    out ? Action.MACHINE_KEPT_OUT : Action.MACHINE_LET_IN,
                    Subject.machine(machine.id(), machine.name(), machine.place()),
                    Map.of());
        }
    }
}
