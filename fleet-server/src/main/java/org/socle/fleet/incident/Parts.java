package org.socle.fleet.incident;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.socle.contract.catalogue.Storage;
import org.socle.fleet.reading.Snapshot;
import org.socle.fleet.store.Isolated;

/** Which model of a part it is that fails, so that the same model failing in many schools shows. Thread-safe. */
final class Parts {
    /** What is wrong with a disk itself, rather than with its cable or what lies on it. */
    static final Set<String> OF_DISKS = Set.of("disk_failing", "disk_reallocating", "disk_wearing");

    private final LongFunction<Snapshot> latest;

    /** @param latest the latest values of a machine, by its number */
    Parts(LongFunction<Snapshot> latest) {
        this.latest = latest;
    }

    /** The model of the part of each that has one. */
    Map<Newcomer, String> models(List<Newcomer> newcomers) {
        Map<Newcomer, String> models = new HashMap<>();
        Isolated.each(newcomers, "part of", one -> {
            if (OF_DISKS.contains(one.cause())) {
                latest.apply(one.machine())
                        .reading(Storage.MODEL, one.instance())
                        .ifPresent(model -> models.put(one, String.valueOf(model.value())));
            }
        });
        return models;
    }
}
