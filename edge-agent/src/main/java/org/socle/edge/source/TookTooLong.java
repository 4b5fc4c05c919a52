package org.socle.edge.source;

import java.io.IOException;
import java.time.Duration;

/** A program outlasted its time. Its message says which. */
public final class TookTooLong extends IOException {
    private static final long serialVersionUID = 1L;

    public TookTooLong(String what, Duration patience) {
        super(what + " did not end within " + patience.toSeconds() + " s");
    }
}
