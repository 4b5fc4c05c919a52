package org.socle.edge.source;

import java.io.IOException;
import java.time.Duration;

/** What the privileged reader left of a device is too old to be told as if it held now. Its message says how old. */
public final class StaleReading extends IOException {
    private static final long serialVersionUID = 1L;

    public StaleReading(String device, Duration age) {
        super(
                age.isNegative()
                        ? "socle-hwread read " + device + " at a time that is still to come"
                        : "socle-hwread has not read " + device + " for " + age.toMinutes() + " min");
    }
}
