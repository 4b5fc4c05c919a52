package org.socle.fleet.maintenance.incident;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.device.Status;
import org.socle.fleet.maintenance.Words;
import org.socle.fleet.school.Located;
import org.socle.fleet.school.Place;
import org.socle.fleet.school.Places;
import org.socle.fleet.scope.Scope;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Url;

/**
 * What is open of one cause in one school, as a line of a page.
 *
 * @param href address of the incident, or of all of them
 * @param school null for what is nowhere
 * @param machines how many, with a few names
 * @param ids numbers of the incidents, for the form that takes them on
 * @param taken whether somebody has taken on all of them
 */
public record HeapLine(
        Status severity,
        String title,
        String href,
        @Nullable Place school,
        String machines,
        String since,
        String ids,
        boolean taken) {

    private static final int NAMES = 3;

    /** The lines of heaps, in their order. */
    public static List<HeapLine> of(List<Heap> heaps, Scope scope, Places places, Frame frame) {
        Map<Long, Located> located = places.located(
                scope,
                heaps.stream()
                        .map(Heap::place)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
        return heaps.stream().map(heap -> of(heap, located, frame)).toList();
    }

    private static HeapLine of(Heap heap, Map<Long, Located> located, Frame frame) {
        Located where = heap.place() == null ? null : located.get(heap.place());
        Place school = where == null ? null : where.school();
        String href = heap.incidents().size() == 1
                ? IncidentPage.path(heap.incidents().get(0))
                : "/incidents?" + Url.pair("cause", heap.cause())
                        + (school == null ? "" : "&" + Url.pair("school", school.uai()));
        return new HeapLine(
                heap.severity(),
                Words.title(heap.cause(), frame.messages()),
                href,
                school,
                machines(heap, frame),
                frame.format().since(heap.since()),
                heap.incidents().stream().map(String::valueOf).collect(Collectors.joining(",")),
                heap.taken());
    }

    private static String machines(Heap heap, Frame frame) {
        List<String> names =
                heap.names().subList(0, Math.min(NAMES, heap.names().size()));
        if (heap.machines() == 1 && !names.isEmpty()) {
            return names.get(0);
        }
        String count = frame.text("today.machines", heap.machines());
        return names.isEmpty() || heap.machines() > NAMES
                ? count
                : frame.text("incident.machines", count, String.join(frame.text("list.comma"), names));
    }
}
