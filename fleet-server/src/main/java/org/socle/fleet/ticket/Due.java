package org.socle.fleet.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.socle.fleet.calendar.Timetable;

/** Hours of class counted forward. Pure. */
final class Due {
    private Due() {}

    /** The moment at which so much class has been since another one; empty when there is not so much in sight. */
    static Optional<Instant> after(Timetable timetable, Instant from, Duration classTime) {
        Duration left = classTime;
        Instant at = from;
        while (true) {
            Optional<Instant> begin = timetable.nextSchoolTime(at);
            if (begin.isEmpty()) {
                return Optional.empty();
            }
            Instant end = timetable.free(begin.get());
            Duration here = Duration.between(begin.get(), end);
            if (here.compareTo(left) >= 0) {
                return Optional.of(begin.get().plus(left));
            }
            left = left.minus(here);
            at = end;
        }
    }
}
