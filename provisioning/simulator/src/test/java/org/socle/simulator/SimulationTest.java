package org.socle.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.socle.contract.DeviceState;
import org.socle.contract.DeviceState.Presence;
import org.socle.contract.Pack;
import org.socle.contract.Sample;
import org.socle.contract.catalogue.Clock;
import org.socle.contract.catalogue.Energy;
import org.socle.contract.catalogue.EnergyModel;
import org.socle.contract.catalogue.Machine;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Use;
import org.socle.contract.senml.SenmlFormat;

class SimulationTest {
    private static final ClassHours HOURS = new WeekdayHours();

    /** A Wednesday. */
    private static final Instant ORIGIN = Instant.parse("2026-10-28T09:00:00Z");

    private static final Instant END = Instant.parse("2026-11-25T13:00:00Z");
    private static final Fleet SMALL = small(7);

    /** A third of a school. */
    private static Fleet small(long seed) {
        Fleet fleet = Fleet.of(seed, 1);
        return new Fleet(
                seed,
                fleet.schools(),
                fleet.machines().stream().filter(each -> each.number() % 3 == 0).toList());
    }

    private static List<Message> run(Fleet fleet, List<Fault> faults, Rhythm rhythm) {
        List<Message> messages = new ArrayList<>();
        try (Simulation simulation = new Simulation(fleet, HOURS, faults, ORIGIN, rhythm, messages::add)) {
            simulation.run(END);
        }
        return messages;
    }

    private static List<String> text(List<Message> messages) {
        return messages.stream()
                .map(each -> each.topic() + " " + each.at() + " "
                        + java.util.HexFormat.of().formatHex(each.payload()))
                .toList();
    }

    private static boolean isPack(Message message) {
        return message.contentType() != null;
    }

    private static Pack pack(Message message) {
        return Pack.decode(message.payload(), SenmlFormat.CBOR);
    }

    private static Presence presence(Message message) {
        return DeviceState.decode(message.payload()).presence();
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        List<String> once = text(run(SMALL, List.of(), Rhythm.past(END)));

        assertThat(text(run(small(7), List.of(), Rhythm.past(END)))).isEqualTo(once);
        assertThat(text(run(small(8), List.of(), Rhythm.past(END)))).isNotEqualTo(once);
    }

    @Test
    void messagesComeInOrderAndEachPackHasANumberOfItsOwn() {
        List<Message> messages = run(SMALL, List.of(), Rhythm.past(END));

        assertThat(messages).isSortedAccordingTo(Comparator.comparing(Message::at));
        Map<UUID, Set<Long>> numbers = new HashMap<>();
        for (Message message : messages) {
            if (isPack(message)) {
                assertThat(numbers.computeIfAbsent(message.device(), device -> new HashSet<>())
                                .add(pack(message).sequence().orElseThrow()))
                        .isTrue();
            }
        }
        assertThat(numbers).hasSize(SMALL.machines().size());
    }

    @Test
    void energyIsPowerTimesTimeAndNeverGoesBack() {
        SimulatedMachine machine = SMALL.machines().get(0);
        double last = 0;
        double hours = 0;
        Instant on = ORIGIN;
        for (Message message : run(SMALL, List.of(), Rhythm.past(END))) {
            if (!message.device().equals(machine.device())) {
                continue;
            }
            if (isPack(message)) {
                for (Sample sample : pack(message).samples()) {
                    if (sample.resource() == Energy.CONSUMED && sample.instance() == 0) {
                        assertThat((Double) sample.value()).isGreaterThanOrEqualTo(last);
                        last = (Double) sample.value();
                    }
                }
            } else if (presence(message) == Presence.ONLINE) {
                on = message.at();
            } else {
                hours += Duration.between(on, message.at()).toSeconds() / 3600.0;
            }
        }
        Kind.Board board = machine.kind().board;
        assertThat(last / hours).isBetween(board.idle(), board.idle() + (board.full() - board.idle()) / 3);
    }

    @Test
    void machinesAreOffOutsideSchoolTime() {
        ZoneId paris = ZoneId.of("Europe/Paris");
        for (Message message : run(SMALL, List.of(), Rhythm.past(END))) {
            LocalTime time = message.at().atZone(paris).toLocalTime();
            assertThat(time).isBetween(LocalTime.of(6, 59), LocalTime.of(19, 0));
        }
    }

    @Test
    void whatHappensDoesNotDependOnHowOftenItIsTold() {
        // A change below 2 Wh is not reported.
        assertThat(lastEnergy(Rhythm.steady(Duration.ofHours(3))))
                .isCloseTo(lastEnergy(Rhythm.past(END)), org.assertj.core.data.Offset.offset(2.1));
    }

