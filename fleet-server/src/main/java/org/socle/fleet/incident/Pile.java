package org.socle.fleet.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.machine.Status;

/**
 * What one line of the morning's page stands for: a cause in one school, or in many schools at once. Forty schools with the
 * same late updates are one thing to decide, not forty lines that hide what else is wrong.
 *
 * @param heaps of one cause, severity and state, at least one, the most urgent first
 */
public record Pile(List<Heap> heaps) {
    private static final int MANY_SCHOOLS = 3;

    /** Each of these is a line of its own: somebody has to call that very school. */
    private static final Set<String> ALONE = Set.of(Silence.SCHOOL, Silence.GROUP);

    private record Kind(
            String cause,
            Status severity,
            boolean taken,
            @Nullable Heap alone) {}

    /** Heaps as lines, each where the most urgent of its heaps stood. */
    public static List<Pile> of(List<Heap> heaps) {
        Map<Kind, List<Heap>> alike = new LinkedHashMap<>();
        for (Heap heap : heaps) {
            alike.computeIfAbsent(kind(heap, null), kind -> new ArrayList<>()).add(heap);
        }
        Map<Kind, List<Heap>> lines = new LinkedHashMap<>();
        for (Heap heap : heaps) {
            boolean many = !ALONE.contains(heap.cause())
                    && alike.getOrDefault(kind(heap, null), List.of()).size() >= MANY_SCHOOLS;
            lines.computeIfAbsent(kind(heap, many ? null : heap), kind -> new ArrayList<>())
                    .add(heap);
        }
        return lines.values().stream().map(Pile::new).toList();
    }

    /** Heaps as lines, each for itself. */
    public static List<Pile> each(List<Heap> heaps) {
        return heaps.stream().map(heap -> new Pile(List.of(heap))).toList();
    }

    private static Kind kind(Heap heap, @Nullable Heap alone) {
        return new Kind(heap.cause(), heap.severity(), heap.taken(), alone);
    }

    /** The most urgent one. */
    public Heap first() {
        return heaps.get(0);
    }

    /** Whether it is more than one school's. */
    public boolean folded() {
        return heaps.size() > 1;
    }

    /** Numbers of all incidents, the most urgent heap's first. */
    public List<Long> incidents() {
        return heaps.stream().flatMap(heap -> heap.incidents().stream()).toList();
    }

    /** How many machines have it now. */
    public int machines() {
        return heaps.stream().mapToInt(Heap::machines).sum();
    }

    /** When the oldest was opened. */
    public Instant since() {
        return heaps.stream().map(Heap::since).min(Instant::compareTo).orElseThrow();
    }
}
