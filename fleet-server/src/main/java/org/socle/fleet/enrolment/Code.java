package org.socle.fleet.enrolment;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A code as it is stored, without the code itself.
 *
 * @param proofKey shows a machine that the server knows the code; a secret
 * @param place where machines that join with it stand; null when that is not said
 * @param most how many machines may join with it
 * @param used how many have
 * @param automatic whether they join without anybody approving
 */
public record Code(
        long id,
        byte[] proofKey,
        @Nullable Long place,
        Instant created,
        String createdBy,
        Instant expires,
        int most,
        int used,
        boolean automatic,
        boolean cancelled) {

    /** Why it lets nobody in any more; empty when it does. */
    Optional<Denial> denial(Instant now) {
        if (cancelled) {
            return Optional.of(Denial.CANCELLED);
        }
        if (!now.isBefore(expires)) {
            return Optional.of(Denial.EXPIRED);
        }
        return used >= most ? Optional.of(Denial.EXHAUSTED) : Optional.empty();
    }
}
