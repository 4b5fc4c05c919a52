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
 */
public record PowerModel(double idle, double full, double sleep, Basis basis) {

    /** What a model rests on, the surest last. The shares are ours but the first, see docs/agent.md. */
    public enum Basis {
        /** The kind of machine alone: ± 30 %. */
        KIND(0.30),
        /** The kind for its idle power, the processor's own limit for the rest: ± 30 %. */
        PROCESSOR(0.30),
        /** Machines of the same model with a meter: ± 15 %. */
        SIBLING(0.15),
        /** A meter on this machine, now gone or silent: ± 10 %. */
        CALIBRATED(0.10),
        /** The settings: ± 15 %. */
        SETTING(0.15);

        private final double uncertainty;

        Basis(double uncertainty) {
            this.uncertainty = uncertainty;
        }

        /** Share of the energy by which it may be off, 0 to 1. */
        public double uncertainty() {
            return uncertainty;
        }

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

    /** The same with other ends. */
    public PowerModel with(double newIdle, double newFull, Basis newBasis) {
        return new PowerModel(newIdle, newFull, sleep, newBasis);
    }
}
