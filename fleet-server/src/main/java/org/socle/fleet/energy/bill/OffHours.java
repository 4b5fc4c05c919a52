package org.socle.fleet.energy.bill;

import java.util.OptionalDouble;
import org.socle.fleet.web.Frame;

/**
 * What was taken outside school time, and how surely one can say so. Energies in one unit, whichever.
 *
 * @param outside of it, by the clock
 * @param dated of which the hour is known
 * @param whole all of it
 * @param metered what of it a meter counted
 */
public record OffHours(double outside, double dated, double whole, double metered) {
    /**
     * By how much the share of a school may be off when all of it is modelled: in nine of ten draws of a simulated year in which machines
     * differ from their models on, asleep and off, each by itself ({@code EnergyYearTest}).
     */
    static final double OFF = 0.07;

    /** From this share without an hour on, one share would pretend to know where that was. */
    private static final double MUCH = 0.05;

    /** From this many machines on {@link #OFF} holds: the smallest school it was tried on has some more. */
    private static final int TRIED = 10;

    private static final double PERCENT = 100;

    /** What only arithmetic has added is not rounded up. */
    private static final double TINY = 1e-9;

    /** The share of what has an hour, 0 to 1; empty when nothing has. */
    public OptionalDouble share() {
        return dated > 0 ? OptionalDouble.of(outside / dated) : OptionalDouble.empty();
    }

    /** By how much that may be off for the models' sake, 0 to 1. */
    public double uncertainty() {
        return whole > 0 ? OFF * Math.max(0, 1 - metered / whole) : 0;
    }

    /** The least it can be of the whole: nothing without an hour was outside, and the models err that way. 0 to 1. */
    public double low() {
        return whole > 0 ? Math.max(0, outside / whole - uncertainty()) : 0;
    }

    /** The most it can be of the whole. 0 to 1. */
    public double high() {
        return whole > 0 ? Math.min(1, (outside + undated()) / whole + uncertainty()) : 0;
    }

    private double undated() {
        return Math.max(0, whole - dated);
    }

    /** The share; between which it lies when the hour of much is not known. */
    public String text(Frame frame) {
        if (whole <= 0 || dated <= 0 || undated() / whole < MUCH) {
            return BillText.percent(share(), frame);
        }
        return frame.text(
                "energy.percent.range",
                frame.format().plain(Math.floor(PERCENT * outside / whole), 0),
                frame.format().plain(Math.ceil(PERCENT * (outside + undated()) / whole), 0));
    }

    /**
     * What goes with it.
     *
     * @param energy what was taken outside, in words
     * @param machines of how many it is; of few nobody has tried how far models lead astray
     */
    public String more(String energy, int machines, Frame frame) {
        return machines < TRIED
                ? frame.text("energy.off_hours.few", energy)
                : frame.text("energy.off_hours.more", energy, Math.round(Math.ceil(PERCENT * uncertainty() - TINY)));
    }
}
