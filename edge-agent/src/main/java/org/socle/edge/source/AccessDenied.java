package org.socle.edge.source;

import java.io.IOException;

/** Something is there and may not be read. Its message names it. */
public final class AccessDenied extends IOException {
    private static final long serialVersionUID = 1L;

    public AccessDenied(String subject) {
        super(subject);
    }
}
