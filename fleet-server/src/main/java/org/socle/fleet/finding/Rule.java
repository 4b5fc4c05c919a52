package org.socle.fleet.finding;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Judges one kind of trouble. Pure: the same situation gives the same findings. */
public interface Rule {
    /** Names of what it may find, the keys of their words: {@code rule.{name}} in the message files. */
    List<String> names();

    /** What is wrong, at most one finding for each instance; empty when all is well or the readings are not there. */
    Stream<Finding> check(Situation situation);

    /** Whether what is found on several machines of a school is one incident or several. */
    default Reach reach() {
        return Reach.MACHINE;
    }

    /**
     * How long it has to hold before it is an incident: what comes and goes by itself keeps nobody busy.
     *
     * @param limits those that hold where the machine is
     */
    default Duration patience(Limits limits) {
        return Duration.ZERO;
    }
}
