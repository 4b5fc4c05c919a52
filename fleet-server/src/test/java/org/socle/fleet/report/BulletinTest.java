package org.socle.fleet.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.catalogue.Processor;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.energy.Consumption;
import org.socle.fleet.place.Place;

/** One page for pupils and staff: what it says, and what it does not. */
class BulletinTest {
    private static final Instant OCTOBER = Instant.parse("2026-09-30T22:00:00Z");
    private static final Instant NOVEMBER = Instant.parse("2026-10-31T23:00:00Z");

    private TestServer server;
    private Place school;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        server = new TestServer(directory);
        Place town = server.town("Grenoble");
        school = server.school(town, "École Jean Macé", "0381778B");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private void machine(String name, Instant from, Instant to) throws Exception {
        UUID device = server.machine(name, TestServer.number(Processor.LOAD, 12));
        server.machines().move(TestServer.root(), device, school.id());
        Consumption consumption = new Consumption(server.database());
        consumption.of(device, from, to, 20);
        consumption.close();
    }

    private String october() throws Exception {
        return server.get("/schools/0381778B/bulletin?period=2026-10", server.signIn(), "Accept-Language", "fr")
                .body()
                .replace('\u202f', ' ')
                .replaceAll("</?a\\b[^>]*>", "");
    }

    @Test
    void aMonthIsHeldAgainstTheSameOneOfTheYearBefore() throws Exception {
        machine("a", Instant.parse("2025-09-30T22:00:00Z"), Instant.parse("2025-10-31T23:00:00Z"));
        machine("b", OCTOBER, NOVEMBER);

        assertThat(october()).contains("consommé 15 kWh, autant qu’en octobre 2025.", "le reste est inconnu");
    }

    @Test
    void anOldEditionOfFactorsGivesItAgain() throws Exception {
        machine("b", OCTOBER, NOVEMBER);
        assertThat(october())
                .contains("facteurs de l’édition 2026-11")
                .doesNotContain("qui n’est pas celle qui compte");
        String old = server.get(
                        "/schools/0381778B/bulletin?period=2026-10&edition=2026-05",
                        server.signIn(),
                        "Accept-Language",
                        "fr")
                .body();
        assertThat(old)
                .contains("facteurs de l’édition 2026-05", "qui n’est pas celle qui compte")
                .contains("/bulletin.pdf?period=2026-10&amp;edition=2026-05\"")
                .contains("/energy?period=2026-10&amp;edition=2026-05&amp;place=0381778B\"");
        assertThat(server.get("/schools/0381778B/bulletin.pdf?edition=none", server.signIn())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void notAgainstOneOfWhichFarLessIsKnown() throws Exception {
        machine("a", Instant.parse("2025-10-10T22:00:00Z"), Instant.parse("2025-10-31T23:00:00Z"));
        machine("b", OCTOBER, NOVEMBER);

        assertThat(october()).contains("consommé 15 kWh.").doesNotContain("octobre 2025");
    }

    @Test
    void withoutAWasteThatStandsOutTheEveningIsProposed() throws Exception {
        machine("a", OCTOBER, NOVEMBER);

        assertThat(october()).contains("Éteindre les postes après la classe").doesNotContain("Continuez ainsi");
    }

    @Test
    void whatManyMachinesWasteIsOneThingToDo() throws Exception {
        Instant now = Instant.now();
        machine("a", now.minus(Duration.ofDays(20)), now);
        machine("b", now.minus(Duration.ofDays(20)), now);
        machine("c", OCTOBER, NOVEMBER);

        assertThat(october()).contains("2 postes : sous tension jour et nuit").contains("Les éteindre le soir");
    }

    @Test
    void whereNothingIsKnownNobodyIsToldThatAllIsWell() throws Exception {
        assertThat(october())
                .contains("En octobre 2026, aucune consommation n’est connue ici.")
                .contains("sans relevé, rien ne peut être proposé")
                .doesNotContain("Continuez ainsi");
    }
}
