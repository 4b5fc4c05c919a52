package org.socle.fleet.ticket;

import java.time.Instant;
import java.util.List;

/**
 * An intervention to be noted.
 *
 * @param at when it was done
 * @param minutes spent on it
 * @param travel minutes on the way
 * @param cost in cents, besides the parts
 * @param reason why it could not be done; empty when it could
 * @param signedAs function of who received the work; empty when nobody signed
 */
public record NewIntervention(
        Instant at,
        int minutes,
        int travel,
        long cost,
        String what,
        boolean done,
        String reason,
        String signedAs,
        List<Part> parts) {}
