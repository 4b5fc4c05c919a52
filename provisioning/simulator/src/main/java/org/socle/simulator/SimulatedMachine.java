package org.socle.simulator;

import java.util.UUID;
import org.socle.edge.source.PowerFacts;

/**
 * A machine that does not exist.
 *
 * @param number from 0, in the fleet
 * @param room name of the room it is in, in its school
 * @param name its host name
 * @param habit when it is switched on
 * @param wallSwitch whether somebody often cuts its power instead of shutting it down
 */
public record SimulatedMachine(
        int number,
        UUID device,
        SimulatedSchool school,
        String room,
        String name,
        Kind kind,
        Habit habit,
        boolean wallSwitch) {

    /** One PC of three tells of its screen: others have one that does not say what it is. */
    private static final int WITH_SCREEN = 3;

    /** When a machine is on. */
    public enum Habit {
        /** All of a day of class. */
        ROOM,
        /** With a teacher, not every day, off at noon now and then. */
        TEACHER,
        /** On days of class and on some others. */
        OFFICE,
        /** From early to late on days of class. */
        TOTEM
    }

    /** Watts of an external screen while it is lit; 0 without one that its agent knows of. */
    double screen() {
        boolean onDesk = kind == Kind.OLD_DESKTOP || kind == Kind.NVME_PC;
        return onDesk && number % WITH_SCREEN == 0 ? PowerFacts.USUAL_SCREEN : 0;
    }

    /** Wired machines of a room hang on its switch. */
    boolean wired() {
        return !kind.portable();
    }
}
