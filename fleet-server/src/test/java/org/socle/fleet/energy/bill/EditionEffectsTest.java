package org.socle.fleet.energy.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.catalogue.Processor;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.energy.Consumption;
import org.socle.fleet.energy.factor.Effects.Effect;
import org.socle.fleet.energy.factor.FactorEditions;
import org.socle.fleet.energy.factor.FactorFile;
import org.socle.fleet.energy.factor.Factors;
import org.socle.fleet.energy.own.OwnBills;
import org.socle.fleet.energy.use.EnergyAccounts;
import org.socle.fleet.place.Place;

/** What a new edition would do to the figures, said before it is added. */
class EditionEffectsTest {
    private static final Clock THEN = Clock.fixed(Instant.parse("2026-11-26T10:00:00Z"), ZoneOffset.UTC);

    @Test
    void theEnergyStaysAndTheCarbonFollowsTheFactors(@TempDir Path directory) throws Exception {
        try (TestServer server = new TestServer(directory)) {
            Place town = server.town("Grenoble");
            Place school = server.school(town, "École Jean Macé", "0381778B");
            UUID device = server.machine("a", TestServer.number(Processor.LOAD, 12));
            server.machines().move(TestServer.root(), device, school.id());
            Consumption consumption = new Consumption(server.database());
            // A thousand hours at 20 W, within 2025.
            Instant start = Instant.parse("2025-03-01T00:00:00Z");
            consumption.of(device, start, start.plusSeconds(1000 * 3600L), 20);
            consumption.close();
            FactorEditions editions = new FactorEditions(server.database(), THEN);
            String changed = editions.body("2026-11")
                    .orElseThrow()
                    .replace("2025,mainland,0.0461", "2025,mainland,0.1")
                    .replaceAll("(?m)^(server|network),.*\\R", "");
            Factors after = FactorFile.parse("test", changed);
            EditionEffects effects =
                    new EditionEffects(new EnergyAccounts(server.database()), new OwnBills(server.database()), THEN);

            List<Effect> told = effects.of(Scope.EVERYTHING, editions.current(), after);
            // Nothing is known of 2026: no data is not a change of nothing.
            assertThat(told).hasSize(1);
            assertThat(told.get(0).period()).isEqualTo("2025");
            assertThat(told.get(0).wattHours()).isCloseTo(20_000, within(1.0));
            assertThat(told.get(0).kilogramsBefore()).isCloseTo(20 * 0.0461, within(0.001));
            assertThat(told.get(0).kilogramsAfter()).isCloseTo(20 * 0.1, within(0.001));
            assertThat(effects.of(Scope.NOTHING, editions.current(), after)).isEmpty();
        }
    }
}
