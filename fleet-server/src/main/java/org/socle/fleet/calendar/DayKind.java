package org.socle.fleet.calendar;

/** Why there is class on a day, or why not. */
public enum DayKind {
    /** The week has hours for it. */
    CLASS,
    /** The week has no hours for it: the weekend, or Wednesday. */
    CLOSED,
    SCHOOL_HOLIDAY,
    PUBLIC_HOLIDAY,
    /** Somebody has said so, open or closed. */
    EXCEPTION
}
