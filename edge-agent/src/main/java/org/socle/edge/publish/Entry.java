package org.socle.edge.publish;

import java.util.ArrayList;
import java.util.List;
import org.socle.contract.Pack;
import org.socle.contract.Sample;
import org.socle.contract.catalogue.Agent;

/**
 * One pack as it waits in the outbox.
 *
 * @param sequence its number, never used twice, also not after the disk was rolled back
 * @param stamp when it was closed
 * @param samples with times relative to the stamp
 */
record Entry(long sequence, Stamp stamp, List<Sample> samples) {

    /**
     * When a pack was closed.
     *
     * @param boot id of the boot it was closed in
     * @param uptimeMillis time since that boot
     * @param wallMillis the machine's clock
     * @param trusted whether that clock was known to be right
     */
    record Stamp(String boot, long uptimeMillis, long wallMillis, boolean trusted) {}

    /** The pack to send, under the time to send it with, in seconds. */
    Pack pack(double time) {
        List<Sample> all = new ArrayList<>(samples.size() + 1);
        all.add(new Sample(Agent.PACK, 0, 0, sequence));
        all.addAll(samples);
        return new Pack(time, all);
    }
}