    @Test
    void energyIsAsSureAsTheAgentsModelOfTheKind() {
        List<Message> messages = new ArrayList<>();
        try (Simulation simulation = new Simulation(SMALL, HOURS, List.of(), ORIGIN, Rhythm.past(END), messages::add)) {
            simulation.run(END);
        }
        for (SimulatedMachine machine : SMALL.machines()) {
            double modelled = machine.kind() == Kind.TOTEM ? 30 : machine.kind() == Kind.LAPTOP ? 70 : 85;
            // A meter is far surer than the model that the machine has beside it.
            double stated = machine.kind() == Kind.NVME_PC ? 5 : modelled;
            UUID device = machine.device();
            assertThat(number(messages, device, EnergyModel.UNCERTAINTY)).isEqualTo(modelled);
            assertThat(number(messages, device, Energy.LEVEL)).isEqualTo(100 - stated);
            assertThat(number(messages, device, Energy.UNCERTAINTY))
                    .isCloseTo(
                            number(messages, device, Energy.CONSUMED) * stated / 100,
                            org.assertj.core.data.Offset.offset(2.1));
        }
    }

    private static double lastEnergy(Rhythm rhythm) {
        // All but one are off by then.
        List<Message> messages = new ArrayList<>();
        try (Simulation simulation = new Simulation(SMALL, HOURS, List.of(), ORIGIN, rhythm, messages::add)) {
            simulation.run(Instant.parse("2026-11-24T20:00:00Z"));
        }
        return number(messages, SMALL.machines().get(3).device(), Energy.CONSUMED);
    }

    private static double number(List<Message> messages, UUID device, Resource resource) {
        return number(messages, device, resource, 0);
    }

    private static double number(List<Message> messages, UUID device, Resource resource, int instance) {
        double value = Double.NaN;
        for (Message message : messages) {
            if (message.device().equals(device) && isPack(message)) {
                for (Sample sample : pack(message).samples()) {
                    if (sample.resource() == resource
                            && sample.instance() == instance
                            && sample.value() instanceof Number number) {
                        value = number.doubleValue();
                    }
                }
            }
        }
        return value;
    }

