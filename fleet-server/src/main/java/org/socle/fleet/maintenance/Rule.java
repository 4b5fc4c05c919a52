package org.socle.fleet.maintenance;

import java.util.stream.Stream;
import org.socle.fleet.reading.Snapshot;

/** Judges one kind of trouble. Pure: the same readings give the same findings. */
public interface Rule {
    /** What is wrong, at most one finding for each instance; empty when all is well or the readings are not there. */
    Stream<Finding> check(Snapshot now);
}
