package org.socle.edge.probe;

/** Why a reading is not there; each has a text in the messages, but the first. */
public enum Why {
    /** Looked for in a file: which of the next five holds is found out only when somebody asks. */
    LOOKED,
    NO_FILE,
    NO_LINE,
    NO_ANSWER,
    FORBIDDEN,
    NOT_BELIEVED,
    /** What was read lies outside the range of the catalogue. */
    IMPOSSIBLE,
    /** The program or device that was asked does not tell. */
    UNTOLD,
    NO_PROGRAM,
    NOT_CONNECTED,
    ASLEEP,
    TWO_LOOKS,
    FEW_SEGMENTS,
    ROUTER_SILENT,
    NAME_SERVER_SILENT,
    NO_PACKAGE_LISTS,
    UNKNOWN_RELEASE,
    NO_LOGIND,
    NO_SCREEN,
    NO_GRAPHICS,
    NO_READER,
    UNKNOWN_METER
}
