package org.socle.fleet.energy.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socle.contract.catalogue.Device;
import org.socle.contract.catalogue.Energy;
import org.socle.contract.catalogue.Use;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.energy.use.Sums.Measure;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachineTable;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.reading.Reading;
import org.socle.fleet.reading.Snapshot;
import org.socle.fleet.store.Database;

/** The hours of days, in a real store: of machines, rooms and schools, also on the days the clock is changed. */
class HourlyTest {
    private final MachineTable machines = new MachineTable();
    private Database database;
    private StoredCalendar calendar;
    private EnergyAccounts accounts;
    private Place school;
    private Place room;

    @BeforeEach
    void open(@TempDir Path directory) {
        database = Database.open(directory);
        calendar = new StoredCalendar(database, Clock.systemUTC());
        accounts = new EnergyAccounts(database);
        Places places = new Places(database, Clock.systemUTC());
        Place town = places.create(TestServer.root(), null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Ville"));
        school = places.create(
                TestServer.root(), town.id(), PlaceKind.SCHOOL, new PlaceDetails("École A", "0381778B", "", "", ""));
        room = places.create(TestServer.root(), school.id(), PlaceKind.ROOM, PlaceDetails.named("Salle 1"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    /** A machine that takes so many watts, told every hour. */
    private Machine consume(Place place, String from, String to, double watts) {
        Accounting accounting = Accounting.live(calendar);
        Instant start = time(from);
        return database.<Machine, RuntimeException>write(handle -> {
            Machine machine = machines.findOrAdd(handle, UUID.randomUUID(), start);
            machines.place(handle, machine, place.id());
            Snapshot before = Snapshot.EMPTY;
            for (int hour = 0; !start.plusSeconds(hour * 3600L).isAfter(time(to)); hour++) {
                Snapshot now = before.with(readings(start, start.plusSeconds(hour * 3600L), hour * watts), false);
                accounting.take(handle, machine, before, now);
                before = now;
            }
            return machine;
        });
    }

    private static List<Reading> readings(Instant boot, Instant at, double wattHours) {
        return List.of(
                new Reading(Energy.METER, 0, "machine", at),
                new Reading(Device.TYPE, 0, "desktop", at),
                new Reading(org.socle.contract.catalogue.Machine.BOOT_TIME, 0, boot.getEpochSecond(), at),
                new Reading(Use.ACTIVE, 0, 0L, at),
                new Reading(Energy.CONSUMED, 0, wattHours, at));
    }

    private Hourly ofSchool(String day) {
        return accounts.hours(Scope.of(school.path()), calendar, school.id(), LocalDate.parse(day));
    }

    private static double wattHours(Hourly hourly, int hour) {
        return hourly.hours().get(hour).sums().orElseThrow().total();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-14,2026-10-14T00:00:00+02:00,2026-10-15T00:00:00+02:00,24",
        "2026-10-25,2026-10-25T00:00:00+02:00,2026-10-26T00:00:00+01:00,25",
        "2026-03-29,2026-03-29T00:00:00+01:00,2026-03-30T00:00:00+02:00,23"
    })
    void aDayHasAsManyHoursAsTheWallShows(String day, String from, String to, int hours) {
        consume(school, from, to, 100);
        Hourly hourly = ofSchool(day);
        assertThat(hourly.hours()).hasSize(hours);
        for (int hour = 0; hour < hours; hour++) {
            assertThat(wattHours(hourly, hour)).as("hour %s", hour).isCloseTo(100, within(0.01));
        }
        assertThat(hourly.hours().get(hours - 1).start().getHour()).isEqualTo(23);
    }

    @Test
    void hoursAreToldApartByTheCalendarAndAddUpToTheDay() {
        // Wednesday is without class in the usual week, so a Tuesday.
        Machine machine = consume(school, "2026-10-13T06:00:00+02:00", "2026-10-13T20:00:00+02:00", 100);
        Hourly hourly = accounts.hours(Scope.EVERYTHING, machine, calendar, school.id(), LocalDate.of(2026, 10, 13));
        Sums nine = hourly.hours().get(9).sums().orElseThrow();
        assertThat(nine.get(Measure.IDLE)).isCloseTo(100, within(0.01));
        assertThat(hourly.hours().get(7).sums().orElseThrow().get(Measure.OUTSIDE))
                .isCloseTo(100, within(0.01));
        // Nothing is known of the night: no data is not zero.
        assertThat(hourly.hours().get(3).sums()).isEmpty();
        assertThat(hourly.hours().get(22).sums()).isEmpty();
        Sums day = accounts.days(Scope.EVERYTHING, machine, LocalDate.of(2026, 10, 13), LocalDate.of(2026, 10, 14))
                .get(0)
                .sums();
        Sums added =
                hourly.hours().stream().flatMap(hour -> hour.sums().stream()).reduce(Sums.NONE, Sums::plus);
        for (Measure measure : Measure.values()) {
            if (measure != Measure.TIME) {
                assertThat(added.get(measure)).as(measure.name()).isCloseTo(day.get(measure), within(0.001));
            }
        }
    }

    @Test
    void roomsAndSchoolsAddUpTheirMachines() {
        consume(school, "2026-10-13T08:00:00+02:00", "2026-10-13T10:00:00+02:00", 100);
        consume(room, "2026-10-13T09:00:00+02:00", "2026-10-13T11:00:00+02:00", 30);
        Hourly all = ofSchool("2026-10-13");
        assertThat(wattHours(all, 8)).isCloseTo(100, within(0.01));
        assertThat(wattHours(all, 9)).isCloseTo(130, within(0.01));
        Hourly inRoom = accounts.hours(Scope.of(room.path()), calendar, school.id(), LocalDate.of(2026, 10, 13));
        assertThat(inRoom.hours().get(8).sums()).isEmpty();
        assertThat(wattHours(inRoom, 10)).isCloseTo(30, within(0.01));
    }

    @Test
    void hoursThatAreNoLongerKeptAreSaidToBeForgotten() {
        consume(school, "2026-10-13T08:00:00+02:00", "2026-10-13T10:00:00+02:00", 100);
        assertThat(ofSchool("2026-10-13").forgotten()).isFalse();
        database.writing(handle -> handle.execute("UPDATE energy_day SET trace = NULL"));
        assertThat(ofSchool("2026-10-13").forgotten()).isTrue();
        assertThat(ofSchool("2026-10-12").forgotten()).isFalse();
    }

    @Test
    void aMachinesPastInAPlaceThatIsNotSeenIsNotTold() {
        Machine machine = consume(school, "2026-10-13T08:00:00+02:00", "2026-10-13T10:00:00+02:00", 100);
        database.writing(handle -> machines.place(handle, machine, room.id()));
        Scope seen = Scope.of(room.path());
        LocalDate day = LocalDate.of(2026, 10, 13);
        LocalDate month = day.withDayOfMonth(1);
        assertThat(accounts.months(seen, machine, month, month.plusMonths(1))).isEmpty();
        assertThat(accounts.days(seen, machine, month, month.plusMonths(1))).isEmpty();
        assertThat(accounts.hours(seen, machine, calendar, school.id(), day).hours())
                .allMatch(hour -> hour.sums().isEmpty());
        List<PlaceMonth> months = accounts.months(Scope.EVERYTHING, machine, month, month.plusMonths(1));
        assertThat(months).hasSize(1);
        assertThat(months.get(0).month()).isEqualTo(month);
        assertThat(months.get(0).machines()).isEqualTo(1);
        assertThat(months.get(0).uai()).isEqualTo("0381778B");
        assertThat(months.get(0).sums().total()).isCloseTo(200, within(0.01));
        assertThat(accounts.day(Scope.EVERYTHING, machine, day).get(0).month()).isEqualTo(day);
    }
}
