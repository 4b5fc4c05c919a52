package org.socle.fleet.access;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody sees: everything, or some places with all below them. What is in no place, such as a machine nobody has put
 * anywhere yet, is seen by who sees everything and by nobody else. Every query takes a scope; {@link ScopeSql} makes SQL of
 * it. Immutable.
 *
 * @param everything whether nothing is hidden; {@code paths} is empty then
 * @param paths the places' paths such as {@code /1/4/}, none below another
 */
public record Scope(boolean everything, Set<String> paths) {
    /** Everything there is. For the server itself and for accounts that see it all; pages take their viewer's. */
    public static final Scope EVERYTHING = new Scope(true, Set.of());

    /** Nothing at all. */
    public static final Scope NOTHING = new Scope(false, Set.of());

    /** Drops what is below something else. */
    public Scope {
        TreeSet<String> roots = new TreeSet<>();
        // Sorted, a place comes right before all that is below it.
        for (String path : new TreeSet<>(paths)) {
            if (!path.matches("/(\\d+/)+")) {
                throw new IllegalArgumentException("'" + path + "' is no path of a place");
            }
            if (roots.isEmpty() || !path.startsWith(roots.last())) {
                roots.add(path);
            }
        }
        paths = everything ? Set.of() : Set.copyOf(roots);
    }

    /** These places with all below them; nothing when there is none. */
    public static Scope of(Collection<String> paths) {
        return new Scope(false, Set.copyOf(paths));
    }

    /** This place with all below it. */
    public static Scope of(String path) {
        return of(List.of(path));
    }

    /** What both see. */
    public Scope and(Scope other) {
        if (everything) {
            return other;
        }
        if (other.everything) {
            return this;
        }
        return of(paths.stream()
                .flatMap(mine -> other.paths.stream()
                        .filter(theirs -> mine.startsWith(theirs) || theirs.startsWith(mine))
                        .map(theirs -> mine.length() > theirs.length() ? mine : theirs))
                .collect(Collectors.toSet()));
    }

    /**
     * Whether a place is seen.
     *
     * @param path null for what is in no place
     */
    public boolean sees(@Nullable String path) {
        return everything || (path != null && paths.stream().anyMatch(path::startsWith));
    }

    /** Whether all that {@code other} sees is seen. */
    public boolean covers(Scope other) {
        return everything || (!other.everything && other.paths.stream().allMatch(this::sees));
    }
}
