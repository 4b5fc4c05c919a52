package org.socle.fleet.energy.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.Sample;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Device;
import org.socle.contract.catalogue.Energy;
import org.socle.contract.catalogue.EnergyModel;
import org.socle.contract.catalogue.Processor;
import org.socle.contract.catalogue.Resource;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.energy.use.AccountSweep;
import org.socle.fleet.energy.use.Accounting;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachineTable;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.reading.Reading;
import org.socle.fleet.reading.Snapshot;
import org.socle.fleet.store.Database;

/** What Socle itself takes: counted, kept, shared out and said. */
class OwnBillTest {
    private static final Instant NOON = Instant.parse("2026-10-06T10:00:00Z");
    private static final LocalDate OCTOBER = LocalDate.of(2026, 10, 1);

    private static Snapshot told(double seconds, Reading... more) {
        List<Reading> readings = new ArrayList<>(List.of(more));
        readings.add(reading(Agent.PROCESSOR_TIME, seconds));
        return Snapshot.of(readings);
    }

    private static Reading reading(Resource resource, Object value) {
        return new Reading(resource, 0, value, NOON);
    }

    @Test
    void aProcessorTakesItsPartBetweenRestAndFullLoad() {
        Reading[] desktop = {
            reading(EnergyModel.IDLE, 20.0), reading(EnergyModel.FULL, 60.0), reading(Processor.THREADS, 4L)
        };
        AgentCount.Taken taken = AgentCount.gained(told(400), told(4_000, desktop));
        assertThat(taken.seconds()).isEqualTo(3_600);
        // An hour of one of four processors: a quarter of 40 W.
        assertThat(taken.wattHours()).isCloseTo(10, within(1e-9));
        assertThat(AgentCount.gained(told(400), told(4_000)).wattHours())
                .as("without a model")
                .isCloseTo(AgentCount.WATTS, within(1e-9));
    }

    @Test
    void anAgentThatWasStartedAgainBeginsAtNothing() {
        assertThat(AgentCount.gained(told(400), told(7)).seconds()).isEqualTo(7);
        assertThat(AgentCount.gained(Snapshot.EMPTY, told(7)).seconds()).isEqualTo(7);
        assertThat(AgentCount.gained(told(7), told(7)).seconds()).isZero();
    }

    @Test
    void theServerIsAddedUpOverItsRestartsByTheDay(@TempDir Path directory) {
        try (Database database = Database.open(directory)) {
            AtomicLong processor = new AtomicLong(2_000_000_000L);
            AtomicLong bytes = new AtomicLong(500);
            Clock day = Clock.fixed(NOON, ZoneOffset.UTC);
            OwnMeter first = new OwnMeter(database, processor::get, bytes::get, bytes::get, day);
            first.keep();
            processor.addAndGet(1_500_000_000L);
            bytes.addAndGet(250);
            first.close();
            // Another process counts from nothing.
            new OwnMeter(database, () -> 4_000_000_000L, () -> 100, () -> 10, day).close();
            List<ServerDay> kept =
                    database.read(handle -> new OwnTable().server(handle, OCTOBER, OCTOBER.plusMonths(1)));
            assertThat(kept).containsExactly(new ServerDay(LocalDate.of(2026, 10, 6), 7.5, 850, 760, 0));
        }
    }

    @Test
    void theIntakeCountsWhatAgentsTell(@TempDir Path directory) throws Exception {
        try (TestServer server = new TestServer(directory)) {
            UUID device = server.machine("Poste", new Sample(Agent.PROCESSOR_TIME, 0, 0, 30L));
            server.report(device, 2, false, new Sample(Agent.PROCESSOR_TIME, 0, 0, 66L));
            LocalDate month = LocalDate.now(AgentCount.ZONE).withDayOfMonth(1);
            AgentCount.Taken taken = server.database()
                    .read(handle -> new OwnTable().agents(handle, Scope.EVERYTHING, month, month.plusMonths(1)))
                    .get(new AgentCount.Key(0, month));
            assertThat(taken.seconds()).isEqualTo(66);
            assertThat(taken.wattHours()).isCloseTo(66 * AgentCount.WATTS / 3600, within(1e-9));
        }
    }

