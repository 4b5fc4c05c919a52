package org.socle.fleet.incident;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.finding.Words;
import org.socle.fleet.machine.Status;
import org.socle.fleet.place.Located;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Url;

/**
 * What is open of one cause in one school or in many, as a line of a page.
 *
 * @param href address of the incident, or of all of them
 * @param school null for what is nowhere, and for what is in many schools
 * @param where how many schools, with a few names; empty for what is in one
 * @param machines how many, with a few names
 * @param ids numbers of the incidents, for the form that takes them on
 * @param taken whether somebody has taken on all of them
 * @param ticket number of the ticket for it that is open; null for none, and for what is in many schools
 * @param action what to do about it
 */
public record HeapLine(
        Status severity,
        String title,
        String href,
        @Nullable Place school,
        String where,
        String machines,
        String since,
        String ids,
        boolean taken,
        @Nullable Long ticket,
        String action) {

    private static final int NAMES = 3;
    private static final int SCHOOLS = 2;

    /** The lines of piles, in their order. */
    public static List<HeapLine> of(List<Pile> piles, Scope scope, Places places, Frame frame) {
        Map<Long, Located> located = places.located(
                scope,
                piles.stream()
                        .flatMap(pile -> pile.heaps().stream().limit(SCHOOLS))
                        .map(Heap::place)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
        return piles.stream().map(pile -> of(pile, located, frame)).toList();
    }

    private static HeapLine of(Pile pile, Map<Long, Located> located, Frame frame) {
        Heap heap = pile.first();
        Place school = pile.folded() ? null : school(heap, located).orElse(null);
        return new HeapLine(
                heap.severity(),
                Words.title(heap.cause(), frame.messages()),
                href(pile, school),
                school,
                pile.folded() ? where(pile, located, frame) : "",
                pile.folded() ? frame.text("today.machines", pile.machines()) : machines(heap, frame),
                frame.format().since(pile.since()),
                pile.incidents().stream().map(String::valueOf).collect(Collectors.joining(",")),
                heap.taken(),
                pile.folded() ? null : heap.ticket(),
                Words.action(heap.cause(), frame.messages()));
    }

    private static Optional<Place> school(Heap heap, Map<Long, Located> located) {
        return Optional.ofNullable(heap.place()).map(located::get).map(Located::school);
    }

    private static String href(Pile pile, @Nullable Place school) {
        String cause = Url.pair("cause", pile.first().cause());
        if (pile.folded()) {
            return "/today?" + cause;
        }
        return pile.incidents().size() == 1
                ? Incident.path(pile.incidents().get(0))
                : "/incidents?" + cause + (school == null ? "" : "&" + Url.pair("school", school.uai()));
    }

    private static String where(Pile pile, Map<Long, Located> located, Frame frame) {
        return frame.text(
                "today.schools",
                pile.heaps().size(),
                pile.heaps().stream()
                        .limit(SCHOOLS)
                        .flatMap(heap -> school(heap, located).stream())
                        .map(Place::name)
                        .collect(Collectors.joining(frame.text("list.comma"))));
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
