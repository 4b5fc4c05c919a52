package org.socle.fleet.finding;

/** How far one cause reaches: what is found on several machines of a school may be one trouble or several. */
public enum Reach {
    /** A part of the machine: every machine is a cause of its own. */
    MACHINE,
    /** The school's line, or what is done for all its machines at once. */
    SCHOOL
}
