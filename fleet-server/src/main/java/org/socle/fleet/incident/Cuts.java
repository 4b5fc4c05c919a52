package org.socle.fleet.incident;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.calendar.Timetable;

/**
 * Who is usually cut off at the wall, in the middle of class, rather than shut down. A machine that vanishes so and is there again on the
 * next day of class was cut; one that is back on the same day has a loose cable, and one that stays away longer is missed. Three days of
 * its last ten of class make it a habit: then that it vanishes says nothing. A room that is cut at the wall has it machine by machine.
 *
 * <p>When a whole school vanishes it is its line, and no habit comes of it. Remembers who is away; a restart of the server forgets that,
 * so that a day may not count. Used by one thread. The limits are ours.
 */
final class Cuts {
    static final int DAYS = 10;
    static final int HABIT = 3;
    private static final int FARTHEST_DAYS = 90;

    /** Since when those are lost who vanished in class while others of their school stayed. */
    private final Map<Long, Instant> away = new HashMap<>();

    /** A machine that was cut on a day, as its coming back shows. */
    record Cut(long machine, LocalDate day) {}

    /** Looks at who went and who came back since the look before. */
    List<Cut> look(List<Seen> everybody, SchoolCalendar calendar) {
        Set<Long> there =
                everybody.stream().filter(Seen::online).map(Seen::school).collect(Collectors.toSet());
        Map<Long, Instant> before = Map.copyOf(away);
        away.clear();
        List<Cut> cuts = new ArrayList<>();
        for (Seen machine : everybody) {
            Instant lost = before.get(machine.machine());
            if (machine.lost() && !machine.guessed() && machine.school() != 0) {
                boolean alone =
                        there.contains(machine.school()) && calendar.schoolTime(machine.school(), machine.since());
                if (alone || machine.since().equals(lost)) {
                    away.put(machine.machine(), machine.since());
                }
            } else if (machine.online() && lost != null) {
                Timetable timetable = calendar.timetable(machine.school());
                LocalDate day = LocalDate.ofInstant(lost, timetable.zone());
                if (next(day, LocalDate.ofInstant(machine.since(), timetable.zone()), timetable)) {
                    cuts.add(new Cut(machine.machine(), day));
                }
            }
        }
        return cuts;
    }

    /** Whether a day is behind another, with no class in between. */
    private static boolean next(LocalDate day, LocalDate back, Timetable timetable) {
        return back.isAfter(day)
                && day.plusDays(1)
                        .datesUntil(back)
                        .allMatch(between -> timetable.day(between).hours().none());
    }

    /** Whether so many of the last days of class make it a habit. */
    static boolean habit(Set<LocalDate> cut, Timetable timetable, LocalDate today) {
        if (cut.size() < HABIT) {
            return false;
        }
        int found = 0;
        int days = 0;
        for (int back = 1; back <= FARTHEST_DAYS && days < DAYS; back++) {
            LocalDate day = today.minusDays(back);
            if (!timetable.day(day).hours().none()) {
                days++;
                found += cut.contains(day) ? 1 : 0;
            }
        }
        return found >= HABIT;
    }
}
