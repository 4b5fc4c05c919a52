package org.socle.fleet.energy.waste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.catalogue.Device;
import org.socle.contract.catalogue.Energy;
import org.socle.contract.catalogue.Use;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.calendar.Holidays;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.calendar.Timetable;
import org.socle.fleet.energy.factor.FactorEditions;
import org.socle.fleet.energy.use.Accounting;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachineTable;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.reading.Reading;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.reading.Snapshot;
import org.socle.fleet.store.Database;

/** What four weeks come to in a year, by the school's own calendar: in term, over holidays, and where only some days are known. */
class SchoolYearTest {
    private static final long ALL = (1L << Weeks.DAYS) - 1;

    @TempDir
    private Path directory;

    private Database database;
    private StoredCalendar calendar;
    private long school;

    private void open(Clock clock) {
        database = Database.open(directory);
        calendar = new StoredCalendar(database, clock);
        new Holidays(database, clock, calendar).takeShipped();
        Places places = new Places(database, clock);
        Place town = places.create(TestServer.root(), null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Ville"));
        // Zone A; class on Monday, Tuesday, Thursday and Friday, six hours.
        school = places.create(
                        TestServer.root(),
                        town.id(),
                        PlaceKind.SCHOOL,
                        new PlaceDetails("École A", "0381778B", "", "", ""))
                .id();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aYearHasTheClassAndTheHolidaysOfTheSchool() {
        open(Clock.systemUTC());
        Timetable timetable = calendar.timetable(school);
        // 5 January to 1 February 2026: 16 days of class.
        SchoolYear term = new SchoolYear(timetable, LocalDate.of(2026, 1, 5));
        // Days of class in the year up to there, counted one by one.
        long days = LocalDate.of(2025, 2, 2)
                .datesUntil(LocalDate.of(2026, 2, 2))
                .filter(day -> !timetable.day(day).hours().none())
                .count();
        assertThat(days).isBetween(135L, 145L);
        assertThat(term.classDays(ALL)).isEqualTo(16);
        assertThat(term.scale(ALL).inClass()).isCloseTo(days / 16.0, within(1e-9));
        assertThat(term.scale(ALL).outside()).isCloseTo((8_760 - 6.0 * days) / (672 - 96), within(1e-9));
        assertThat(term.scale(ALL).days()).isCloseTo(365 / 28.0, within(1e-9));

        // The first of these weeks alone, which has four days of class.
        assertThat(term.classDays(0b1111111)).isEqualTo(4);
        assertThat(term.scale(0b1111111).inClass()).isCloseTo(days / 4.0, within(1e-9));
        assertThat(term.scale(0b1111111).outside()).isCloseTo((8_760 - 6.0 * days) / (168 - 24), within(1e-9));

        // Four weeks of summer tell nothing of class, and the rest of a year has twelve times their hours.
        SchoolYear summer = new SchoolYear(timetable, LocalDate.of(2026, 7, 13));
        assertThat(summer.classDays(ALL)).isZero();
        assertThat(summer.scale(ALL).inClass()).isZero();
        assertThat(summer.scale(ALL).outside()).isBetween(11.7, 11.9);
        assertThat(summer.scale(0)).isEqualTo(new Scale(0, 0, 0));
    }

    @Test
    void aSweepReckonsWithTheDaysThatAreKnownOfAMachine() {
        Clock clock = Clock.fixed(Instant.parse("2026-02-02T10:00:00Z"), ZoneOffset.UTC);
        open(clock);
        // On day and night at 40 W from Monday 12 January to this very moment: 21 days are known, 12 with class. Today
        // is not over.
        UUID device = UUID.randomUUID();
        Accounting accounting = Accounting.live(calendar);
        Instant from = Instant.parse("2026-01-11T23:00:00Z");
        database.writing(handle -> {
            MachineTable machines = new MachineTable();
            Machine machine = machines.findOrAdd(handle, device, from);
            machines.place(handle, machine, school);
            Snapshot before = Snapshot.EMPTY;
            for (Instant at = from; !at.isAfter(clock.instant()); at = at.plusSeconds(3600)) {
                double hours = (at.getEpochSecond() - from.getEpochSecond()) / 3600.0;
                Snapshot now = before.with(
                        List.of(
                                new Reading(Energy.METER, 0, "machine", at),
                                new Reading(Device.TYPE, 0, "laptop", at),
                                new Reading(
                                        org.socle.contract.catalogue.Machine.BOOT_TIME, 0, from.getEpochSecond(), at),
                                new Reading(Use.ACTIVE, 0, 0.0, at),
                                new Reading(Energy.CONSUMED, 0, 40 * hours, at)),
                        false);
                accounting.take(handle, machine, before, now);
                before = now;
            }
        });
        FactorEditions editions = new FactorEditions(database, clock);
        editions.takeShipped();
        new WasteSweep(database, calendar, editions, new Readings(database), clock).look();

        List<FoundWaste> found = new Wastes(database).largest(Scope.EVERYTHING, 0, 10);
        assertThat(found)
                .extracting(each -> each.waste().kind())
                .containsExactly(WasteKind.NEVER_OFF, WasteKind.NEVER_SLEEPS);
        // It takes 40 W in all hours of the year, those of class and the others, whatever the three weeks were like.
        double classHours = calendar.schoolTimeBetween(
                                school, Instant.parse("2025-02-01T23:00:00Z"), Instant.parse("2026-02-01T23:00:00Z"))
                        .toSeconds()
                / 3600.0;
        assertThat(found.get(0).waste().yearly()).isCloseTo(40 * (8_760 - classHours), within(1.0));
        assertThat(found.get(1).waste().yearly()).isCloseTo(40 * classHours, within(1.0));
    }
}
