package org.socle.fleet.energy.open;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.catalogue.Device;
import org.socle.contract.catalogue.Energy;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.energy.use.AccountSweep;
import org.socle.fleet.energy.use.Accounting;
import org.socle.fleet.energy.use.EnergyAccounts;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachineTable;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.reading.Reading;
import org.socle.fleet.reading.Snapshot;

/** What is published, through a real server. */
class OpenDataTest {
    private TestServer server;
    private Place town;
    private Place large;
    private Place small;
    private Place tiny;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        server = new TestServer(directory);
        town = server.town("Ville de Grenoble");
        large = school("École Jean Macé", "0381778B");
        small = school("École Paul Bert", "0381780D");
        tiny = school("École Buisson", "0382032C");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private Place school(String name, String uai) {
        return server.places()
                .create(TestServer.root(), town.id(), PlaceKind.SCHOOL, new PlaceDetails(name, uai, "", "", ""));
    }

    /** Machines that consume 1 kWh each from seven to eight in the evening. */
    private List<Machine> consume(Place place, String day, int machines) {
        StoredCalendar calendar = new StoredCalendar(server.database(), Clock.systemUTC());
        Accounting accounting = Accounting.live(calendar);
        Instant from = OffsetDateTime.parse(day + "T19:00:00+02:00").toInstant();
        List<Machine> all = new ArrayList<>();
        server.database().writing(handle -> {
            MachineTable table = new MachineTable();
            for (int i = 0; i < machines; i++) {
                UUID device = UUID.randomUUID();
                table.place(handle, table.findOrAdd(handle, device, from), place.id());
                Machine machine = table.findOrAdd(handle, device, from);
                counted(accounting, machine, from, 0, handle);
                all.add(machine);
            }
        });
        new AccountSweep(server.database(), calendar, Clock.systemUTC()).addUp();
        return all;
    }

    private static void counted(Accounting accounting, Machine machine, Instant from, double start, Handle handle) {
        Snapshot before = Snapshot.of(readings(from, start));
        accounting.take(handle, machine, before, before.with(readings(from.plusSeconds(3_600), start + 1_000), false));
    }

    private static List<Reading> readings(Instant at, double wattHours) {
        return List.of(
                new Reading(Energy.METER, 0, "machine", at),
                new Reading(Device.TYPE, 0, "desktop", at),
                new Reading(Energy.CONSUMED, 0, wattHours, at));
    }

    private JsonNode json(String cookie, String period) throws Exception {
        return new ObjectMapper()
                .readTree(server.get("/energy/open-data.json?period=" + period, cookie)
                        .body());
    }

    @Test
    void smallSchoolsAreMergedAndOnlyWhoSeesAllOfALineGetsIt() throws Exception {
        consume(large, "2025-10-07", 12);
        consume(small, "2025-10-07", 11);
        consume(tiny, "2025-10-07", 3);
        String officer = server.session(server.account("Anne", Role.OFFICER, town));

        JsonNode data = json(officer, "2025-10");
        assertThat(data.get("licence").asText()).isEqualTo("etalab-2.0");
        assertThat(data.get("floor_machines").asInt()).isEqualTo(10);
        assertThat(data.get("fields")).hasSize(OpenLine.FIELDS.size());
        JsonNode lines = data.get("lines");
        assertThat(lines).hasSize(2);
        JsonNode group = lines.get(0);
        assertThat(group.get("level").asText()).isEqualTo("group");
        assertThat(group.get("place").asText()).isEqualTo("Ville de Grenoble");
        assertThat(group.get("uai").isNull()).isTrue();
        assertThat(group.get("schools").asInt()).isEqualTo(2);
        assertThat(group.get("machines").asInt()).isEqualTo(14);
        assertThat(group.get("kwh").asDouble()).isEqualTo(14);
        assertThat(group.get("outside_share").asDouble()).isEqualTo(1);
        JsonNode alone = lines.get(1);
        assertThat(alone.get("uai").asText()).isEqualTo("0381778B");
        assertThat(alone.get("kwh").asDouble()).isEqualTo(12);
        assertThat(server.get("/energy/open-data.csv?period=2025-10", officer)
                        .body()
                        .lines()
                        .toList()
                        .get(2))
                .startsWith("2025-10,school,École Jean Macé,0381778B,Ville de Grenoble,1,12,12.0,");

        // Of the line with Paul Bert in it he does not see all: he gets none of his own either.
        String head = server.session(server.account("Paul", Role.SCHOOL, small));
        assertThat(json(head, "2025-10").get("lines")).isEmpty();
        String other = server.session(server.account("Jeanne", Role.SCHOOL, large));
        assertThat(json(other, "2025-10").get("lines")).containsExactly(alone);
        assertThat(server.get("/energy/open-data?period=2025-10", officer, "Accept-Language", "fr")
                        .body())
                .contains("2 lignes à publier", "3 établissements ont des relevés ; un seul a une ligne à son nom");
    }

    @Test
    void aMachineThatGoesFromRoomToRoomCountsOnce() throws Exception {
        Place room =
                server.places().create(TestServer.root(), large.id(), PlaceKind.ROOM, PlaceDetails.named("Salle 1"));
        ZoneId paris = ZoneId.of("Europe/Paris");
        // Moves are written down when they happen: in the month that is going on.
        LocalDate today = LocalDate.now(paris);
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(40));
        List<Machine> machines = consume(large, today.toString(), 9);
        Instant now = today.atStartOfDay(paris).plusHours(21).toInstant();
        server.database().writing(handle -> {
            MachineTable table = new MachineTable();
            table.place(handle, machines.get(0), room.id());
            Machine moved = table.findOrAdd(handle, machines.get(0).deviceId(), now);
            counted(
                    Accounting.live(new StoredCalendar(server.database(), later)),
                    moved,
                    Instant.now().plusSeconds(60),
                    1_000,
                    handle);
        });
        new AccountSweep(server.database(), new StoredCalendar(server.database(), later), later).addUp();
        var accounts = new EnergyAccounts(server.database());
        LocalDate month = today.withDayOfMonth(1);
        assertThat(accounts.months(Scope.EVERYTHING, month, month.plusMonths(1)))
                .extracting(each -> each.machines())
                .containsExactlyInAnyOrder(9, 1);
        OpenData data = new OpenData(accounts, server.places(), later);
        var published = data.of(Scope.EVERYTHING, month, month.plusMonths(1));
        assertThat(published.lines()).isEmpty();
        assertThat(published.leftOut()).isEqualTo(1);
    }

    @Test
    void aMonthThatIsNotOverIsNotPublished() throws Exception {
        consume(
                large,
                LocalDate.now(ZoneId.of("Europe/Paris")).withDayOfMonth(1).toString(),
                12);
        assertThat(json(
                                server.signIn(),
                                LocalDate.now(ZoneId.of("Europe/Paris"))
                                        .toString()
                                        .substring(0, 7))
                        .get("lines"))
                .isEmpty();
    }
}
