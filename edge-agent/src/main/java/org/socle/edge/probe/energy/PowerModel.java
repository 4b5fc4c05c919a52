package org.socle.edge.probe.energy;

import java.util.Locale;

/**
 * Power as a straight line in load: {@code P = idle + (full - idle) * load}. On 97 single-socket machines of SPECpower, with
 * their measured ends, its median error is 5.4 % and its 90th percentile 15.4 %; a model of processors alone would be far
 * off for whole PCs.
 *
 * @param idle watts at rest, built-in screen off
 * @param full watts at full load
 * @param sleep watts asleep
 * @param basis what it rests on
 * @param uncertainty share of the energy by which it may be off, 0 to 1: what holds 90 % of the machines of its kind, see
 *     docs/energy-model.md
 */
public record PowerModel(double idle, double full, double sleep, Basis basis, double uncertainty) {

    /** What a model rests on. */
    public enum Basis {
        /** The kind of machine alone. */
        KIND,
        /** The kind for its idle power, the processor's own limit for the rest. */
        PROCESSOR,
        /** Machines of the same model with a meter. */
        SIBLING,
        /** A meter on this machine, now gone or silent. */
        CALIBRATED,
        /** The settings. */
        SETTING;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Watts at a load.
     *
     * @param load 0 to 1; beyond is cut
     */
    public double watts(double load) {
        return idle + (full - idle) * Math.max(0, Math.min(1, load));
    }

    /** The same with so many watts more at every load. */
    public PowerModel plus(double watts) {
        return new PowerModel(idle + watts, full + watts, sleep, basis, uncertainty);
    }

    /**
     * A model whose ends somebody knows better than by the kind, and that is as sure as that.
     *
     * @param basis neither {@link Basis#KIND} nor {@link Basis#PROCESSOR}
     */
    public static PowerModel known(double idle, double full, double sleep, Basis basis) {
        return new PowerModel(idle, full, sleep, basis, PowerFigures.uncertainty(basis));
    }
}
