package org.socle.fleet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.edge.config.BrokerAddress;
import org.socle.edge.publish.Route;
import org.socle.fleet.app.TestServer;
import org.socle.simulator.ClassHours;
import org.socle.simulator.Fleet;
import org.socle.simulator.Rhythm;
import org.socle.simulator.SimulatedMachine;
import org.socle.simulator.Simulation;

/** Simulated machines with the agent's own outbox and sender, to a real server. */
class SimulatedOverMqttTest {
    /** Class all day and every day, so that machines are on whenever the test runs. */
    private static final ClassHours ALWAYS = new ClassHours() {
        @Override
        public List<Span> on(String uai, LocalDate date) {
            return List.of(new Span(60, 20 * 60));
        }

        @Override
        public ZoneId zone(String uai) {
            return ZoneOffset.UTC;
        }
    };

    @Test
    void whatThreeMachinesSayWhenTheyAreSetUpArrives(@TempDir Path directory) throws Exception {
        Fleet all = Fleet.of(2020, 1);
        Fleet few = new Fleet(2020, all.schools(), all.machines().subList(0, 3));
        Instant origin = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(18));
        try (TestServer server = new TestServer(directory.resolve("server"));
                Simulation simulation = Simulation.connected(
                        few,
                        ALWAYS,
                        List.of(),
                        origin,
                        Rhythm.steady(Duration.ofHours(2)),
                        directory.resolve("machines"),
                        device -> new Route(
                                List.of(BrokerAddress.of("mqtt://127.0.0.1:" + server.mqttPort())), null, null))) {
            simulation.run(origin.plus(Duration.ofMinutes(15)));
            for (int i = 0; i < 200 && simulation.waiting() > 0; i++) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            assertThat(simulation.waiting()).as("packs no broker has taken").isZero();
            for (SimulatedMachine machine : few.machines()) {
                JsonNode known = await(server, machine);
                assertThat(known.get("name").asText()).isEqualTo(machine.name());
                assertThat(known.get("status").asText()).isEqualTo("ok");
            }
        }
    }

    private static JsonNode await(TestServer server, SimulatedMachine machine) throws Exception {
        for (int i = 0; i < 200; i++) {
            if (server.api("/api/v1/machines/" + machine.device()).statusCode() == 200) {
                JsonNode known = server.json("/api/v1/machines/" + machine.device());
                if (!known.get("readings").isEmpty()) {
                    return known;
                }
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError(machine.name() + " did not arrive within 10 s");
    }
}
