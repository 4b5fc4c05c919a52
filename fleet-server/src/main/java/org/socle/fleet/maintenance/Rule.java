package org.socle.fleet.maintenance;

import java.util.List;
import java.util.stream.Stream;

/** Judges one kind of trouble. Pure: the same situation gives the same findings. */
public interface Rule {
    /** Names of what it may find, the keys of their words: {@code rule.{name}} in the message files. */
    List<String> names();

    /** What is wrong, at most one finding for each instance; empty when all is well or the readings are not there. */
    Stream<Finding> check(Situation situation);
}
