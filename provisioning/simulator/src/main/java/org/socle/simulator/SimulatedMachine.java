package org.socle.simulator;

import java.util.UUID;

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

    /** Wired machines of a room hang on its switch. */
    boolean wired() {
        return !kind.portable();
    }
}
