package org.socle.edge.publish;

/** The outbox cannot be read or written: disk full, read-only, or broken. */
public final class OutboxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutboxException(String message, Throwable cause) {
        super(message, cause);
    }
}
