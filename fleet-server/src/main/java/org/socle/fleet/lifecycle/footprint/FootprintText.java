package org.socle.fleet.lifecycle.footprint;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.energy.factor.FactorText;
import org.socle.fleet.energy.factor.Factors;
import org.socle.fleet.web.Frame;

/** Footprints as people read them: never without their range. */
public final class FootprintText {
    private static final double TONNE = 1000;
    /** The kinds of factors it rests on. */
    public static final Set<String> KINDS = Set.of("embodied", "life", "part", "lifecycle", "avoided");

    private FootprintText() {}

    /**
     * A figure with its name.
     *
     * @param more its range, and what it is of
     */
    public record Tile(String label, String value, String more) {}

    /** The two that everybody asks for. */
    public static List<Tile> tiles(Footprints footprints, Frame frame) {
        return List.of(
                new Tile(
                        frame.text("footprint.made"),
                        footprints.counted() == 0
                                ? frame.text("energy.none")
                                : frame.text("footprint.yearly", weight(footprints.yearly(), frame)),
                        footprints.counted() == 0
                                ? frame.text("footprint.made.none")
                                : frame.text(
                                        "footprint.made.more",
                                        range(footprints.yearlyRange(), frame),
                                        footprints.counted())),
                new Tile(
                        frame.text("footprint.avoided"),
                        footprints.used() == 0
                                ? frame.text("energy.none")
                                : frame.text("footprint.yearly", range(footprints.avoided(), frame)),
                        footprints.used() == 0
                                ? frame.text("footprint.avoided.none")
                                : frame.text("footprint.avoided.more", footprints.used())));
    }

    /** Kilograms, or tonnes when it is much. */
    static String weight(double kilograms, Frame frame) {
        return Math.abs(kilograms) < TONNE
                ? frame.text("energy.kg", plain(kilograms, frame))
                : frame.text("footprint.t", frame.format().plain(kilograms / TONNE, 1));
    }

    /** From where to where, in the unit of the higher end. */
    static String range(@Nullable Range range, Frame frame) {
        if (range == null) {
            return frame.text("energy.none");
        }
        boolean heavy = range.high() >= TONNE;
        return frame.text(
                "footprint.range",
                heavy ? frame.format().plain(range.low() / TONNE, 1) : plain(range.low(), frame),
                weight(range.high(), frame));
    }

    static String plain(double kilograms, Frame frame) {
        return frame.format().plain(kilograms, kilograms < 10 ? 1 : 0);
    }

    /** The factors that are used, each with its source. */
    static List<String> sources(Factors factors, Frame frame) {
        return factors.all().stream()
                .filter(factor -> KINDS.contains(factor.kind()))
                .map(factor -> frame.text(
                        "footprint.factor",
                        FactorText.what(factor, frame),
                        FactorText.value(factor, frame),
                        factor.source()))
                .toList();
    }
}
