package org.socle.fleet.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.UaiCode;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.app.MovableClock;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.AuditFilter;
import org.socle.fleet.audit.Entry;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Refusal;

class CalendarsTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-25T09:00:00Z"));
    private final Viewer root = TestServer.root();
    private Database database;
    private Places places;
    private StoredCalendar calendar;
    private Calendars calendars;
    private Holidays holidays;
    private Place town;

    @BeforeEach
    void start(@TempDir Path directory) {
        database = Database.open(directory);
        places = new Places(database, clock);
        calendar = new StoredCalendar(database, clock);
        calendars = new Calendars(database, clock, calendar);
        holidays = new Holidays(database, clock, calendar);
        holidays.takeShipped();
        town = places.create(root, null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Ville"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Place school(String digits) {
        String uai = digits + UaiCode.letter(digits);
        Place school =
                places.create(root, town.id(), PlaceKind.SCHOOL, new PlaceDetails("École " + uai, uai, "", "", ""));
        // What other slices change counts a little later.
        clock.forward(Duration.ofSeconds(61));
        return school;
    }

    private static Week week(String usual) {
        Hours hours = Hours.parse(usual).orElseThrow();
        return new Week(List.of(hours, hours, Hours.NONE, hours, hours, Hours.NONE, Hours.NONE));
    }

    private static Instant paris(String local) {
        return LocalDateTime.parse(local).atZone(PARIS).toInstant();
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private Day on(Place school, String date) {
        return calendar.day(school.id(), day(date));
    }

    @Test
    void theCodeSaysZoneClockAndPublicHolidays() {
        Place grenoble = school("0381778");
        Place strasbourg = school("0671234");
        Place paris = school("0751234");
        Place bastia = school("7200123");
        Place reunion = school("9741234");
        Place noumea = school("9830123");
        Place abroad = school("0991234");

        // Winter 2027: zone A from 13 February, B from 20 February, C from 6 February.
        assertThat(on(grenoble, "2027-02-15").name()).isEqualTo("Vacances d'hiver");
        assertThat(on(paris, "2027-02-08").name()).isEqualTo("Vacances d'hiver");
        assertThat(on(grenoble, "2027-02-08").kind()).isEqualTo(DayKind.CLASS);
        assertThat(on(strasbourg, "2027-02-15").kind()).isEqualTo(DayKind.CLASS);
        assertThat(on(strasbourg, "2027-02-22").until()).isEqualTo(day("2027-03-07"));
        assertThat(on(strasbourg, "2027-03-26").kind()).as("Good Friday").isEqualTo(DayKind.PUBLIC_HOLIDAY);
        assertThat(on(paris, "2027-03-26").kind()).isEqualTo(DayKind.CLASS);
        for (Place place : List.of(bastia, reunion, noumea, abroad)) {
            assertThat(on(place, "2026-12-21").kind())
                    .as("no holidays are known of " + place.uai())
                    .isEqualTo(DayKind.CLASS);
            assertThat(on(place, "2027-05-01").kind()).isEqualTo(DayKind.PUBLIC_HOLIDAY);
        }
        assertThat(on(reunion, "2027-12-20").kind()).isEqualTo(DayKind.PUBLIC_HOLIDAY);
        assertThat(calendar.zone(reunion.id())).isEqualTo(ZoneId.of("Indian/Reunion"));
        assertThat(calendar.zone(noumea.id())).isEqualTo(ZoneId.of("Pacific/Noumea"));
        assertThat(calendar.zone(bastia.id())).isEqualTo(PARIS);
        assertThat(calendars.of(Scope.EVERYTHING, bastia).zone().name()).isEqualTo("Corse");
        assertThat(calendars.of(Scope.EVERYTHING, abroad).zone()).isNull();
        assertThat(calendar.schoolTime(reunion.id(), Instant.parse("2026-11-23T04:30:00Z")))
                .isTrue();
        assertThat(calendar.schoolTime(987_654, paris("2026-11-23T09:00")))
                .as("of a school that is not there")
                .isTrue();
    }

    @Test
    void theNearestPlaceThatSaysHoursWins() {
        Place one = school("0381778");
        Place two = school("0381780");
        Instant early = paris("2026-11-23T07:30");

        calendars.setWeek(root, town, week("07:00-12:00"));
        assertThat(calendar.schoolTime(one.id(), early)).isTrue();
        calendars.setWeek(root, one, week("08:00-12:00"));
        assertThat(calendar.schoolTime(one.id(), early)).isFalse();
        assertThat(calendar.schoolTime(two.id(), early)).isTrue();
        assertThat(calendars.of(Scope.EVERYTHING, two).weekFrom()).isEqualTo(town.id());
        assertThat(calendars.of(Scope.EVERYTHING, one).ownWeek()).isTrue();
        calendars.setWeek(root, one, null);
        assertThat(calendar.schoolTime(one.id(), early)).isTrue();

        assertThat(log(Action.CALENDAR_CHANGED))
                .extracting(entry -> entry.subject().name() + " " + entry.details())
                .containsExactly(
                        "École 0381778B {week=1: 08:00-12:00 · 2: 08:00-12:00 · 4: 08:00-12:00 · 5: 08:00-12:00 → —}",
                        "École 0381778B {week=— → 1: 08:00-12:00 · 2: 08:00-12:00 · 4: 08:00-12:00 · 5: 08:00-12:00}",
                        "Ville {week=— → 1: 07:00-12:00 · 2: 07:00-12:00 · 4: 07:00-12:00 · 5: 07:00-12:00}");
    }

    private List<Entry> log(Action action) {
        return new Audit(database, clock).list(Scope.EVERYTHING, new AuditFilter(action, ""), 1, 10);
    }

    @Test
    void aZoneCanBeChosenAndItsClockStaysThatOfThePlace() {
        Place reunion = school("9741234");
        calendars.setZone(root, reunion, "b");
        assertThat(on(reunion, "2026-12-21").name()).isEqualTo("Vacances de Noël");
        assertThat(calendar.zone(reunion.id())).isEqualTo(ZoneId.of("Indian/Reunion"));
        calendars.setZone(root, reunion, "");
        assertThat(on(reunion, "2026-12-21").kind()).isEqualTo(DayKind.CLASS);
        refused("calendar.refused.zone", () -> calendars.setZone(root, reunion, "z"));
    }

    @Test
    void exceptionsOfATownHoldInItsSchoolsAndTheirOwnOutdoThem() {
        Place one = school("0381778");
        Place two = school("0381780");
        calendars.addSpecial(root, town, new Special(day("2026-11-26"), day("2026-11-27"), Hours.NONE, "Neige"));
        calendars.addSpecial(
                root,
                one,
                new Special(
                        day("2026-11-27"),
                        day("2026-11-28"),
                        Hours.parse("9-12").orElseThrow(),
                        "Rattrapage"));

        assertThat(on(two, "2026-11-27").name()).isEqualTo("Neige");
        assertThat(on(one, "2026-11-26").name()).isEqualTo("Neige");
        assertThat(on(one, "2026-11-27").name()).isEqualTo("Rattrapage");
        assertThat(calendar.schoolTime(one.id(), paris("2026-11-28T10:00")))
                .as("Saturday")
                .isTrue();
        refused(
                "calendar.refused.first.taken",
                () -> calendars.addSpecial(
                        root, one, new Special(day("2026-11-28"), day("2026-11-30"), Hours.NONE, "Encore")));
        refused(
                "calendar.refused.reason",
                () -> calendars.addSpecial(
                        root, one, new Special(day("2026-12-01"), day("2026-12-01"), Hours.NONE, " ")));

        KnownSpecial snow = calendars.of(Scope.EVERYTHING, town).specials().get(0);
        refused("calendar.refused.gone", () -> calendars.removeSpecial(root, one, snow.id()));
        calendars.removeSpecial(root, town, snow.id());
        assertThat(on(two, "2026-11-27").kind()).isEqualTo(DayKind.CLASS);
        assertThat(log(Action.CALENDAR_EXCEPTION_REMOVED))
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry.details()).hasToString("{reason=Neige, days=2026-11-26/2026-11-27}"));
    }

    @Test
    void nobodyReachesBeyondHisPlaces() {
        Place one = school("0381778");
        Place two = school("0381780");
        Viewer ofTwo = new Viewer(
                7L, "Zoé", Role.ADMINISTRATOR, Scope.of(two.path()), Role.ADMINISTRATOR.permissions(), "secret");
        Special special = new Special(day("2026-11-26"), day("2026-11-26"), Hours.NONE, "Grève");
        for (Place place : List.of(one, town)) {
            refused("place.refused.unknown", () -> calendars.of(ofTwo.scope(), place));
            refused("place.refused.unknown", () -> calendars.setWeek(ofTwo, place, null));
            refused("place.refused.unknown", () -> calendars.setZone(ofTwo, place, "a"));
            refused("place.refused.unknown", () -> calendars.addSpecial(ofTwo, place, special));
            refused("place.refused.unknown", () -> calendars.removeSpecial(ofTwo, place, 1L));
        }
        calendars.addSpecial(ofTwo, two, special);
        Holiday holiday = new Holiday("Fête", day("2028-11-26"), day("2028-11-26"));
        refused("calendar.refused.scope", () -> holidays.add(ofTwo, "a", holiday));
        refused("calendar.refused.scope", () -> holidays.remove(ofTwo, "a", 1L));
        refused("calendar.refused.scope", () -> holidays.save(ofTwo, "a", "Zone X", "Europe/Paris"));
        refused(
                "calendar.refused.scope",
                () -> holidays.apply(
                        ofTwo, HolidayFile.parse("zone,name,first_day,last_day\na,b,2028-01-01,2028-01-01"), ""));
    }

    @Test
    void whatIsShippedIsTakenOnceAndWhatIsRemovedStaysRemoved() {
        List<KnownHoliday> shipped = holidays.all();
        assertThat(shipped).hasSize(75);
        KnownHoliday first = shipped.get(0);
        holidays.remove(root, first.zone(), first.id());
        holidays.takeShipped();
        assertThat(holidays.all()).hasSize(74).doesNotContain(first);
    }

    @Test
    void anImportFillsCorsicaAndReplacesWhatWasSaidOtherwise() throws IOException {
        Place bastia = school("6200123");
        Place grenoble = school("0381778");
        HolidayFile file = HolidayFile.parse(HolidayPlanTest.sample());
        HolidayPlan plan = holidays.plan(file);
        refused("holidays.refused.changed", () -> holidays.apply(root, file, "another"));
        holidays.apply(root, HolidayFile.parse(plan.text()), plan.fingerprint());

        assertThat(on(bastia, "2026-12-21").name()).isEqualTo("Vacances de Noël");
        assertThat(on(grenoble, "2027-02-15").kind()).isEqualTo(DayKind.CLASS);
        assertThat(on(grenoble, "2027-03-01").name()).isEqualTo("Vacances d'Hiver");
        assertThat(on(grenoble, "2027-05-07").name()).isEqualTo("Pont de l'Ascension");
        assertThat(holidays.plan(file).steps()).isEmpty();
        assertThat(log(Action.HOLIDAYS_IMPORTED))
                .singleElement()
                .satisfies(entry -> assertThat(entry.details())
                        .containsEntry("created", "5")
                        .containsEntry("changed", "2"));
    }

    @Test
    void zonesAndHolidaysCanBeTyped() {
        assertThat(holidays.save(root, "", "Îles du Nord", "America/Marigot")).isEqualTo("iles-du-nord");
        refused("holidays.refused.name.taken", () -> holidays.save(root, "", "Îles du nord", "America/Marigot"));
        refused("holidays.refused.clock", () -> holidays.save(root, "", "Lune", "Moon/Crater"));
        refused("holidays.refused.clock", () -> holidays.save(root, "", "Lune", "+02:00"));
        holidays.save(root, "iles-du-nord", "Îles", "America/Guadeloupe");
        holidays.add(root, "iles-du-nord", new Holiday("Carnaval", day("2027-02-08"), day("2027-02-12")));
        refused(
                "calendar.refused.first.taken",
                () -> holidays.add(root, "iles-du-nord", new Holiday("Bis", day("2027-02-12"), day("2027-02-13"))));
        Place marigot = school("9780001");
        calendars.setZone(root, marigot, "iles-du-nord");
        assertThat(on(marigot, "2027-02-10").name()).isEqualTo("Carnaval");
        assertThat(calendars.of(Scope.EVERYTHING, marigot).zone().name()).isEqualTo("Îles");
    }

    @Test
    void schoolsWithTheSameRulesShareTheirSums() {
        Place one = school("0381778");
        Place two = school("0381780");
        Timetable shared = calendar.timetable(one.id());
        assertThat(calendar.timetable(two.id())).isSameAs(shared);
        clock.forward(Duration.ofHours(1));
        assertThat(calendar.timetable(two.id()))
                .as("also when it was read anew")
                .isSameAs(shared);
    }

    private static void refused(String key, Runnable change) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(change::run)
                .satisfies(refusal -> assertThat(refusal.key()).isEqualTo(key));
    }
}
