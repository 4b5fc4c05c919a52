package org.socle.fleet.audit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Who;

/**
 * One line of the log.
 *
 * @param device id of the machine it was done to; null when it was done to something else
 * @param details what else is known, in the order it was told
 */
public record Entry(
        long id,
        Instant at,
        Who who,
        Action action,
        Subject subject,
        @Nullable UUID device,
        Map<String, String> details) {}
