package org.socle.fleet.lifecycle;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.socle.fleet.lifecycle.Share.Line;
import org.socle.fleet.lifecycle.Share.Why;

/**
 * Refurbished equipment in use: our own figure, no law asks for it. Pure.
 *
 * <p>Below: what is in use on a day and known how it came. Above: what somebody else had before, bought or given.
 */
public final class Refurbished {
    private Refurbished() {}

    /** The share on a day. */
    public static Share of(List<Item> items, LocalDate day) {
        return new Share(
                Rate.REFURBISHED,
                false,
                OptionalInt.empty(),
                items.stream()
                        .filter(item -> present(item, day))
                        .map(Refurbished::line)
                        .sorted(Comparator.comparing(Line::why)
                                .thenComparing(line -> line.item().name()))
                        .toList());
    }

    private static boolean present(Item item, LocalDate day) {
        return !item.out() && item.facts().present(day);
    }

    private static Line line(Item item) {
        Acquisition how = item.facts().how();
        if (how == null) {
            return Line.out(item, Why.ORIGIN_UNKNOWN);
        }
        boolean above = how.used();
        return new Line(
                item,
                1,
                above,
                above,
                true,
                switch (how) {
                    case REUSE -> Why.REUSE;
                    case GIFT -> Why.GIFT;
                    case RECYCLED -> Why.RECYCLED;
                    case NEW -> Why.NEW;
                });
    }

    /**
     * Equipment in use that is ten years old or more.
     *
     * @param old how many pieces; {@code estimated} of them by an estimate of the year
     * @param unknown how many have no age at all
     */
    public record Ages(long old, long estimated, long unknown) {}

    /** How old what is in use is on a day. */
    public static Ages ages(List<Item> items, LocalDate day) {
        long old = 0;
        long estimated = 0;
        long unknown = 0;
        for (Item item : items) {
            if (!present(item, day)) {
                continue;
            }
            var made = item.facts().madeIn();
            if (made.isEmpty()) {
                unknown++;
            } else if (made.get().old(day.getYear())) {
                old++;
                estimated += made.get().estimated() ? 1 : 0;
            }
        }
        return new Ages(old, estimated, unknown);
    }
}
