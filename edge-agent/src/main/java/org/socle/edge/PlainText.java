package org.socle.edge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.socle.contract.catalogue.Family;
import org.socle.contract.catalogue.Resource;
import org.socle.edge.tree.Change;

/**
 * One line for each value, the same in every language:
 *
 * <pre>
 * processor.load = 7 /100
 * storage.healthy[sda] = true
 * </pre>
 */
final class PlainText {
    private PlainText() {}

    static List<String> lines(List<Change> values) {
        Map<Family, Map<Integer, String>> names = names(values);
        return values.stream()
                .map(change -> {
                    Resource resource = change.resource();
                    String instance = resource.family().multiple() ? "[" + name(names, change) + "]" : "";
                    String unit = resource.unit() == null ? "" : " " + resource.unit();
                    return resource.key() + instance + " = " + value(change.value()) + unit;
                })
                .toList();
    }

    private static String value(Object value) {
        return value instanceof Double number && number == Math.rint(number)
                ? Long.toString(number.longValue())
                : String.valueOf(value);
    }

    /** The names of instances, which are values themselves. */
    static Map<Family, Map<Integer, String>> names(List<Change> values) {
        Map<Family, Map<Integer, String>> names = new HashMap<>();
        for (Change change : values) {
            if (change.resource().naming()) {
                names.computeIfAbsent(change.resource().family(), family -> new HashMap<>())
                        .put(change.instance(), String.valueOf(change.value()));
            }
        }
        return names;
    }

    static String name(Map<Family, Map<Integer, String>> names, Change change) {
        return names.getOrDefault(change.resource().family(), Map.of())
                .getOrDefault(change.instance(), String.valueOf(change.instance()));
    }
}
