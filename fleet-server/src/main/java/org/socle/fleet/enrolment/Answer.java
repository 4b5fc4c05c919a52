package org.socle.fleet.enrolment;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/** What a machine is told that asks for a certificate. */
public sealed interface Answer {

    /** Here it is, followed by what leads from it to the root. */
    record Issued(List<X509Certificate> chain) implements Answer {
        public Issued {
            chain = List.copyOf(chain);
        }
    }

    /** Somebody has to approve first. */
    record Waiting(Duration retryAfter) implements Answer {}

    /**
     * No.
     *
     * @param retryAfter when it makes sense to ask again; zero when it does not
     */
    record Refused(Denial reason, Duration retryAfter) implements Answer {
        Refused(Denial reason) {
            this(reason, Duration.ZERO);
        }
    }
}
