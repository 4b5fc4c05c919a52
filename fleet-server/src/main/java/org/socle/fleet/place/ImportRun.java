package org.socle.fleet.place;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.Subject;

/** Does what an import's plan says, in one transaction. */
final class ImportRun {
    private final Handle handle;
    private final PlaceTable table;
    private final Audit audit;
    private final Viewer viewer;
    private final Map<String, Place> made = new HashMap<>();

    ImportRun(Handle handle, PlaceTable table, Audit audit, Viewer viewer) {
        this.handle = handle;
        this.table = table;
        this.audit = audit;
        this.viewer = viewer;
    }

    void run(ImportPlan plan) {
        int created = 0;
        int changed = 0;
        for (ImportPlan.Step step : plan.steps()) {
            if (step instanceof ImportPlan.Create create) {
                Place place = table.add(handle, place(create.parent()), create.kind(), create.details());
                made.put(create.key(), place);
                record(Action.PLACE_CREATED, place, Map.of("kind", place.kind().word()));
                created++;
            } else if (step instanceof ImportPlan.Change change) {
                table.change(handle, change.place(), change.details());
                record(
                        Action.PLACE_CHANGED,
                        change.place(),
                        Difference.told(change.place().details().differences(change.details())));
                changed++;
            } else if (step instanceof ImportPlan.Move move) {
                Place parent = Objects.requireNonNull(place(move.parent()), "a school is never at the top");
                table.move(handle, again(move.place()), parent);
                record(Action.PLACE_MOVED, move.place(), Map.of("to", parent.name()));
                changed++;
            }
        }
        audit.record(
                handle,
                viewer.who(),
                Action.PLACES_IMPORTED,
                Subject.server(),
                Map.of("created", Integer.toString(created), "changed", Integer.toString(changed)));
    }

    private void record(Action action, Place place, Map<String, String> details) {
        audit.record(handle, viewer.who(), action, Subject.place(place.id(), place.name()), details);
    }

    private @Nullable Place place(String key) {
        if (key.isEmpty()) {
            return null;
        }
        Place place = made.get(key);
        return place != null
                ? place
                : table.find(handle, Scope.EVERYTHING, Long.parseLong(key)).orElseThrow();
    }

    /** A place as it is by now: another step may have moved what it is in. */
    private Place again(Place place) {
        return table.find(handle, Scope.EVERYTHING, place.id()).orElseThrow();
    }
}
