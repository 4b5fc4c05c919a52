package org.socle.fleet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.socle.contract.DeviceState;
import org.socle.contract.DeviceState.Presence;
import org.socle.contract.Pack;
import org.socle.contract.senml.SenmlFormat;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.Rules;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.reading.Snapshot;
import org.socle.simulator.ClassHours;
import org.socle.simulator.Fleet;
import org.socle.simulator.Kind;
import org.socle.simulator.Message;
import org.socle.simulator.Rhythm;
import org.socle.simulator.SimulatedMachine;
import org.socle.simulator.Simulation;

/** A school year of machines that have nothing. */
class HealthyFleetTest {
    private static final Instant ORIGIN = Instant.parse("2025-08-25T09:00:00Z");
    private static final Instant END = Instant.parse("2026-09-05T09:00:00Z");

    private final Map<UUID, Snapshot> latest = new HashMap<>();
    private int packs;
    private final Map<UUID, Integer> lost = new HashMap<>();

    @Test
    void aYearOfAHealthyFleetGivesNoFinding() throws Exception {
        // The collège and the school whose power is cut at the wall are among them, and machines of every kind.
        Fleet all = Fleet.demo(2020);
        Fleet fleet = new Fleet(
                2020,
                all.schools(),
                all.machines().stream()
                        .filter(each -> each.number() % 7 == 0 || each.wallSwitch() || each.kind() == Kind.WORKSTATION)
                        .toList());
        ClassHours hours = ShippedHours.of(fleet);
        try (Simulation simulation =
                new Simulation(fleet, hours, List.of(), ORIGIN, Rhythm.steady(Duration.ofHours(5)), this::judge)) {
            simulation.run(END);
        }

        assertThat(packs).isGreaterThan(12_000);
        assertThat(lostOf(fleet, SimulatedMachine::wallSwitch))
                .as("cut at the wall")
                .isBetween(200, 600);
        assertThat(lostOf(fleet, each -> !each.wallSwitch())).as("asleep").isGreaterThan(500);
        assertThat(latest).hasSize(fleet.machines().size()).hasSizeGreaterThan(45);
    }

    private int lostOf(Fleet fleet, Predicate<SimulatedMachine> which) {
        return fleet.machines().stream()
                .filter(which)
                .mapToInt(each -> lost.getOrDefault(each.device(), 0))
                .sum();
    }

    private void judge(Message message) {
        if (message.contentType() == null) {
            if (DeviceState.decode(message.payload()).presence() == Presence.LOST) {
                lost.merge(message.device(), 1, Integer::sum);
            }
            return;
        }
        packs++;
        Pack pack = Pack.decode(message.payload(), SenmlFormat.CBOR);
        Snapshot before = latest.getOrDefault(message.device(), Snapshot.EMPTY);
        Snapshot now = before.with(Snapshot.readingsOf(pack, pack.instant(message.at())), Snapshot.complete(pack));
        latest.put(message.device(), now);
        assertThat(Rules.check(Situation.of(now, before, message.at(), Limits.USUAL, List.of())))
                .as("%s at %s", message.device(), message.at())
                .isEmpty();
    }
}
