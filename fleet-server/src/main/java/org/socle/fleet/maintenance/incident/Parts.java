package org.socle.fleet.maintenance.incident;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.socle.contract.catalogue.Storage;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.scope.Scope;
import org.socle.fleet.store.Database;

/** Which model of a part it is that fails, so that the same model failing in many schools shows. Thread-safe. */
final class Parts {
    /** What is wrong with a disk itself, rather than with its cable or what lies on it. */
    static final Set<String> OF_DISKS = Set.of("disk_failing", "disk_reallocating", "disk_wearing");

    private final Readings readings;

    Parts(Database database) {
        this.readings = new Readings(database);
    }

    /** The model of the part of each that has one. */
    Map<Newcomer, String> models(List<Newcomer> newcomers) {
        Map<Newcomer, String> models = new HashMap<>();
        for (Newcomer one : newcomers) {
            if (OF_DISKS.contains(one.cause())) {
                readings.latest(Scope.EVERYTHING, one.machine())
                        .reading(Storage.MODEL, one.instance())
                        .ifPresent(model -> models.put(one, String.valueOf(model.value())));
            }
        }
        return models;
    }
}
