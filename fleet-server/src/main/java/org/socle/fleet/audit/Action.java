package org.socle.fleet.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be done. Its words are {@code audit.action.{word}} in the message files. */
public enum Action {
    MACHINE_PLACED,
    MACHINE_LEFT,
    MACHINE_APPROVED,
    MACHINE_REFUSED,
    MACHINE_REVOKED,
    SPEED_TEST_ASKED,
    TICKET_OPENED,
    TICKET_CHANGED,
    TICKET_SOLVED,
    TICKET_CLOSED,
    TICKET_REOPENED,
    INTERVENTION_NOTED,
    INTERVENTION_WITHDRAWN,
    TEXT_REDACTED,
    TEXTS_EXPIRED,
    PHOTO_REMOVED,
    HELP_CODE_RENEWED,
    HELP_CODE_REVOKED,
    ENROLMENT_CODE_CREATED,
    ENROLMENT_CODE_REVOKED,
    PLACE_CREATED,
    PLACE_CHANGED,
    PLACE_MOVED,
    PLACE_DELETED,
    PLACES_IMPORTED,
    THRESHOLD_CHANGED,
    TARIFF_CHANGED,
    METER_IMPORTED,
    METER_REMOVED,
    FACTORS_ADDED,
    REVIEW_KEPT,
    FACTS_CHANGED,
    FACTS_IMPORTED,
    EQUIPMENT_ADDED,
    EQUIPMENT_REMOVED,
    CALENDAR_CHANGED,
    CALENDAR_EXCEPTION_ADDED,
    CALENDAR_EXCEPTION_REMOVED,
    HOLIDAY_ADDED,
    HOLIDAY_REMOVED,
    HOLIDAYS_IMPORTED,
    HOLIDAY_ZONE_CHANGED,
    ACCOUNT_INVITED,
    ACCOUNT_JOINED,
    ACCOUNT_CHANGED,
    ACCOUNT_DISABLED,
    ACCOUNT_ENABLED,
    ACCOUNT_RESET,
    PASSWORD_CHANGED,
    TOTP_ENABLED,
    TOTP_DISABLED,
    TOKEN_CREATED,
    TOKEN_REVOKED,
    SIGNED_IN,
    SIGN_IN_FAILED,
    SIGNED_OUT_EVERYWHERE,
    AUTHORITY_PREPARED,
    AUTHORITY_SWITCHED,
    AUTHORITY_DROPPED,
    AUTHORITY_RENEWED,
    PART_ADOPTED,
    QUARANTINE_REPLAYED,
    QUARANTINE_DELETED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Action> of(String word) {
        return Arrays.stream(values())
                .filter(action -> action.word().equals(word))
                .findFirst();
    }
}
