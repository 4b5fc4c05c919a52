package org.socle.fleet.replacement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.catalogue.Processor;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Storage;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.forecast.Forecasts;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.ticket.Interventions;
import org.socle.fleet.ticket.NewIntervention;
import org.socle.fleet.ticket.NewTicket;
import org.socle.fleet.ticket.Origin;
import org.socle.fleet.ticket.Priority;

class ReplacementsTest {
    @Test
    void theHorizonIsTheEndOfNextSchoolYear() {
        assertThat(Replacements.horizon(LocalDate.parse("2026-11-25"))).isEqualTo("2028-08-31");
        assertThat(Replacements.horizon(LocalDate.parse("2027-08-31"))).isEqualTo("2028-08-31");
        assertThat(Replacements.horizon(LocalDate.parse("2027-09-01"))).isEqualTo("2029-08-31");
    }

    @Test
    void aMachineIsOnTheListForWhatTheDataSay(@TempDir Path directory) throws Exception {
        try (TestServer server = new TestServer(directory)) {
            var root = TestServer.root();
            Place town = server.places().create(root, null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Ville"));
            Place alpha = school(server, town, "École A", "0381778B");
            Place beta = school(server, town, "École B", "0381780D");
            UUID worn = machine(server, "pc-worn", alpha);
            UUID repaired = machine(server, "pc-repaired", alpha);
            UUID old = machine(server, "pc-old", beta);
            UUID well = machine(server, "pc-well", beta);
            // From 31 % to 70 % in 90 days: the rest within a quarter of a year.
            daily(server, worn, Storage.PERCENTAGE_USED, ago -> 70 - 0.43 * ago);
            // Half of what the maker reckoned with, and no more for months.
            daily(server, well, Storage.PERCENTAGE_USED, ago -> 50);
            daily(server, well, Storage.POWER_ON_TIME, ago -> 43_700 - ago);
            daily(server, old, Storage.POWER_ON_TIME, ago -> 43_900 - ago);
            work(server, repaired, 2, 9_000);

            Replacements replacements = new Replacements(
                    server.database(),
                    new Forecasts(
                            server.database(),
                            new StoredCalendar(server.database(), Clock.systemUTC()),
                            place -> Limits.USUAL,
                            Clock.systemUTC()),
                    Clock.systemUTC());
            List<Replacements.Candidate> all = replacements.of(Scope.EVERYTHING);

            assertThat(all)
                    .extracting(
                            Replacements.Candidate::name,
                            each -> each.whys().stream()
                                    .map(Replacements.Why::reason)
                                    .toList())
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("pc-worn", List.of(Reason.DISK_WORN)),
                            org.assertj.core.groups.Tuple.tuple("pc-repaired", List.of(Reason.COST)),
                            org.assertj.core.groups.Tuple.tuple("pc-old", List.of(Reason.OLD)));
            assertThat(replacements.of(Scope.of(beta.path())))
                    .extracting(Replacements.Candidate::name)
                    .containsExactly("pc-old");

            String officer = server.session(server.account("Odile", Role.OFFICER, alpha));
            assertThat(server.get("/replacements", officer).body())
                    .contains(
                            "2 postes sont à renouveler",
                            "pc-worn",
                            "SSD usé à 70 %",
                            "À 100 % de l’usure prévue par le fabricant")
                    .contains("180,00\u202f€ de réparations en un an")
                    .doesNotContain("pc-old");
            assertThat(server.get("/replacements.csv?for=data", officer).body())
                    .startsWith("machine,model,school,uai,reason,data,id\r\npc-worn,,École A,0381778B,disk_worn,");
        }
    }

    private static Place school(TestServer server, Place town, String name, String uai) {
        return server.places()
                .create(TestServer.root(), town.id(), PlaceKind.SCHOOL, new PlaceDetails(name, uai, "", "", ""));
    }

    private static UUID machine(TestServer server, String name, Place school) throws Exception {
        UUID device = server.machine(name, TestServer.number(Processor.LOAD, 1));
        server.machines().move(TestServer.root(), device, school.id());
        return device;
    }

    private static void daily(TestServer server, UUID device, Resource resource, IntToDoubleFunction value) {
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        server.database().writing(handle -> {
            for (int ago = 0; ago < 90; ago++) {
                double last = value.applyAsDouble(ago);
                long at = today.minus(Duration.ofDays(ago)).toEpochMilli();
                handle.execute(
                        "INSERT INTO rollup_day (machine, key, instance, at, n, sum, min, max, last, last_at)"
                                + " SELECT id, ?, 0, ?, 1, ?, ?, ?, ?, ? FROM machine WHERE device = ?",
                        resource.key(),
                        at,
                        last,
                        last,
                        last,
                        last,
                        at,
                        device.toString());
            }
        });
    }

    private static void work(TestServer server, UUID device, int times, long cents) {
        long id = server.machines().find(Scope.EVERYTHING, device).orElseThrow().id();
        long ticket = server.tickets()
                .open(TestServer.root(), new NewTicket("no_start", "", id, null, null, Origin.PERSON, Priority.NORMAL))
                .number();
        Interventions interventions = new Interventions(server.database(), Clock.systemUTC(), server.tickets());
        for (int i = 0; i < times; i++) {
            interventions.note(
                    TestServer.root(),
                    ticket,
                    new NewIntervention(Instant.now(), 30, 0, cents, "Fait", true, "", "", List.of()));
        }
    }
}
