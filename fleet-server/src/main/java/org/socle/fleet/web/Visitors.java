package org.socle.fleet.web;

import java.time.Duration;
import java.util.Optional;
import org.socle.fleet.access.Viewer;

/** Who stands behind what browsers and programs send: all that the pages need to know of accounts. Thread-safe. */
public interface Visitors {
    /** Whose session it is; empty when there is none, or no longer. */
    Optional<Viewer> ofSession(String secret);

    /** Whose token it is; empty when there is none, or no longer. */
    Optional<Viewer> ofToken(String token);

    /**
     * Begins a session.
     *
     * @param browser what it says of itself; empty when nothing
     * @return its secret
     */
    String begin(long account, String browser);

    /** Ends a session; one that is not known is ended already. */
    void end(String secret);

    /** How long a session lasts at most. */
    Duration length();
}
