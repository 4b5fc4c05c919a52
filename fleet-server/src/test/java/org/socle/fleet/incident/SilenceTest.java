package org.socle.fleet.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.socle.contract.DeviceState.Presence;
import org.socle.fleet.calendar.Holiday;
import org.socle.fleet.calendar.PublicHolidays;
import org.socle.fleet.calendar.Rules;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.calendar.Timetable;
import org.socle.fleet.calendar.Week;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.Threshold;

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
        return new Seen(machine, school, room, false, Presence.LOST, paris(at), false, false, false, false);
    }

    private static Seen online(long machine, long school) {
        return new Seen(
                machine, school, 0, false, Presence.ONLINE, paris("2026-11-23T08:00"), false, false, false, false);
    }

    private static Seen off(long machine, long school, String at) {
        return new Seen(machine, school, 0, false, Presence.OFFLINE, paris(at), false, false, false, false);
    }

    private static Seen laptop(long machine, String at) {
        return new Seen(machine, 1, 0, true, Presence.LOST, paris(at), false, false, false, false);
    }

    private static List<Seen> room(int machines, long school, long room, String at) {
        Instant first = paris(at);
        return IntStream.range(0, machines)
                .mapToObj(i -> new Seen(
                        school * 1000 + room * 100 + i,
                        school,
                        room,
                        false,
                        Presence.LOST,
                        first.plusSeconds(10L * i),
                        false,
                        false,
                        false,
                        false))
                .toList();
    }

    private static Quiet judge(String at, List<Seen> machines) {
        return Silence.judge(machines, CALENDAR, place -> Limits.USUAL, paris(at));
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
        assertThat(judge("2026-11-23T10:00", one).alone()).containsOnlyKeys(1L);
        assertThat(judge("2026-11-23T10:00", one).groups()).isEmpty();
    }

    @Test
    void theNightTheWeekendAndHolidaysDoNotCount() {
        List<Seen> unplugged = List.of(lost(1, 1, "2026-11-27T17:00"));

        assertThat(judge("2026-11-29T12:00", unplugged).silent()).isEmpty();
        // Monday and Tuesday are twelve hours of class.
        assertThat(judge("2026-12-01T16:29", unplugged).silent()).isEmpty();
        assertThat(judge("2026-12-01T16:30", unplugged).alone()).containsOnlyKeys(1L);
        List<Seen> holidays = List.of(lost(1, 1, "2026-12-18T16:20"));
        assertThat(judge("2027-01-04T08:30", holidays).silent())
                .as("ten minutes of class before the holidays")
                .containsExactly(1L);
        assertThat(judge("2027-01-04T09:00", holidays).alone()).isEmpty();
    }

    @Test
    void aLaptopThatIsShutIsMissedAfterTwoDays() {
        List<Seen> laptop = List.of(laptop(1, "2026-11-23T09:00"));

        assertThat(judge("2026-11-24T16:30", laptop).silent()).isEmpty();
        assertThat(judge("2026-11-26T09:00", laptop).alone()).containsOnlyKeys(1L);
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
    void whoWasSwitchedOffSinceIsNotLost() {
        // Two of thirty vanish at ten, the others are switched off in the evening: not a school out of reach.
        List<Seen> machines = new ArrayList<>(List.of(lost(1, 1, "2026-11-23T10:00"), lost(2, 1, "2026-11-23T10:02")));
        IntStream.range(0, 28).forEach(i -> machines.add(off(100 + i, 1, "2026-11-23T16:40")));

        Quiet quiet = judge("2026-11-23T17:00", machines);
        assertThat(quiet.groups()).isEmpty();
        assertThat(quiet.alone()).containsOnlyKeys(1L, 2L);
    }

    @Test
    void laptopsShutAtTheBellAreNoFailedSwitch() {
        List<Seen> machines = new ArrayList<>();
        IntStream.range(0, 15).forEach(i -> machines.add(laptop(i, "2026-11-23T10:00")));
        machines.add(online(99, 1));

        assertThat(judge("2026-11-23T16:30", machines).groups()).isEmpty();
        assertThat(judge("2026-11-23T16:30", machines).silent()).isEmpty();
        assertThat(judge("2026-11-26T10:30", machines).groups())
                .as("that stay away for two days are one trouble")
                .extracting(group -> group.machines().size())
                .containsExactly(15);
    }

    @Test
    void aSwitchThatFailsAtNoonIsStillOneTrouble() {
        List<Seen> machines = new ArrayList<>(room(30, 1, 7, "2026-11-23T12:30"));
        IntStream.range(0, 20).forEach(i -> machines.add(online(5000 + i, 1)));

        assertThat(judge("2026-11-24T09:00", machines).groups()).isEmpty();
        Quiet late = judge("2026-11-26T15:00", machines);
        assertThat(late.groups()).extracting(Quiet.Group::place).containsExactly(7L);
        assertThat(late.alone()).isEmpty();
    }

    @Test
    void oneMachineLostBeforeTheLessonHidesNoFailedSwitch() {
        List<Seen> machines = new ArrayList<>(room(30, 1, 7, "2026-11-23T08:40"));
        machines.add(lost(9999, 1, "2026-11-23T08:36"));
        IntStream.range(0, 20).forEach(i -> machines.add(online(5000 + i, 1)));

        assertThat(judge("2026-11-23T09:00", machines).groups())
                .extracting(group -> group.machines().size())
                .containsExactly(31);
    }

    @Test
    void aRoomCutAtNoonIsNotMissedInTheAfternoon() {
        List<Seen> machines = with(room(15, 1, 7, "2026-11-23T11:27"), online(1, 1));

        assertThat(judge("2026-11-23T16:30", machines).groups()).isEmpty();
        assertThat(judge("2026-11-23T16:30", machines).silent()).isEmpty();
    }

    @Test
    void aRoomCutAtTheEndOfTheLastLessonIsNoTroubleInTheMorning() {
        List<Seen> machines = with(room(15, 1, 7, "2026-11-23T16:20"), online(1, 1));

        assertThat(judge("2026-11-24T10:00", machines).groups()).isEmpty();
        assertThat(judge("2026-11-24T10:00", machines).alone()).isEmpty();
    }

    @Test
    void singleMachinesOfSeveralSchoolsAreNotTheServersLine() {
        List<Seen> machines = new ArrayList<>();
        for (int school = 1; school <= 6; school++) {
            for (int i = 0; i < 10; i++) {
                machines.add(online(school * 100 + i, school));
            }
        }
        for (int school = 1; school <= 3; school++) {
            machines.add(lost(school, school, "2026-11-23T10:00"));
        }
        assertThat(judge("2026-11-23T10:05", machines).ours()).isEmpty();
        assertThat(judge("2026-11-23T11:00", machines).alone()).hasSize(3);
    }

    @Test
    void whoWasThereWhenTheServerStoppedIsMissedAfterAWeekOfClass() {
        Instant at = paris("2026-11-23T09:00");
        List<Seen> guessed = List.of(new Seen(1, 1, 0, false, Presence.LOST, at, true, false, false, false));

        assertThat(judge("2026-11-30T16:30", guessed).alone()).isEmpty();
        assertThat(judge("2026-12-01T16:30", guessed).alone()).containsOnlyKeys(1L);
    }

    @Test
    void whatIsOnlyGuessedOrInAGroupIsNotJudgedAnew() {
        Instant at = paris("2026-11-23T09:00");
        Seen guessed = new Seen(1, 1, 0, false, Presence.LOST, at, true, false, false, false);
        Seen grouped = new Seen(2, 1, 0, false, Presence.LOST, at, false, true, true, false);

        Quiet quiet = judge("2026-11-27T16:00", List.of(guessed, grouped));

        assertThat(quiet).isEqualTo(new Quiet(Set.of(2L), Map.of(), List.of(), Set.of()));
    }

    @Test
    void whoIsUsuallyCutAtTheWallIsMissedAfterTwoDays() {
        Seen lost = lost(1, 1, "2026-11-23T09:00");
        assertThat(judge("2026-11-23T10:00", List.of(lost, online(2, 1), online(3, 1), online(4, 1)))
                        .alone())
                .containsOnlyKeys(1L);
        List<Seen> cut = List.of(lost.usuallyCut(), online(2, 1), online(3, 1), online(4, 1));
        assertThat(judge("2026-11-24T16:30", cut).silent()).isEmpty();
        assertThat(judge("2026-11-26T09:00", cut).alone()).containsOnlyKeys(1L);
    }

    @Test
    void aRoomThatIsUsuallyCutAtTheWallIsNoFailedSwitch() {
        List<Seen> machines = new ArrayList<>(room(15, 1, 7, "2026-11-23T09:12"));
        machines.add(online(1, 1));
        assertThat(judge("2026-11-23T09:30", machines).groups()).hasSize(1);

        List<Seen> cut = new ArrayList<>(room(15, 1, 7, "2026-11-23T09:12").stream()
                .map(Seen::usuallyCut)
                .toList());
        cut.add(online(1, 1));
        assertThat(judge("2026-11-24T16:30", cut).groups()).isEmpty();
        assertThat(judge("2026-11-24T16:30", cut).silent()).isEmpty();
        assertThat(judge("2026-11-26T09:30", cut).groups()).hasSize(1);
    }

    @Test
    void placesSayHowLongTheyWait() {
        Map<Long, Limits> own = Map.of(
                1L, new Limits(Map.of(Threshold.SILENCE_ALONE, 30.0)),
                7L, new Limits(Map.of(Threshold.SILENCE_GROUP, 45.0)));
        List<Seen> machines = with(
                room(15, 2, 7, "2026-11-23T09:12"),
                online(1, 2),
                lost(3, 1, "2026-11-23T09:00"),
                online(4, 1),
                online(5, 1),
                online(6, 1));

        Quiet half = Silence.judge(
                machines, CALENDAR, place -> own.getOrDefault(place, Limits.USUAL), paris("2026-11-23T09:30"));
        assertThat(half.alone()).containsOnlyKeys(3L);
        assertThat(half.groups()).isEmpty();
        assertThat(Silence.judge(
                                machines,
                                CALENDAR,
                                place -> own.getOrDefault(place, Limits.USUAL),
                                paris("2026-11-23T09:57"))
                        .groups())
                .extracting(Quiet.Group::place)
                .containsExactly(7L);
    }
}
