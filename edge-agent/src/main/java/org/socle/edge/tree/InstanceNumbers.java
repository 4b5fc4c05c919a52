package org.socle.edge.tree;

import java.util.HashMap;
import java.util.Map;
import org.socle.contract.catalogue.Family;

/** Gives each name its instance number, always the same one for the same name of the same family. */
public interface InstanceNumbers {

    /** The number of this name, 0 to 65534. */
    int of(Family family, String name);

    /** First come, first numbered, from 0; forgotten when the process ends. Not thread-safe: the tree locks. */
    static InstanceNumbers inMemory() {
        Map<Family, Map<String, Integer>> numbers = new HashMap<>();
        return (family, name) -> {
            Map<String, Integer> taken = numbers.computeIfAbsent(family, f -> new HashMap<>());
            return taken.computeIfAbsent(name, n -> taken.size());
        };
    }
}
