package org.socle.edge.publish;

import java.util.List;
import java.util.Optional;
import org.socle.contract.Sample;
import org.socle.edge.publish.Entry.Stamp;

/** Takes packs over from the reporter as they are closed. Thread-safe. */
interface PackKeeper {

    /**
     * Keeps a pack.
     *
     * @return its number
     * @throws OutboxException when it could not be kept
     */
    long append(Stamp stamp, List<Sample> samples);

    /** Asked at each sample: mends what can be mended. */
    void recover();

    /** Where packs are kept now: {@code disk} or {@code memory}. */
    String state();

    /** What waits, all at one moment. */
    Backlog backlog();

    /** This start; empty where the state cannot tell it from others. */
    Optional<Life> life();
}
