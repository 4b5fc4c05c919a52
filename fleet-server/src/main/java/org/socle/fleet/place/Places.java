package org.socle.fleet.place;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.contract.UaiCode;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.Subject;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Refusal;

/** The places, for pages, API and other slices. Thread-safe. */
public final class Places {
    private final Database database;
    private final Audit audit;
    private final PlaceTable table = new PlaceTable();

    public Places(Database database, Clock clock) {
        this.database = database;
        this.audit = new Audit(database, clock);
    }

    public Optional<Place> find(Scope scope, long id) {
        return database.<Optional<Place>, RuntimeException>read(handle -> table.find(handle, scope, id));
    }

    public Optional<Place> school(Scope scope, UaiCode uai) {
        return database.<Optional<Place>, RuntimeException>read(handle -> table.school(handle, scope, uai));
    }

    /** The place a person names at a command line or in a form: a school's code, or a name that only one place has. */
    public Optional<Place> named(Scope scope, String text) {
        Optional<Place> school = UaiCode.parse(text).flatMap(uai -> school(scope, uai));
        if (school.isPresent() || text.isBlank()) {
            return school;
        }
        List<Place> exact = search(scope, Set.of(PlaceKind.values()), text, 1_000).stream()
                .filter(place -> place.kind() != PlaceKind.ROOM)
                .filter(place -> PlaceTable.folded(place.name()).equals(PlaceTable.folded(text)))
                .toList();
        return exact.size() == 1 ? Optional.of(exact.get(0)) : Optional.empty();
    }

    /**
     * The highest places that are seen, by name.
     *
     * @param page from 1
     * @param size places a page, at least 1
     */
    public List<Listed> tops(Scope scope, int page, int size) {
        return database.<List<Listed>, RuntimeException>read(handle -> table.tops(handle, scope, page, size));
    }

    /** What is right in a place, by name. */
    public List<Listed> children(Scope scope, long parent, int page, int size) {
        return database.<List<Listed>, RuntimeException>read(
                handle -> table.children(handle, scope, parent, page, size));
    }

    /**
     * Places of some kinds, by number from the first one above {@code after}.
     *
     * @param text words that occur in name or code; empty for any
     */
    public List<Listed> after(Scope scope, Set<PlaceKind> kinds, String text, long after, int size) {
        return database.<List<Listed>, RuntimeException>read(
                handle -> table.after(handle, scope, kinds, text, after, size));
    }

    /** Places of some kinds whose name or code has these words in this order, by name; none for no words. */
    public List<Place> search(Scope scope, Set<PlaceKind> kinds, String text, int size) {
        return text.isBlank()
                ? List.of()
                : database.<List<Place>, RuntimeException>read(
                        handle -> table.search(handle, scope, kinds, text, size));
    }

    /** The places this one is in as far as they are seen, and itself, from the top down. */
    public List<Place> line(Scope scope, Place place) {
        return database.<List<Place>, RuntimeException>read(handle -> table.line(handle, place)).stream()
                .filter(each -> scope.sees(each.path()))
                .toList();
    }

    /**
     * Who to call for a place that is seen: its own contact first, then those of the places it is in, seen or not. They are
     * there to be called by it.
     */
    public List<Place> callable(Scope scope, Place place) {
        if (!scope.sees(place.path())) {
            return List.of();
        }
        List<Place> line = database.<List<Place>, RuntimeException>read(handle -> table.line(handle, place));
        return java.util.stream.IntStream.range(0, line.size())
                .mapToObj(i -> line.get(line.size() - 1 - i))
                .filter(each -> !each.details().phone().isEmpty()
                        || !each.details().email().isEmpty())
                .toList();
    }

    /** School and room of these places, by their number; what is not seen is missing. */
    public Map<Long, Located> located(Scope scope, Collection<Long> places) {
        return database.<Map<Long, Located>, RuntimeException>read(handle -> table.located(handle, scope, places));
    }

    /** School and room of a place; empty when it is not seen, or higher than a school. */
    public Optional<Located> located(Scope scope, @Nullable Long place) {
        return place == null
                ? Optional.empty()
                : Optional.ofNullable(located(scope, Set.of(place)).get(place));
    }

