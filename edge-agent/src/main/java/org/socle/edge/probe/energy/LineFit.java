package org.socle.edge.probe.energy;

import java.util.Map;
import java.util.Optional;

/**
 * The straight line through measured powers, by least squares, with what is old fading: half weight after some 12 hours of
 * samples a minute apart.
 *
 * @param n weight of all samples
 * @param u sum of loads, each 0 to 1
 * @param p sum of powers, watts
 * @param uu sum of squared loads
 * @param up sum of products
 */
public record LineFit(double n, double u, double p, double uu, double up) {
    public static final LineFit EMPTY = new LineFit(0, 0, 0, 0, 0);

    private static final double KEPT = 0.999;

    /** An hour of samples. */
    private static final double ENOUGH = 60;

    /** Below this variance of the load its slope is noise: a load that stays within ten points. */
    private static final double LEAST_VARIANCE = 0.0025;

    /** With another sample. */
    public LineFit with(double load, double watts) {
        return new LineFit(
                n * KEPT + 1, u * KEPT + load, p * KEPT + watts, uu * KEPT + load * load, up * KEPT + load * watts);
    }

    /**
     * The model the samples give; where the load hardly moved, with the slope of the given one. Empty while there is less than
     * an hour of samples, or when they make no sense.
     */
    public Optional<PowerModel> model(PowerModel given) {
        if (n < ENOUGH) {
            return Optional.empty();
        }
        double meanLoad = u / n;
        double meanPower = p / n;
        double variance = uu / n - meanLoad * meanLoad;
        double slope =
                variance >= LEAST_VARIANCE ? (up / n - meanLoad * meanPower) / variance : given.full() - given.idle();
        double idle = meanPower - slope * meanLoad;
        return idle > 0 && slope >= 0
                ? Optional.of(PowerModel.known(idle, idle + slope, given.sleep(), PowerModel.Basis.CALIBRATED))
                : Optional.empty();
    }

    /** For the notebook. */
    public void save(Map<String, String> page) {
        page.put("fit", n + " " + u + " " + p + " " + uu + " " + up);
    }

    /** From the notebook; empty when there is nothing of use. */
    public static LineFit load(Map<String, String> page) {
        String[] words = page.getOrDefault("fit", "").split(" ", -1);
        if (words.length != 5) {
            return EMPTY;
        }
        try {
            double[] sums = new double[5];
            for (int i = 0; i < 5; i++) {
                sums[i] = Double.parseDouble(words[i]);
                if (!(sums[i] >= 0) || Double.isInfinite(sums[i])) {
                    return EMPTY;
                }
            }
            return new LineFit(sums[0], sums[1], sums[2], sums[3], sums[4]);
        } catch (NumberFormatException e) {
            return EMPTY;
        }
    }
}
