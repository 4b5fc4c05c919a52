package org.socle.fleet.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.socle.fleet.calendar.Holiday;
import org.socle.fleet.calendar.PublicHolidays;
import org.socle.fleet.calendar.Rules;
import org.socle.fleet.calendar.Timetable;
import org.socle.fleet.calendar.Week;
import org.socle.simulator.Fleet;
import org.socle.simulator.SimulatedSchool;

/** The hours of simulated schools by the holidays that come with the server, without a database. */
final class ShippedHours {
    private static final Map<String, String> ZONES = Map.of("021", "A", "059", "B", "034", "C");

    private ShippedHours() {}

    static StoredClassHours of(Fleet fleet) throws IOException {
        PublicHolidays publicHolidays = new PublicHolidays();
        Map<String, Timetable> timetables = new HashMap<>();
        for (SimulatedSchool school : fleet.schools()) {
            Week week = switch (school.week()) {
                case FOUR_DAYS -> Week.DEFAULT;
                case WITH_WEDNESDAY -> Week.WITH_WEDNESDAY;
                case SECONDARY -> Week.SECONDARY;
            };
            String zone = Objects.requireNonNull(ZONES.get(school.uai().substring(0, 3)));
            timetables.put(
                    school.uai(),
                    new Timetable(
                            new Rules(
                                    ZoneId.of("Europe/Paris"), PublicHolidays.FRANCE, week, holidays(zone), List.of()),
                            publicHolidays));
        }
        return new StoredClassHours(timetables);
    }

    private static List<Holiday> holidays(String zone) throws IOException {
        try (InputStream in = ShippedHours.class.getResourceAsStream("/calendar/school-holidays.csv")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(","))
                    .filter(fields -> fields[0].equals(zone))
                    .map(fields -> new Holiday(fields[1], LocalDate.parse(fields[2]), LocalDate.parse(fields[3])))
                    .toList();
        }
    }
}
