package org.socle.fleet.machine;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.Subject;
import org.socle.fleet.place.Located;
import org.socle.fleet.place.Places;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Refusal;

/** The machines, for pages, API and other slices; a machine that is not seen is one that is not there. Thread-safe. */
public final class Machines {
    private final Database database;
    private final Clock clock;
    private final Audit audit;
    private final Places places;
    private final MachineTable table = new MachineTable();

    public Machines(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.audit = new Audit(database, clock);
        this.places = new Places(database, clock);
    }

    public Optional<Machine> find(Scope scope, UUID device) {
        return database.<Optional<Machine>, RuntimeException>read(handle -> table.find(handle, scope, device));
    }

    /** The one machine with this id, host name or serial number; empty when there is none or more than one. */
    public Optional<UUID> exactly(Scope scope, String text) {
        return database.<Optional<UUID>, RuntimeException>read(handle -> table.exactly(handle, scope, text));
    }

    public Found search(Scope scope, Search search) {
        return database.<Found, RuntimeException>read(handle -> table.search(handle, scope, search, clock.instant()));
    }

    /** The machines that match, by the database's number, from the first one above {@code after}. */
    public List<Machine> after(Scope scope, Filter filter, long after, int size) {
        return database.<List<Machine>, RuntimeException>read(
                handle -> table.after(handle, scope, filter, after, size, clock.instant()));
    }

    /** How many machines have each status. */
    public Map<Status, Integer> counts(Scope scope) {
        return database.<Map<Status, Integer>, RuntimeException>read(
                handle -> table.counts(handle, scope, clock.instant()));
    }

    /**
     * Puts a machine into a school or room.
     *
     * @param place its number; null for nowhere, which only who sees everything may choose
     * @throws Refusal when the machine or the place is not seen, or the place cannot hold machines
     */
    public void move(Viewer viewer, UUID device, @Nullable Long place) {
        Scope scope = viewer.scope();
        Optional<Located> to = places.located(scope, place);
        if (place == null ? !scope.everything() : to.isEmpty()) {
            throw new Refusal("machine.refused.place");
        }
        database.writing(handle -> {
            Machine machine =
                    table.find(handle, scope, device).orElseThrow(() -> new Refusal("machine.refused.unknown"));
            if (Objects.equals(machine.place(), place)) {
                return;
            }
            Optional<Located> from = places.located(scope, machine.place());
            table.place(handle, machine, place);
            boolean sameSchool = from.isPresent()
                    && to.isPresent()
                    && from.get().school().id() == to.get().school().id();
            // Who sees only the school it came from, or only the one it went to, reads that and no more.
            if (from.isPresent() && !sameSchool) {
                audit.record(
                        handle,
                        viewer.who(),
                        Action.MACHINE_LEFT,
                        Subject.machine(machine.id(), machine.displayName(), machine.place()),
                        Map.of("from", from.get().name()));
            }
            if (to.isPresent()) {
                audit.record(
                        handle,
                        viewer.who(),
                        Action.MACHINE_PLACED,
                        Subject.machine(machine.id(), machine.displayName(), place),
                        Map.of("to", to.get().name()));
            }
        });
    }
}
