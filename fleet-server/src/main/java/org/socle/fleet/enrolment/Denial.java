package org.socle.fleet.enrolment;

import java.util.Locale;

/** Why a machine does not get a certificate. Agents know the words and say them in the language of their people. */
public enum Denial {
    /** No such code. */
    UNKNOWN("no such enrolment code: check it for typing errors", 401),
    /** Its time is over. */
    EXPIRED("this enrolment code has expired: ask for a new one", 403),
    /** As many machines as it allows have joined with it. */
    EXHAUSTED("as many machines as this enrolment code allows have joined: ask for a new one", 403),
    /** Somebody has taken it back. */
    CANCELLED("this enrolment code has been cancelled: ask for a new one", 403),
    /** Somebody has looked at the machine and said no. */
    REFUSED("this machine has been refused: ask the person who gave you the code", 403),
    /** The certificate is not one that lets a machine in. */
    CERTIFICATE("this certificate is not, or no longer, one of this server's machines", 403),
    /** Too many wrong codes from the same place. */
    TOO_MANY("too many wrong enrolment codes from this address: wait before the next one", 429);

    private final String sentence;
    private final int status;

    Denial(String sentence, int status) {
        this.sentence = sentence;
        this.status = status;
    }

    /** As it stands in answers: {@code expired}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For people, in English. */
    public String sentence() {
        return sentence;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }
}
