package org.socle.fleet.incident;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One machine of an incident.
 *
 * @param machine the database's number
 * @param name what people call it
 * @param instance of what it has
 * @param since from when on it has it
 * @param gone until when; null when it still has it
 * @param part model of the part that fails; empty where none does
 */
public record Member(
        long machine,
        UUID device,
        String name,
        int instance,
        Instant since,
        @Nullable Instant gone,
        String part) {}
