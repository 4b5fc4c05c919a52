package org.socle.fleet.lifecycle.footprint;

import org.jspecify.annotations.Nullable;
import org.socle.fleet.lifecycle.Item;

/**
 * What making one piece of equipment costs in carbon, and what using it again avoids. Immutable.
 *
 * @param years over which its making is spread, from 1
 * @param estimated whether these years are an estimate: its age is not known, or only guessed
 * @param made kilograms of making it, by the factor, without parts; null when there is no factor for its kind
 * @param makings the range of that
 * @param parts kilograms of the parts that were replaced
 * @param strange how many parts there is no factor for; counted nowhere
 * @param avoided a year of use, against a new one; null when it came new, nobody said how, or there is no factor
 */
public record Footprint(
        Item item,
        int years,
        boolean estimated,
        @Nullable Double made,
        Range makings,
        double parts,
        int strange,
        @Nullable Range avoided) {

    /** Kilograms a year of its life, parts included; 0 when there is no factor. */
    public double yearly() {
        return made == null ? 0 : (made + parts) / years;
    }

    /** The range of {@link #yearly()}. */
    public Range yearlyRange() {
        return made == null ? Range.NONE : makings.plus(new Range(parts, parts)).over(years);
    }
}