    @Test
    void aSchoolBearsItsAgentsAndItsShareOfTheServer(@TempDir Path directory) throws Exception {
        try (TestServer server = new TestServer(directory)) {
            Place town = server.town("Ville de Grenoble");
            Place jean = school(server, town, "École Jean Macé", "0381778B");
            Place paul = school(server, town, "École Paul Bert", "0381780D");
            List<Machine> machines = List.of(consumes(server, jean), consumes(server, paul), consumes(server, paul));
            new AccountSweep(
                            server.database(),
                            new StoredCalendar(server.database(), Clock.systemUTC()),
                            Clock.systemUTC())
                    .addUp();
            server.database().writing(handle -> {
                for (Machine machine : machines) {
                    // 720 s at 10 W: 2 Wh each.
                    AgentCount.live().take(handle, machine, Snapshot.EMPTY, told(720));
                }
            });
            // An hour of one processor at 10 W, and 3 GB at 59 Wh, borne by three machines.
            new OwnMeter(
                            server.database(),
                            () -> 3_600_000_000_000L,
                            () -> 3_000_000_000L,
                            () -> 300_000_000L,
                            Clock.fixed(NOON, ZoneOffset.UTC))
                    .close();

            JsonNode all = server.json("/api/v1/energy?period=2026-10").get("socle");
            assertThat(all.get("agents_kwh").asDouble()).isCloseTo(0.006 + 0.3 * 0.059, within(0.0006));
            assertThat(all.get("server_kwh").asDouble()).isCloseTo(0.010, within(0.0006));
            assertThat(all.get("pages_kwh").asDouble()).isCloseTo(3 * 0.059, within(0.0006));
            JsonNode one = server.json("/api/v1/energy?period=2026-10&place=0381778B");
            assertThat(one.get("socle").get("server_kwh").asDouble()).isCloseTo(0.010 / 3, within(0.0006));
            assertThat(one.get("months").get(0).get("socle_kwh").asDouble())
                    .isCloseTo(0.002 + (0.3 * 0.059 + 0.010 + 3 * 0.059) / 3, within(0.0006));

            String technician = server.session(server.account("Léa", Role.TECHNICIAN, town));
            String page = server.get("/energy?period=2026-10", technician, "Accept-Language", "fr")
                    .body();
            assertThat(page)
                    .contains("<a href=\"#method-own\">Socle lui-même : ≈ 0,21 kWh"
                            + " (agents 0,02 ; serveur 0,01 ; pages 0,18)</a>")
                    .contains("<dt id=\"method-own\">")
                    .contains("assumption of Socle", "Sustainable Web Design");
            String bulletin = server.get(
                            "/schools/0381778B/bulletin?period=2026-10", technician, "Accept-Language", "en")
                    .body();
            assertThat(bulletin)
                    .contains(
                            "Socle itself: ≈ 0.07 kWh (agents 0.008; server 0.003; pages 0.059)",
                            "to within a factor of two");
            assertThat(server.get("/energy?period=2026-09", technician, "Accept-Language", "fr")
                            .body())
                    .contains("Socle lui-même : pas encore de données");
        }
    }

    private static Place school(TestServer server, Place town, String name, String uai) {
        return server.places()
                .create(TestServer.root(), town.id(), PlaceKind.SCHOOL, new PlaceDetails(name, uai, "", "", ""));
    }

    private static Machine consumes(TestServer server, Place place) {
        Accounting accounting = Accounting.live(new StoredCalendar(server.database(), Clock.systemUTC()));
        Instant from = OffsetDateTime.parse("2026-10-06T08:00:00+02:00").toInstant();
        return server.database().write(handle -> {
            MachineTable table = new MachineTable();
            UUID device = UUID.randomUUID();
            table.place(handle, table.findOrAdd(handle, device, from), place.id());
            Machine machine = table.findOrAdd(handle, device, from);
            Snapshot before = Snapshot.of(consumed(from, 0));
            accounting.take(handle, machine, before, before.with(consumed(from.plusSeconds(3_600), 1_000), false));
            return machine;
        });
    }

    private static List<Reading> consumed(Instant at, double wattHours) {
        return List.of(
                new Reading(Energy.METER, 0, "machine", at),
                new Reading(Device.TYPE, 0, "desktop", at),
                new Reading(Energy.CONSUMED, 0, wattHours, at));
    }
}