    /**
     * Adds a place.
     *
     * @param parent number of the place to put it in; null for the top
     * @throws Refusal when it does not fit there or its details are wrong
     */
    public Place create(Viewer viewer, @Nullable Long parent, PlaceKind kind, PlaceDetails details) {
        PlaceDetails checked = details.checked(kind);
        return database.<Place, RuntimeException>write(handle -> {
            Place above = parent == null ? null : require(handle, viewer.scope(), parent);
            if (above == null && !viewer.scope().everything()) {
                throw new Refusal("place.refused.top");
            }
            if (!kind.fitsInto(above == null ? null : above.kind())) {
                throw new Refusal("place.refused.kind");
            }
            requireFree(handle, kind, parent, checked, null);
            Place place = table.add(handle, above, kind, checked);
            audit.record(handle, viewer.who(), Action.PLACE_CREATED, subject(place), Map.of("kind", kind.word()));
            return place;
        });
    }

    /**
     * Changes what is known of a place.
     *
     * @throws Refusal when the place is not there or the details are wrong
     */
    public Place change(Viewer viewer, long id, PlaceDetails details) {
        return database.<Place, RuntimeException>write(handle -> {
            Place place = require(handle, viewer.scope(), id);
            PlaceDetails checked = details.checked(place.kind());
            requireFree(handle, place.kind(), place.parent(), checked, place);
            table.change(handle, place, checked);
            audit.record(
                    handle,
                    viewer.who(),
                    Action.PLACE_CHANGED,
                    subject(place),
                    Difference.told(place.details().differences(checked)));
            return require(handle, viewer.scope(), id);
        });
    }

    /**
     * Puts a place with all below it into another one.
     *
     * @throws Refusal when one of them is not there, or the one does not fit into the other
     */
    public void move(Viewer viewer, long id, long into) {
        database.writing(handle -> {
            Place place = require(handle, viewer.scope(), id);
            Place parent = require(handle, viewer.scope(), into);
            if (!place.kind().fitsInto(parent.kind())) {
                throw new Refusal("place.refused.kind");
            }
            requireFree(handle, place.kind(), parent.id(), place.details(), place);
            table.move(handle, place, parent);
            audit.record(handle, viewer.who(), Action.PLACE_MOVED, subject(place), Map.of("to", parent.name()));
        });
    }

    /**
     * Deletes a place.
     *
     * @throws Refusal when it is not there, or something is still in it
     */
    public void delete(Viewer viewer, long id) {
        database.writing(handle -> {
            Place place = require(handle, viewer.scope(), id);
            if (!table.delete(handle, place)) {
                throw new Refusal("place.refused.delete", place.name());
            }
            audit.record(
                    handle,
                    viewer.who(),
                    Action.PLACE_DELETED,
                    new Subject(Subject.Kind.PLACE, place.id(), place.name(), place.parent()),
                    Map.of("uai", place.uai()));
        });
    }

    /** What an import of these lines would do; nothing is written. */
    public ImportPlan plan(Scope scope, ImportFile file) {
        return database.<ImportPlan, RuntimeException>read(handle -> plan(handle, scope, file));
    }

    private ImportPlan plan(Handle handle, Scope scope, ImportFile file) {
        return ImportPlan.of(file, table.all(handle, scope), scope, uai -> table.taken(handle, uai));
    }

    /**
     * Does all that a plan says, or nothing.
     *
     * @param fingerprint of the plan that was agreed to
     * @throws Refusal when the plan refuses a line, or is no longer the one that was agreed to
     */
    public ImportPlan apply(Viewer viewer, ImportFile file, String fingerprint) {
        return database.<ImportPlan, RuntimeException>write(handle -> {
            ImportPlan plan = plan(handle, viewer.scope(), file);
            if (!plan.possible()) {
                throw new Refusal("import.refused.lines");
            }
            if (!plan.fingerprint().equals(fingerprint)) {
                throw new Refusal("import.refused.changed");
            }
            new ImportRun(handle, table, audit, viewer).run(plan);
            return plan;
        });
    }

    private Place require(Handle handle, Scope scope, long id) {
        return table.find(handle, scope, id).orElseThrow(() -> new Refusal("place.refused.unknown"));
    }

    /** Schools are told apart by their code, the others by their name. */
    private void requireFree(
            Handle handle, PlaceKind kind, @Nullable Long parent, PlaceDetails details, @Nullable Place itself) {
        if (kind == PlaceKind.SCHOOL) {
            if ((itself == null || !itself.uai().equals(details.uai())) && table.taken(handle, details.uai())) {
                throw new Refusal("place.refused.uai.taken", details.uai());
            }
            return;
        }
        boolean taken = table.siblings(handle, parent, kind).stream()
                .filter(sibling -> itself == null || sibling.id() != itself.id())
                .anyMatch(sibling -> PlaceTable.folded(sibling.name()).equals(PlaceTable.folded(details.name())));
        if (taken) {
            throw new Refusal("place.refused.name.taken", details.name());
        }
    }

    private static Subject subject(Place place) {
        return Subject.place(place.id(), place.name());
    }
}
