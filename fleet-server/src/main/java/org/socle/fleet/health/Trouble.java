package org.socle.fleet.health;

import java.util.Locale;

/**
 * Something that keeps the server from its work.
 *
 * @param subject what it is about, such as the name of a job or a path; empty for the server as a whole
 */
public record Trouble(Kind kind, String subject) {

    /** What may be the matter. Each has words for people and says what to do. */
    public enum Kind {
        /** Nearly no space is left for the data. */
        DISK_FULL,
        /** The database found no space. */
        DATABASE_FULL,
        /** The database may not be written. */
        DATABASE_READ_ONLY,
        /** A page of the database is damaged. */
        DATABASE_DAMAGED,
        /** The disk under the database fails. */
        DATABASE_UNREADABLE,
        /** Messages wait, and none has been stored for minutes. */
        INTAKE_STUCK,
        /** Messages are stored, but minutes after they came. */
        INTAKE_BEHIND,
        /** The intake is not connected to its broker. */
        INTAKE_CUT_OFF,
        /** The broker does not run. */
        BROKER_STOPPED,
        /** What a device sends does not arrive in the database. */
        DEAF,
        /** A device cannot connect. */
        UNREACHABLE,
        /** No memory is left for more machines. */
        MEMORY_SHORT,
        /** A job fails again and again. */
        JOB_FAILS,
        /** A job has not come to an end for too long. */
        JOB_STUCK;

        /** Its word in metrics, and the key of its words for people. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A trouble of the server as a whole. */
    public static Trouble of(Kind kind) {
        return new Trouble(kind, "");
    }
}
