package org.socle.fleet.ticket;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.Subject;
import org.socle.fleet.machine.MachineRegister;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.Places;
import org.socle.fleet.store.Database;
import org.socle.fleet.ticket.HelpCodeTable.Target;
import org.socle.fleet.web.Refusal;

/** Codes on labels, for who prints them. A machine or place has one at most. Thread-safe. */
public final class HelpCodes {
    private final Database database;
    private final Clock clock;
    private final Audit audit;
    private final Places places;
    private final MachineRegister machines = new MachineRegister();
    private final HelpCodeTable table = new HelpCodeTable();

    public HelpCodes(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.audit = new Audit(database, clock);
        this.places = new Places(database, clock);
    }

    /**
     * The code of a machine or a place; empty when it has none, or is not seen.
     *
     * @param machine null for a place
     * @param place null for a machine
     */
    public Optional<String> code(Scope scope, @Nullable Long machine, @Nullable Long place) {
        return database.<Optional<String>, RuntimeException>read(handle ->
                seen(handle, scope, machine, place).flatMap(subject -> table.code(handle, new Target(machine, place))));
    }

    /** Gives a machine or a place a code if it has none; answers the one it has. */
    public String make(Viewer viewer, @Nullable Long machine, @Nullable Long place) {
        Target target = new Target(machine, place);
        return database.<String, RuntimeException>write(handle -> {
            require(handle, viewer.scope(), machine, place);
            Optional<String> known = table.code(handle, target);
            if (known.isPresent()) {
                return known.get();
            }
            String code = HelpCode.random();
            table.add(handle, code, target, clock.instant());
            return code;
        });
    }

    /** Codes of machines that are seen, by the database's number; those without one are missing. */
    public Map<Long, String> codes(Scope scope, Collection<Long> ofMachines) {
        return database.<Map<Long, String>, RuntimeException>read(handle -> table.codes(
                handle,
                ofMachines.stream()
                        .filter(machine -> machines.seen(handle, scope, machine))
                        .toList()));
    }

    /**
     * Gives machines a code that have none; those that are not seen are passed over.
     *
     * @return how many were made
     */
    public int make(Viewer viewer, Collection<Long> ofMachines) {
        return database.<Integer, RuntimeException>write(handle -> {
            Map<Long, String> known = table.codes(handle, ofMachines);
            List<Long> without = ofMachines.stream()
                    .filter(machine -> !known.containsKey(machine) && machines.seen(handle, viewer.scope(), machine))
                    .toList();
            without.forEach(
                    machine -> table.add(handle, HelpCode.random(), new Target(machine, null), clock.instant()));
            return without.size();
        });
    }

    /** Gives a machine or a place another code; labels with the one before lead nowhere. */
    public String renew(Viewer viewer, @Nullable Long machine, @Nullable Long place) {
        Target target = new Target(machine, place);
        return database.<String, RuntimeException>write(handle -> {
            Subject subject = require(handle, viewer.scope(), machine, place);
            table.remove(handle, target);
            String code = HelpCode.random();
            table.add(handle, code, target, clock.instant());
            audit.record(handle, viewer.who(), Action.HELP_CODE_RENEWED, subject, Map.of());
            return code;
        });
    }

    /** Takes the code of a machine or a place away; its labels lead nowhere. */
    public void revoke(Viewer viewer, @Nullable Long machine, @Nullable Long place) {
        database.writing(handle -> {
            Subject subject = require(handle, viewer.scope(), machine, place);
            if (table.remove(handle, new Target(machine, place))) {
                audit.record(handle, viewer.who(), Action.HELP_CODE_REVOKED, subject, Map.of());
            }
        });
    }

    private Subject require(Handle handle, Scope scope, @Nullable Long machine, @Nullable Long place) {
        return seen(handle, scope, machine, place).orElseThrow(() -> new Refusal("ticket.refused.unknown"));
    }

    private Optional<Subject> seen(Handle handle, Scope scope, @Nullable Long machine, @Nullable Long place) {
        if (machine != null) {
            return machines.find(handle, scope, machine)
                    .map(found -> Subject.machine(found.id(), found.name(), found.place()));
        }
        Optional<Place> found = place == null ? Optional.empty() : places.find(scope, place);
        return found.map(each -> Subject.place(each.id(), each.name()));
    }
}
