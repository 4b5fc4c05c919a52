package org.socle.fleet.health;

import java.util.List;

/** A part of the server that knows how it is. Answers at once, from any thread. */
@FunctionalInterface
public interface Vital {
    /** What is wrong now; empty when nothing is. */
    List<Trouble> troubles();
}
