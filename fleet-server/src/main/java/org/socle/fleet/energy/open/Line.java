package org.socle.fleet.energy.open;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.socle.fleet.energy.use.Sums;

/**
 * What is published as one: a school, or several together.
 *
 * @param place path of the school, or of the place whose other schools these are
 * @param units at least one
 */
record Line(String place, List<Unit> units) {
    /** The smallest first; among equals in the order of their places, so that the same lines come out every time. */
    static final Comparator<Line> SMALLEST =
            Comparator.comparingInt(Line::machines).thenComparing(Line::place);

    Line {
        units = List.copyOf(units);
    }

    int machines() {
        return units.stream().mapToInt(Unit::machines).sum();
    }

    Sums sums() {
        return units.stream().map(Unit::sums).reduce(Sums.NONE, Sums::plus);
    }

    Line with(String where, List<Unit> more) {
        List<Unit> all = new ArrayList<>(units);
        all.addAll(more);
        return new Line(where, all);
    }
}
