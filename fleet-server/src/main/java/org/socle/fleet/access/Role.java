package org.socle.fleet.access;

import static org.socle.fleet.access.Permission.COMMAND_MACHINES;
import static org.socle.fleet.access.Permission.EDIT_FACTS;
import static org.socle.fleet.access.Permission.EDIT_HOLIDAYS;
import static org.socle.fleet.access.Permission.EDIT_PLACES;
import static org.socle.fleet.access.Permission.ENROL;
import static org.socle.fleet.access.Permission.KEEP_REPORTS;
import static org.socle.fleet.access.Permission.LOOK;
import static org.socle.fleet.access.Permission.MANAGE_ACCOUNTS;
import static org.socle.fleet.access.Permission.MOVE_MACHINES;
import static org.socle.fleet.access.Permission.OWN_ACCOUNT;
import static org.socle.fleet.access.Permission.READ_AUDIT;
import static org.socle.fleet.access.Permission.REDACT_TICKETS;
import static org.socle.fleet.access.Permission.REPORT;
import static org.socle.fleet.access.Permission.SEE_USE;
import static org.socle.fleet.access.Permission.WORK_TICKETS;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What somebody is here for: the table of who may do what. Where he may do it is his scope. */
public enum Role {
    ADMINISTRATOR(
            LOOK,
            SEE_USE,
            REPORT,
            WORK_TICKETS,
            REDACT_TICKETS,
            MOVE_MACHINES,
            COMMAND_MACHINES,
            EDIT_PLACES,
            EDIT_FACTS,
            KEEP_REPORTS,
            EDIT_HOLIDAYS,
            ENROL,
            READ_AUDIT,
            MANAGE_ACCOUNTS,
            OWN_ACCOUNT),
    TECHNICIAN(
            LOOK,
            SEE_USE,
            REPORT,
            WORK_TICKETS,
            MOVE_MACHINES,
            COMMAND_MACHINES,
            EDIT_PLACES,
            EDIT_FACTS,
            ENROL,
            READ_AUDIT,
            OWN_ACCOUNT),
    /** A head teacher, or who looks after a totem. */
    SCHOOL(LOOK, REPORT, OWN_ACCOUNT),
    /** Who follows the equipment for a collectivité. */
    OFFICER(LOOK, EDIT_FACTS, KEEP_REPORTS, READ_AUDIT, OWN_ACCOUNT),
    /** A program with an API token: it reads. */
    CLIENT(LOOK, READ_AUDIT);

    private final Set<Permission> permissions;

    Role(Permission... permissions) {
        this.permissions = EnumSet.of(Permission.ANYBODY, permissions);
    }

    /** What the role may do; an unmodifiable copy. */
    public Set<Permission> permissions() {
        return Set.copyOf(permissions);
    }

    /** The roles of people. */
    public static List<Role> ofPeople() {
        return Arrays.stream(values()).filter(role -> role != CLIENT).toList();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
