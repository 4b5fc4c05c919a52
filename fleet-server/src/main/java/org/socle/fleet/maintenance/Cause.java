package org.socle.fleet.maintenance;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.device.Status;

/**
 * One kind of trouble and the machines that have it.
 *
 * @param machines how many there are
 * @param since the oldest of them
 * @param oldest the first few, longest first
 */
public record Cause(String rule, Status severity, int machines, Instant since, List<Affected> oldest) {

    /**
     * One machine that has it.
     *
     * @param name the machine's host name, null when unknown
     */
    public record Affected(UUID deviceId, @Nullable String name, Standing standing) {}
}
