package org.socle.fleet.lifecycle;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.Subject;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Refusal;

/** Machines with their facts, and things without an agent; what is not seen is not there. Thread-safe. */
public final class Equipment {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final int LONGEST_NUMBER = 60;

    private final Database database;
    private final Clock clock;
    private final Audit audit;
    private final Places places;
    private final EquipmentTable table = new EquipmentTable();

    public Equipment(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.audit = new Audit(database, clock);
        this.places = new Places(database, clock);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    /** All that is seen. */
    public List<Item> all(Scope scope) {
        return database.<List<Item>, RuntimeException>read(handle -> table.all(handle, scope));
    }

    /** A machine with what is known of it. */
    public Optional<Item> machine(Scope scope, UUID device) {
        return database.<Optional<Item>, RuntimeException>read(handle -> table.machine(handle, scope, device));
    }

    /** A thing without an agent. */
    public Optional<Item> thing(Scope scope, long id) {
        return database.<Optional<Item>, RuntimeException>read(handle -> table.thing(handle, scope, id));
    }

    /**
     * Says what is known of a machine; what the text leaves empty is not known any more.
     *
     * @throws Refusal when the machine is not seen, or the text is wrong
     */
    public void save(Viewer viewer, UUID device, FactsText text) {
        Facts facts = text.read(today());
        database.writing(handle -> {
            Item item = table.machine(handle, viewer.scope(), device)
                    .orElseThrow(() -> new Refusal("machine.refused.unknown"));
            write(handle, viewer, new Step(item, item.machine(), null, item.number(), facts));
        });
    }

    /**
     * Adds a thing without an agent, or changes one.
     *
     * @param id 0 for a new one
     * @param number of the inventory
     * @param uai the school it is in
     * @return its number
     * @throws Refusal when it or the school is not seen, or something is wrong
     */
    public long save(Viewer viewer, long id, String number, String uai, FactsText text) {
        String checked = number(number);
        Facts facts = text.read(today());
        if (facts.category() == null) {
            throw new Refusal("facts.refused.category.missing");
        }
        return database.<Long, RuntimeException>write(handle -> {
            Item item = id == 0
                    ? Item.fresh(checked)
                    : table.thing(handle, viewer.scope(), id).orElseThrow(() -> new Refusal("facts.refused.gone"));
            Place school = school(viewer.scope(), uai);
            boolean taken = table.all(handle, viewer.scope()).stream()
                    .anyMatch(other -> (other.machine() != null || other.id() != id)
                            && other.number().equalsIgnoreCase(checked));
            if (taken) {
                throw new Refusal("facts.refused.number.taken", checked);
            }
            Long place = item.uai().equals(school.uai()) ? item.place() : (Long) school.id();
            return write(handle, viewer, new Step(item, null, place, checked, facts));
        });
    }

    /**
     * Forgets a thing without an agent that was entered by mistake: what is really gone is retired.
     *
     * @throws Refusal when it is not seen
     */
    public void remove(Viewer viewer, long id) {
        database.writing(handle -> {
            Item item = table.thing(handle, viewer.scope(), id).orElseThrow(() -> new Refusal("facts.refused.gone"));
            table.remove(handle, id);
            record(handle, viewer, Action.EQUIPMENT_REMOVED, item, item.place(), Facts.NONE);
        });
    }

    static String number(String text) {
        String number = text.strip();
        if (number.isEmpty()
                || number.length() > LONGEST_NUMBER
                || number.chars().anyMatch(Character::isISOControl)) {
            throw new Refusal("facts.refused.number", LONGEST_NUMBER);
        }
        return number;
    }

    private Place school(Scope scope, String uai) {
        return places.named(scope, uai)
                .filter(place -> place.kind() == PlaceKind.SCHOOL)
                .orElseThrow(() -> new Refusal("facts.refused.uai", uai));
    }

    private long write(Handle handle, Viewer viewer, Step step) {
        Item item = step.item();
        if (step.nothing()) {
            return item.id();
        }
        if (item.id() != 0) {
            table.change(handle, item.id(), step.machine(), step.place(), step.number(), step.facts());
            record(handle, viewer, Action.FACTS_CHANGED, item, step.place(), step.facts());
            return item.id();
        }
        long id = table.add(handle, step.machine(), step.place(), step.number(), step.facts());
        record(
                handle,
                viewer,
                step.machine() == null ? Action.EQUIPMENT_ADDED : Action.FACTS_CHANGED,
                item,
                step.place(),
                step.facts());
        return id;
    }

    private void record(Handle handle, Viewer viewer, Action action, Item item, @Nullable Long place, Facts facts) {
        Long machine = item.machine();
        FactsText before = FactsText.of(item.facts());
        FactsText now = FactsText.of(facts);
        // The log is for ever: who sold or gave it, which somebody may have written with a name, is not repeated there.
        String changed = before.differences(now).stream()
                .map(key -> key.equals("supplier") ? key : key + " " + before.get(key) + "→" + now.get(key))
                .collect(Collectors.joining("; "));
        audit.record(
                handle,
                viewer.who(),
                action,
                machine != null
                        ? Subject.machine(machine, item.name(), item.place())
                        : new Subject(
                                place == null ? Subject.Kind.SERVER : Subject.Kind.PLACE,
                                place == null ? 0 : place,
                                item.name(),
                                place),
                Map.of("facts", changed));
    }

    /** What an import would do; nothing is written. */
    public FactsPlan plan(Scope scope, FactsFile file) {
        return database.<FactsPlan, RuntimeException>read(handle -> plan(handle, scope, file));
    }

    private FactsPlan plan(Handle handle, Scope scope, FactsFile file) {
        return FactsPlan.of(file, table.all(handle, scope), uai -> school(scope, uai), today());
    }

    /**
     * Does all that a plan says, or nothing.
     *
     * @param fingerprint of the plan that was agreed to
     * @throws Refusal when a line is refused, or the plan is no longer the one that was agreed to
     */
    public void apply(Viewer viewer, FactsFile file, String fingerprint) {
        database.writing(handle -> {
            FactsPlan plan = plan(handle, viewer.scope(), file);
            if (!plan.possible()) {
                throw new Refusal("import.refused.lines");
            }
            if (!plan.fingerprint().equals(fingerprint)) {
                throw new Refusal("facts.import.changed");
            }
            plan.steps().forEach(step -> write(handle, viewer, step));
            audit.record(
                    handle,
                    viewer.who(),
                    Action.FACTS_IMPORTED,
                    Subject.server(),
                    Map.of(
                            "created", Long.toString(plan.count(FactsPlan.Verdict.CREATED)),
                            "changed", Long.toString(plan.count(FactsPlan.Verdict.CHANGED))));
        });
    }
}
