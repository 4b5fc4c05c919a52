package org.socle.edge.probe.energy;

import java.util.Map;

/**
 * The energy of a machine since it joined. All three figures only grow, so that any two of them give what lies between:
 * how much, how much of it a meter counted, and by how much it may be off.
 *
 * @param consumed watt-hours
 * @param metered watt-hours of these that a meter counted
 * @param uncertainty watt-hours by which consumed may be off, the errors of one source added up as if they never cancelled
 */
public record Account(double consumed, double metered, double uncertainty) {
    public static final Account EMPTY = new Account(0, 0, 0);

    /** With more; nothing that is not a finite amount from 0 changes it. */
    public Account plus(Share share) {
        double more = share.wattHours();
        if (!(more >= 0) || Double.isInfinite(more)) {
            return this;
        }
        return new Account(
                consumed + more, metered + (share.metered() ? more : 0), uncertainty + more * share.uncertainty());
    }

    /** For the notebook. */
    public void save(String name, Map<String, String> page) {
        page.put(name, consumed + " " + metered + " " + uncertainty);
    }

    /** From the notebook; empty when there is nothing of use. */
    public static Account load(String name, Map<String, String> page) {
        String[] words = page.getOrDefault(name, "").split(" ", -1);
        if (words.length != 3) {
            return EMPTY;
        }
        try {
            Account kept = new Account(
                    Double.parseDouble(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2]));
            boolean sound = kept.consumed >= 0
                    && kept.metered >= 0
                    && kept.uncertainty >= 0
                    && Double.isFinite(kept.consumed + kept.metered + kept.uncertainty);
            return sound ? kept : EMPTY;
        } catch (NumberFormatException e) {
            return EMPTY;
        }
    }
}
