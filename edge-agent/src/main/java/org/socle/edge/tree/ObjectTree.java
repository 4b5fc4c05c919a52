package org.socle.edge.tree;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.socle.contract.catalogue.Catalogue;
import org.socle.contract.catalogue.Family;
import org.socle.contract.catalogue.Resource;

/**
 * Every current value, by path. A probe's readings replace what the same probe said before: what it no longer says is
 * gone (a USB disk pulled out, a sensor that stopped answering). Thread-safe.
 */
public final class ObjectTree {
    private static final Comparator<Change> CATALOGUE_ORDER = catalogueOrder();

    private final InstanceNumbers numbers;
    private final Map<String, Map<LwM2mPath, Change>> byProbe = new HashMap<>();

    public ObjectTree(InstanceNumbers numbers) {
        this.numbers = numbers;
    }

    /**
     * Takes over what a probe read.
     *
     * @param probe whose earlier readings these replace
     * @return what is new or differs, in the order it was read; what vanished is not listed
     */
    public synchronized List<Change> apply(String probe, List<Reading> readings, Instant at) {
        Map<LwM2mPath, Change> before = byProbe.getOrDefault(probe, Map.of());
        Map<LwM2mPath, Change> now = new LinkedHashMap<>();
        List<Change> changed = new ArrayList<>();
        for (Reading reading : readings) {
            Family family = reading.resource().family();
            String name = reading.instanceName();
            int instance = name == null ? 0 : numbers.of(family, name);
            Change change = new Change(reading.resource(), instance, reading.value(), at);
            Change old = before.get(change.path());
            now.put(change.path(), change);
            if (old == null || !old.value().equals(change.value())) {
                changed.add(change);
            }
        }
        byProbe.put(probe, now);
        return List.copyOf(changed);
    }

    /** Every current value, with the time it was last read, in the order of the catalogue. */
    public synchronized List<Change> snapshot() {
        return byProbe.values().stream()
                .flatMap(values -> values.values().stream())
                .sorted(CATALOGUE_ORDER)
                .toList();
    }

    /** The current value of one resource of one instance. */
    public synchronized Optional<Object> value(LwM2mPath path) {
        return byProbe.values().stream()
                .map(values -> values.get(path))
                .filter(Objects::nonNull)
                .map(Change::value)
                .findFirst();
    }

    private static Comparator<Change> catalogueOrder() {
        Map<Family, Integer> families = new HashMap<>();
        Map<Resource, Integer> resources = new HashMap<>();
        Catalogue.families().forEach((family, members) -> {
            families.put(family, families.size());
            members.forEach(member -> resources.put(member, resources.size()));
        });
        return Comparator.<Change>comparingInt(change ->
                        Objects.requireNonNull(families.get(change.resource().family())))
                .thenComparingInt(Change::instance)
                .thenComparingInt(change -> Objects.requireNonNull(resources.get(change.resource())));
    }
}
