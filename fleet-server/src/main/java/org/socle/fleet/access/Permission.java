package org.socle.fleet.access;

import io.javalin.security.RouteRole;

/** What a route asks of who calls it. Every route declares one; {@link Role} says who has it. */
public enum Permission implements RouteRole {
    /** Nothing: the route answers to whoever asks. */
    ANYBODY,
    /** See machines, places and what is wrong with them, within one's scope. */
    LOOK,
    /** See by the hour when one machine was in use: nearly the day of the person it is lent to. */
    SEE_USE,
    /** Report trouble. */
    REPORT,
    /** Take on incidents and tickets, and end them. */
    WORK_TICKETS,
    /** Take out for good what somebody wrote on a ticket. */
    REDACT_TICKETS,
    /** Put machines into rooms. */
    MOVE_MACHINES,
    /** Have machines do something now, such as a test of their line. */
    COMMAND_MACHINES,
    /** Create, change, move and delete places, and import lists of them. */
    EDIT_PLACES,
    /** Freeze a report as it is handed over. */
    KEEP_REPORTS,
    /** Say of equipment how it came, what it cost and where it went. */
    EDIT_FACTS,
    /** Change school holidays and their zones, the same for everybody. */
    EDIT_HOLIDAYS,
    /** Let machines join, and shut them out. */
    ENROL,
    /** Read the audit log. */
    READ_AUDIT,
    /** Invite people, change what they may do, shut them out. */
    MANAGE_ACCOUNTS,
    /** One's own password, second factor, sessions and API tokens. */
    OWN_ACCOUNT
}
