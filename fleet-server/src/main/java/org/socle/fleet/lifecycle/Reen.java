package org.socle.fleet.lifecycle;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.socle.fleet.lifecycle.Share.Line;
import org.socle.fleet.lifecycle.Share.Why;

/**
 * Re-use of what is retired: REEN art. 16, décret 2023-266, art. 3: A / B × 100. Pure.
 *
 * <p>B is what was retired and still there on 1 January. A is what left in the year for reuse, whether it was retired before or in
 * the year, as the text says: where much is retired and passed on at once, A may be more than B. What is ten years old or more
 * is left out of both.
 */
public final class Reen {
    private static final int FIRST = 2023;
    private static final int SECOND = 2024;

    private Reen() {}

    /** What the law asks for in a year, in percent; empty before there was this law. */
    public static OptionalInt target(int year) {
        return year < FIRST ? OptionalInt.empty() : OptionalInt.of(year == FIRST ? 25 : year == SECOND ? 35 : 50);
    }

    /** The rate of a year. */
    public static Share of(List<Item> items, int year) {
        return new Share(
                Rate.REUSE,
                false,
                target(year),
                items.stream()
                        .flatMap(item -> line(item, year))
                        .sorted(Comparator.comparing(Line::why)
                                .thenComparing(line -> line.item().name()))
                        .toList());
    }

    private static Stream<Line> line(Item item, int year) {
        Facts facts = item.facts();
        LocalDate first = LocalDate.of(year, 1, 1);
        LocalDate retired = facts.retired();
        LocalDate oriented = facts.oriented();
        if (retired == null || retired.getYear() > year || (oriented != null && oriented.isBefore(first))) {
            return Stream.empty();
        }
        Optional<Facts.Made> made = facts.madeIn();
        if (made.isEmpty()) {
            return Stream.of(Line.out(item, Why.AGE_UNKNOWN));
        }
        if (made.get().old(year)) {
            return Stream.of(Line.out(item, Why.TOO_OLD));
        }
        Destination destination = facts.destination();
        boolean below = !retired.isAfter(first);
        boolean above = destination != null && destination.reuse() && oriented != null && oriented.getYear() == year;
        Why why = above ? (below ? Why.STOCK_REUSED : Why.REUSED) : below ? Why.STOCK : Why.RETIRED_LATER;
        return Stream.of(new Line(item, above || below ? 1 : 0, above, above, below, why));
    }
}
