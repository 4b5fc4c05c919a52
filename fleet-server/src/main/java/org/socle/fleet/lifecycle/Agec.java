package org.socle.fleet.lifecycle;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.socle.fleet.lifecycle.Share.Line;
import org.socle.fleet.lifecycle.Share.Why;

/**
 * Purchases from reuse: AGEC art. 58, décret 2024-134, category "matériel informatique et téléphonie". Pure.
 *
 * <p>Below: what was spent in the year without VAT, and gifts at flat values. Above: what came from reuse, gifts included; and
 * beside that, the same with what holds recycled parts, since it has not been read in the annex which of the two is meant.
 */
public final class Agec {
    private static final int FIRST = 2024;
    private static final int SECOND = 2027;
    private static final int THIRD = 2030;

    private Agec() {}

    /** What the law asks for in a year, in percent; empty before there was this law. */
    public static OptionalInt target(int year) {
        return year < FIRST ? OptionalInt.empty() : OptionalInt.of(year < SECOND ? 20 : year < THIRD ? 25 : 30);
    }

    /** The rate of a year. */
    public static Share of(List<Item> items, int year, FlatValues flat) {
        return new Share(
                Rate.PURCHASES,
                true,
                target(year),
                items.stream()
                        .flatMap(item -> line(item, year, flat))
                        .sorted(Comparator.comparing(Line::why)
                                .thenComparing(line -> line.item().name()))
                        .toList());
    }

    private static Stream<Line> line(Item item, int year, FlatValues flat) {
        Facts facts = item.facts();
        LocalDate acquired = facts.acquired();
        Acquisition how = facts.how();
        if (acquired == null || acquired.getYear() != year) {
            return Stream.empty();
        }
        if (how == null) {
            return Stream.of(Line.out(item, Why.ORIGIN_UNKNOWN));
        }
        if (how == Acquisition.GIFT) {
            OptionalLong value = flat.of(facts);
            return Stream.of(
                    value.isEmpty()
                            ? Line.out(item, Why.FLAT_UNKNOWN)
                            : new Line(item, value.getAsLong(), true, true, true, Why.GIFT));
        }
        Long price = facts.price();
        if (price == null) {
            return Stream.of(Line.out(item, Why.PRICE_UNKNOWN));
        }
        return Stream.of(
                switch (how) {
                    case REUSE -> new Line(item, price, true, true, true, Why.REUSE);
                    case RECYCLED -> new Line(item, price, false, true, true, Why.RECYCLED);
                    default -> new Line(item, price, false, false, true, Why.NEW);
                });
    }
}
