package org.socle.fleet.intake;

/** Why the door refuses, in the words of MQTT 5 and, for a CONNECT, of MQTT 3.1.1. */
enum DoorCode {
    /** A packet that may not stand where it does. */
    PROTOCOL_ERROR(0x82, 5),
    /** Somebody else's topic, or none of Socle's. */
    NOT_ALLOWED(0x87, 5),
    /** The server takes nothing in for now. */
    UNAVAILABLE(0x88, 3),
    /** The server has all the machines it has memory for. */
    BUSY(0x89, 3),
    /** More messages before their acknowledgement than may be. */
    TOO_MANY_AT_ONCE(0x93, 3),
    /** A topic alias that was never given. */
    BAD_ALIAS(0x94, 5),
    /** More than one device may send: later it may again. */
    QUOTA(0x97, 3),
    /** The device comes back too often. */
    TOO_OFTEN(0x9F, 3);

    private final int five;
    private final int connect;

    DoorCode(int five, int connect) {
        this.five = five;
        this.connect = connect;
    }

    /** The reason code of MQTT 5. */
    int five() {
        return five;
    }

    /** The return code of a CONNACK of MQTT 3.1.1. */
    int connect() {
        return connect;
    }
}
