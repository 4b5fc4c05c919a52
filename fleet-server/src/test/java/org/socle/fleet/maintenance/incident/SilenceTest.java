package org.socle.fleet.maintenance.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.socle.fleet.calendar.Holiday;
import org.socle.fleet.calendar.PublicHolidays;
import org.socle.fleet.calendar.Rules;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.calendar.Timetable;
import org.socle.fleet.calendar.Week;

/** Who is missed and who is not. Class is from 8:30 to 11:30 and from 13:30 to 16:30, not on Wednesdays. */
class SilenceTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Timetable TIMETABLE = new Timetable(
            new Rules(
                    PARIS,
                    PublicHolidays.FRANCE,
                    Week.DEFAULT,
                    List.of(new Holiday("Noël", LocalDate.of(2026, 12, 19), LocalDate.of(2027, 1, 3))),
                    List.of()),
            new PublicHolidays());
    private static final SchoolCalendar CALENDAR = school -> TIMETABLE;

    private static Instant paris(String text) {
        return LocalDateTime.parse(text).atZone(PARIS).toInstant();
    }

    private static Seen lost(long machine, long school, String at) {
        return lost(machine, school, 0, at);
    }

    private static Seen lost(long machine, long school, long room, String at) {
        return new Seen(machine, school, room, false, false, paris(at), paris(at), false, false, false);
    }

    private static Seen online(long machine, long school) {
        Instant since = paris("2026-11-23T08:00");
        return new Seen(machine, school, 0, false, true, since, since, false, false, false);
    }

    private static List<Seen> room(int machines, long school, long room, String at) {
        Instant first = paris(at);
        return IntStream.range(0, machines)
                .mapToObj(i -> new Seen(
                        school * 1000 + room * 100 + i,
                        school,
                        room,
                        false,
                        false,
                        first.plusSeconds(10L * i),
                        first,
                        false,
                        false,
                        false))
                .toList();
    }

    private static Quiet judge(String at, List<Seen> machines) {
        return Silence.judge(machines, CALENDAR, paris(at));
    }

    private static List<Seen> with(List<Seen> some, Seen... more) {
        List<Seen> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }

    @Test
    void aMachineLostInClassIsShownAfterTenMinutesAndAnIncidentAfterAnHour() {
        List<Seen> one = List.of(lost(1, 1, "2026-11-23T09:00"), online(2, 1), online(3, 1), online(4, 1));

        assertThat(judge("2026-11-23T09:09", one).silent()).isEmpty();
        assertThat(judge("2026-11-23T09:10", one).silent()).containsExactly(1L);
        assertThat(judge("2026-11-23T09:59", one).alone()).isEmpty();
        assertThat(judge("2026-11-23T10:00", one).alone()).containsExactly(1L);
        assertThat(judge("2026-11-23T10:00", one).groups()).isEmpty();
    }

    @Test
    void theNightTheWeekendAndHolidaysDoNotCount() {
        List<Seen> unplugged = List.of(lost(1, 1, "2026-11-27T17:00"));

        assertThat(judge("2026-11-29T12:00", unplugged).silent()).isEmpty();
        // Monday and Tuesday are twelve hours of class.
        assertThat(judge("2026-12-01T16:29", unplugged).silent()).isEmpty();
        assertThat(judge("2026-12-01T16:30", unplugged).alone()).containsExactly(1L);
        List<Seen> holidays = List.of(lost(1, 1, "2026-12-18T16:20"));
        assertThat(judge("2027-01-04T08:30", holidays).silent())
                .as("ten minutes of class before the holidays")
                .containsExactly(1L);
        assertThat(judge("2027-01-04T09:00", holidays).alone()).isEmpty();
    }

    @Test
    void aLaptopThatIsShutIsMissedAfterTwoDays() {
        Instant at = paris("2026-11-23T09:00");
        List<Seen> laptop = List.of(new Seen(1, 1, 0, true, false, at, at, false, false, false));

        assertThat(judge("2026-11-24T16:30", laptop).silent()).isEmpty();
        assertThat(judge("2026-11-26T09:00", laptop).alone()).containsExactly(1L);
    }

    @Test
    void aFailedSwitchIsOneTroubleOfItsRoom() {
        List<Seen> machines = new ArrayList<>(room(30, 1, 7, "2026-11-23T09:12"));
        IntStream.range(0, 20).forEach(i -> machines.add(online(5000 + i, 1)));

        assertThat(judge("2026-11-23T09:26", machines).groups()).isEmpty();
        Quiet quiet = judge("2026-11-23T09:27", machines);
        assertThat(quiet.groups()).hasSize(1);
        Quiet.Group group = quiet.groups().get(0);
        assertThat(group.cause()).isEqualTo("group_silent");
        assertThat(group.place()).as("the room").isEqualTo(7);
        assertThat(group.machines()).hasSize(30);
        assertThat(group.since()).isEqualTo(paris("2026-11-23T09:12"));
        assertThat(judge("2026-11-23T11:00", machines).alone()).isEmpty();
    }

    @Test
    void aSchoolWithoutAnyMachineLeftIsOutOfReach() {
        List<Seen> machines = with(room(3, 1, 7, "2026-11-23T09:12"), lost(99, 1, 8, "2026-11-23T09:14"));

        assertThat(judge("2026-11-23T09:27", machines).groups())
                .extracting(Quiet.Group::cause, Quiet.Group::place)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("school_silent", 1L));
    }

    @Test
    void twoOfTwentyAreTwoMachines() {
        List<Seen> machines = new ArrayList<>(room(2, 1, 7, "2026-11-23T09:12"));
        IntStream.range(0, 18).forEach(i -> machines.add(online(5000 + i, 1)));

        assertThat(judge("2026-11-23T10:12", machines).groups()).isEmpty();
        assertThat(judge("2026-11-23T10:15", machines).alone()).hasSize(2);
    }

    @Test
    void aRoomSwitchedOffAtTheWallInTheEveningIsNoTrouble() {
        List<Seen> machines = with(room(15, 1, 7, "2026-11-23T17:05"), online(1, 1));

        assertThat(judge("2026-11-24T09:30", machines).groups()).isEmpty();
        assertThat(judge("2026-11-24T09:30", machines).silent()).isEmpty();
    }

    @Test
    void mostSchoolsAtOnceAreTheServersOwnLine() {
        List<Seen> machines = new ArrayList<>();
        for (int school = 1; school <= 12; school++) {
            machines.addAll(room(8, school, 1, "2026-11-23T09:00"));
        }
        Quiet quiet = judge("2026-11-23T09:05", machines);
        assertThat(quiet.ours()).hasSize(96);
        assertThat(quiet.silent()).isEmpty();
        assertThat(judge("2026-11-23T09:16", machines).groups()).isEmpty();

        // One of three schools is that school's line.
        List<Seen> one = new ArrayList<>(room(8, 1, 1, "2026-11-23T09:00"));
        one.add(online(5001, 2));
        one.add(online(5002, 3));
        assertThat(judge("2026-11-23T09:16", one).ours()).isEmpty();
        assertThat(judge("2026-11-23T09:16", one).groups()).hasSize(1);
    }

    @Test
    void whatIsOnlyGuessedOrInAGroupIsNotJudgedAnew() {
        Instant at = paris("2026-11-23T09:00");
        Seen guessed = new Seen(1, 1, 0, false, false, at, at, true, false, false);
        Seen grouped = new Seen(2, 1, 0, false, false, at, at, false, true, true);

        Quiet quiet = judge("2026-11-27T16:00", List.of(guessed, grouped));

        assertThat(quiet).isEqualTo(new Quiet(Set.of(2L), Set.of(), List.of(), Set.of()));
    }
}
