package org.socle.edge.probe.energy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socle.edge.source.Elapsed;

/** Moments and looks as a notebook keeps them. */
public final class Moments {
    private Moments() {}

    public static String text(Elapsed at) {
        return at.boot() + " " + at.sinceBoot() + " " + at.awake();
    }

    public static String text(EnergyCounter.Look look) {
        return text(look.at()) + " " + look.value();
    }

    /** Empty for anything that is no moment. */
    public static Optional<Elapsed> load(@Nullable String text) {
        String[] words = text == null ? new String[0] : text.split(" ", -1);
        if (words.length < 3) {
            return Optional.empty();
        }
        try {
            double sinceBoot = Double.parseDouble(words[1]);
            double awake = Double.parseDouble(words[2]);
            return sinceBoot >= 0 && awake >= 0 && Double.isFinite(sinceBoot + awake)
                    ? Optional.of(new Elapsed(words[0], sinceBoot, awake))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Empty for anything that is no look. */
    public static Optional<EnergyCounter.Look> loadLook(@Nullable String text) {
        return load(text).flatMap(at -> {
            String[] words = String.valueOf(text).split(" ", -1);
            try {
                double value = words.length == 4 ? Double.parseDouble(words[3]) : -1;
                return value >= 0 && Double.isFinite(value)
                        ? Optional.of(new EnergyCounter.Look(at, value))
                        : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        });
    }
}
