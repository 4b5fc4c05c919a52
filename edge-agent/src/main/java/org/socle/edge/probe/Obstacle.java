package org.socle.edge.probe;

/**
 * What keeps a probe from reading, and what would allow it.
 *
 * @param kind which of them
 * @param subject the file, device or program concerned
 * @param remedy how to remove the obstacle
 */
public record Obstacle(Kind kind, String subject, Remedy remedy) {

    public enum Kind {
        DENIED,
        MISSING_TOOL,
        /** A program that does not end. */
        TIMEOUT,
        /** What the privileged reader left is too old. */
        STALE,
        UNREACHABLE,
        SILENT
    }

    /** What to do; each has a text in the messages. */
    public enum Remedy {
        START_READER,
        CHECK_DISK,
        INSTALL_SMARTMONTOOLS,
        INSTALL_PING,
        ALLOW_PING,
        CHECK_PLUG,
        WAIT_FOR_PLUG
    }
}
