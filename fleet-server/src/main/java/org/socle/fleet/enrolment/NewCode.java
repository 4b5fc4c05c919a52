package org.socle.fleet.enrolment;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A code somebody asks for.
 *
 * @param place where the machines stand that join with it; null when that is not said
 * @param validity how long it lets machines in, at most {@link #LONGEST}
 * @param most how many machines may join with it, 1 to {@link #MOST}
 * @param automatic whether they join without anybody approving
 */
public record NewCode(@Nullable Long place, Duration validity, int most, boolean automatic) {
    public static final Duration USUAL = Duration.ofHours(24);
    public static final Duration LONGEST = Duration.ofDays(90);
    public static final int USUAL_COUNT = 30;
    public static final int MOST = 1_000;

    public NewCode {
        if (validity.isNegative() || validity.isZero() || validity.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a code is valid for at most " + LONGEST.toDays() + " days");
        }
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("a code lets 1 to " + MOST + " machines in");
        }
    }
}