    @Test
    void laptopsSleepOverLunchWithoutAWordAndTellWhatItTook() {
        SimulatedMachine laptop = Fleet.of(7, 3).machines().stream()
                .filter(each -> each.kind() == Kind.LAPTOP)
                .findFirst()
                .orElseThrow();
        Fleet alone = new Fleet(7, List.of(laptop.school()), List.of(laptop));
        List<Message> messages = new ArrayList<>();
        Truth truth;
        try (Simulation simulation =
                new Simulation(alone, HOURS, List.of(), ORIGIN, Rhythm.steady(Duration.ofHours(12)), messages::add)) {
            simulation.run(END);
            truth = simulation.truth().get(0);
        }
        // More than a lunch or two in four weeks, and 0.6 W all the time.
        assertThat(truth.asleep().hours()).isBetween(8.0, 40.0);
        assertThat(truth.asleep().wattHours())
                .isCloseTo(truth.asleep().hours() * 0.6, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(number(messages, laptop.device(), Use.ASLEEP))
                .isCloseTo(truth.asleep().hours() * 60, org.assertj.core.data.Offset.offset(120.0));
        // What it slept comes with what it consumed, though that is less than what is told otherwise.
        double asleep = 0;
        double last = 0;
        int woke = 0;
        for (Message message : messages) {
            if (!isPack(message)) {
                continue;
            }
            Map<Resource, Double> told = new HashMap<>();
            for (Sample sample : pack(message).samples()) {
                if (sample.value() instanceof Number number) {
                    told.put(sample.resource(), number.doubleValue());
                }
            }
            if (told.getOrDefault(Use.ASLEEP, asleep) > asleep) {
                assertThat(told).containsKey(Energy.CONSUMED);
                assertThat(told.get(Energy.CONSUMED)).isGreaterThan(last);
                woke++;
            }
            asleep = told.getOrDefault(Use.ASLEEP, asleep);
            last = told.getOrDefault(Energy.CONSUMED, last);
        }
        assertThat(woke).isGreaterThan(5);
        // It goes without a word, and comes back.
        List<Presence> seen = messages.stream()
                .filter(each -> !isPack(each))
                .map(SimulationTest::presence)
                .toList();
        assertThat(seen.stream().filter(each -> each == Presence.LOST)).hasSize(woke);
    }

    @Test
    void somePcsTellOfAScreenBesideThem() {
        SimulatedMachine pc = SMALL.machines().get(1);
        assertThat(pc.screen()).isEqualTo(16);
        Fleet alone = new Fleet(7, List.of(pc.school()), List.of(pc));
        List<Message> messages = new ArrayList<>();
        try (Simulation simulation = new Simulation(alone, HOURS, List.of(), ORIGIN, Rhythm.past(END), messages::add)) {
            simulation.run(Instant.parse("2026-11-24T20:00:00Z"));
            Took screens = simulation.truth().get(0).screens();
            assertThat(screens.wattHours())
                    .isCloseTo(screens.hoursInClass() * 16, org.assertj.core.data.Offset.offset(1e-6));
            assertThat(number(messages, pc.device(), Energy.CONSUMED, 1))
                    .isCloseTo(screens.wattHours(), org.assertj.core.data.Offset.offset(0.1))
                    .isGreaterThan(500);
            assertThat(number(messages, pc.device(), Energy.LEVEL, 1)).isEqualTo(50);
        }
    }

    @Test
    void aMachineThatNeverSleepsStandsUnusedForMostOfClass() {
        Fault fault = planted(FaultKind.NEVER_SLEEPS);
        assertThat(fault.machines()).hasSize(2);
        SimulatedMachine machine = fault.machines().get(0);
        List<Message> messages = new ArrayList<>();
        try (Simulation simulation = new Simulation(
                new Fleet(2020, List.of(machine.school()), List.of(machine)),
                HOURS,
                List.of(fault),
                ORIGIN,
                Rhythm.past(END),
                messages::add)) {
            simulation.run(END);
            assertThat(simulation.truth().get(0).asleep().hours()).isZero();
        }
        double on = number(messages, machine.device(), Use.ON);
        assertThat(number(messages, machine.device(), Use.ACTIVE)).isLessThan(on / 8);
    }

    @Test
    void itGoesOnWhereItEnded() {
        Instant half = Instant.parse("2026-11-24T09:00:00Z");
        List<Message> before = new ArrayList<>();
        try (Simulation first = new Simulation(SMALL, HOURS, List.of(), ORIGIN, Rhythm.past(END), before::add)) {
            first.run(half);
        }
        List<Message> after = new ArrayList<>();
        try (Simulation second = new Simulation(SMALL, HOURS, List.of(), ORIGIN, Rhythm.past(END), after::add)) {
            second.resume(half);
            second.run(END);
        }

        assertThat(after).allSatisfy(message -> assertThat(message.at()).isAfterOrEqualTo(half));
        assertThat(after.stream().filter(message -> message.at().equals(half)))
                .as("those that are on connect anew")
                .hasSizeGreaterThan(6)
                .allSatisfy(message -> assertThat(presence(message)).isEqualTo(Presence.ONLINE));
        UUID device = SMALL.machines().get(0).device();
        assertThat(number(after, device, Energy.CONSUMED)).isGreaterThan(number(before, device, Energy.CONSUMED));
    }

    @Test
    void aFailedSwitchTakesThirtyMachinesAwayAndGivesThemBackWithWhatTheyKept() {
        Fault fault = planted(FaultKind.FAILED_SWITCH);
        Instant to = java.util.Objects.requireNonNull(fault.to());
        assertThat(fault.machines()).hasSize(30);
        assertThat(HOURS.on("", fault.from().atZone(ZoneId.of("Europe/Paris")).toLocalDate()))
                .isNotEmpty();

        List<Message> messages = run(Fleet.of(2020, 1), List.of(fault), Rhythm.steady(Duration.ofMinutes(30)));

        Set<UUID> hit = new HashSet<>();
        fault.machines().forEach(each -> hit.add(each.device()));
        Set<UUID> lost = new HashSet<>();
        Set<UUID> back = new HashSet<>();
        int kept = 0;
        for (Message message : messages) {
            boolean meanwhile =
                    message.at().isAfter(fault.from()) && message.at().isBefore(to);
            if (meanwhile && hit.contains(message.device())) {
                assertThat(isPack(message)).isFalse();
                assertThat(presence(message)).isEqualTo(Presence.LOST);
                lost.add(message.device());
            }
            if (!message.at().isBefore(to) && message.at().isBefore(to.plusSeconds(100))) {
                if (isPack(message)) {
                    kept += pack(message).instant(message.at()).isBefore(to) ? 1 : 0;
                } else if (presence(message) == Presence.ONLINE) {
                    back.add(message.device());
                }
            }
        }
        assertThat(lost).isEqualTo(hit);
        assertThat(back).isEqualTo(hit);
        assertThat(kept).isGreaterThan(30 * 5);
    }

    private static Fault planted(FaultKind kind) {
        return Faults.planted(Fleet.demo(2020), HOURS, ORIGIN, END).stream()
                .filter(each -> each.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyKindOfFaultIsPlanted() {
        List<Fault> faults = Faults.planted(Fleet.demo(2020), HOURS, ORIGIN, END);

        assertThat(faults.stream().map(Fault::kind)).contains(FaultKind.values());
        Set<FaultKind> oftenThere =
                Set.of(FaultKind.FAILED_SWITCH, FaultKind.FLAKY_LINK, FaultKind.LID_SHUT, FaultKind.UNPLUGGED);
        assertThat(faults.stream().map(Fault::kind).filter(kind -> !oftenThere.contains(kind)))
                .as("the others once")
                .doesNotHaveDuplicates();
        assertThat(faults)
                .allSatisfy(fault ->
                        assertThat(fault.from()).as(fault.kind().name()).isBefore(END));
    }

    @Test
    void aMachineGoesSilentInALessonAndStaysAway() {
        Fault fault = planted(FaultKind.SILENT);
        SimulatedMachine machine = fault.machines().get(0);
        List<Message> messages =
                run(new Fleet(2020, List.of(machine.school()), List.of(machine)), List.of(fault), Rhythm.past(END))
                        .stream()
                        .toList();
        Message last = messages.get(messages.size() - 1);

        assertThat(presence(last)).isEqualTo(Presence.LOST);
        assertThat(Duration.between(fault.from(), last.at())).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(10));
    }

    /** What becomes of a machine's presence between two moments. */
    private static List<Presence> presences(List<Fault> faults, SimulatedMachine machine, Instant from, Instant to) {
        Fleet alone = new Fleet(2020, List.of(machine.school()), List.of(machine));
        return run(alone, faults, Rhythm.steady(Duration.ofHours(4))).stream()
                .filter(each ->
                        !isPack(each) && !each.at().isBefore(from) && each.at().isBefore(to))
                .map(SimulationTest::presence)
                .toList();
    }

    @Test
    void whatIsShutOrUnpluggedGoesWithoutAWordAndComesBack() {
        for (FaultKind kind : List.of(FaultKind.LID_SHUT, FaultKind.UNPLUGGED)) {
            Fault fault = planted(kind);
            Instant to = java.util.Objects.requireNonNull(fault.to());

            assertThat(presences(List.of(fault), fault.machines().get(0), fault.from(), to.plusSeconds(60)))
                    .as(kind.name())
                    .containsExactly(Presence.LOST, Presence.ONLINE);
        }
    }

    @Test
    void aFlakyLinkIsLostAndFoundSeveralTimesADay() {
        List<Fault> losses = Faults.planted(Fleet.demo(2020), HOURS, ORIGIN, END).stream()
                .filter(each -> each.kind() == FaultKind.FLAKY_LINK)
                .toList();
        SimulatedMachine machine = losses.get(0).machines().get(0);
        assertThat(losses).hasSize(40);

        List<Presence> seen = presences(losses, machine, ORIGIN.plus(Duration.ofDays(1)), END);

        assertThat(seen.stream().filter(each -> each == Presence.ONLINE)).hasSizeGreaterThan(40);
        assertThat(seen).as("the longer ones are noticed").contains(Presence.LOST);
    }

    @Test
    void machinesThatAreNeverOffReportAtNight() {
        for (FaultKind kind : List.of(FaultKind.NEVER_OFF, FaultKind.LIT_AT_NIGHT, FaultKind.OVERSIZED)) {
            Fault fault = planted(kind);
            SimulatedMachine machine = fault.machines().get(0);
            List<Message> messages = run(
                    new Fleet(2020, List.of(machine.school()), List.of(machine)),
                    List.of(fault),
                    Rhythm.steady(Duration.ofHours(4)));

            assertThat(messages.stream().filter(each -> !isPack(each))).hasSize(1);
            assertThat(number(messages, machine.device(), Machine.UPTIME)).isGreaterThan(20 * 86_400.0);
        }
    }

    @Test
    void aClockNobodyTrustsIsToldAsTimeBeforeArrival() {
        Fault fault = planted(FaultKind.CLOCK_OFF);
        SimulatedMachine machine = fault.machines().get(0);
        List<Message> messages =
                run(new Fleet(2020, List.of(machine.school()), List.of(machine)), List.of(fault), Rhythm.past(END));

        assertThat(messages.stream()
                        .filter(SimulationTest::isPack)
                        .map(SimulationTest::pack)
                        .filter(Pack::relative))
                .isNotEmpty();
        assertThat(number(messages, machine.device(), Clock.OFFSET)).isEqualTo(93_000);
    }
}
