package org.socle.fleet.enrolment;

import java.security.cert.X509Certificate;
import java.time.Duration;

/** What a machine is told that asks for a certificate. */
public sealed interface Answer {

    /** Here it is; what leads from it to the root is among what {@code cacerts} answers. */
    record Issued(X509Certificate certificate) implements Answer {}

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
