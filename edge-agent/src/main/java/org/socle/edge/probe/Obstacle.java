package org.socle.edge.probe;

/**
 * What keeps a probe from reading, and what would allow it.
 *
 * @param kind which of the two
 * @param subject the file, device or program concerned
 * @param remedy how to remove the obstacle
 */
public record Obstacle(Kind kind, String subject, Remedy remedy) {

    public enum Kind {
        DENIED,
        MISSING_TOOL,
        UNREACHABLE,
        SILENT
    }

    /** What to do; each has a text in the messages. */
    public enum Remedy {
        START_READER,
        INSTALL_SMARTMONTOOLS,
        INSTALL_PING,
        ALLOW_PING,
        CHECK_PLUG,
        WAIT_FOR_PLUG
    }
}
