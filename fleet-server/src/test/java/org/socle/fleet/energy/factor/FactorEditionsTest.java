package org.socle.fleet.energy.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.energy.factor.EditionPlan.Verdict;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Refusal;

/** Editions that come with the program beside those of people, and what a new one would change. */
class FactorEditionsTest {
    private Database database;
    private FactorEditions editions;

    @BeforeEach
    void open(@TempDir Path directory) throws Exception {
        database = Database.open(directory);
        editions = new FactorEditions(database, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<String> names() {
        return editions.all().stream().map(Edition::name).toList();
    }

    private void keep(String name, String body) {
        database.writing(handle ->
                new FactorTable().add(handle, name, body, Clock.systemUTC().instant()));
    }

    private static boolean own(Factors factors) {
        return factors.of("server", "processor").isPresent()
                && factors.of("network", "transfer").isPresent();
    }

    @Test
    void theOneThatCountsHasFactorsForSocleItselfAndTheOldOneIsAsItWasPublished() {
        editions.takeShipped();
        editions.takeShipped();

        assertThat(names()).containsExactly("2026-11", "2026-05");
        assertThat(own(editions.current())).isTrue();
        assertThat(own(editions.of("2026-05").orElseThrow())).isFalse();
        // Nothing else is different.
        EditionPlan plan = EditionPlan.of(editions.of("2026-05").orElseThrow(), editions.current(), "");
        assertThat(plan.changes()).hasSize(2).allMatch(change -> change.verdict() == Verdict.ADDED);
    }

    @Test
    void aDatabaseThatHoldsTheOldOneOnlyIsGivenTheNewOne() {
        keep("2026-05", editions.body("2026-05").orElseThrow());

        editions.takeShipped();

        assertThat(own(editions.current())).isTrue();
        assertThat(editions.waiting()).isEmpty();
    }

    @Test
    void anEditionOfThePeopleHereGoesOnCountingAndTheNewOneIsToldOf() {
        keep("2026-05", editions.body("2026-05").orElseThrow());
        keep("ours", editions.body("2026-05").orElseThrow());

        editions.takeShipped();

        assertThat(names()).containsExactly("ours", "2026-05");
        assertThat(editions.waiting()).containsExactly("2026-11");
        assertThat(editions.body("2026-11")).isPresent();
    }

    @Test
    void aPlanSaysWhatIsAddedRemovedAndChangedAndOnlyWhatWasSeenIsDone() {
        editions.takeShipped();
        String file = editions.body("2026-11").orElseThrow();
        String changed =
                file.replace("2025,mainland,0.0461", "2025,mainland,0.1").replaceAll("(?m)^part,hdd.*\\R", "")
                        + "grid,electricity,2026,corsica,0.5,,,kgCO2e/kWh,somebody,free,\n";

        EditionPlan plan = editions.plan("next", changed);

        assertThat(plan.changes())
                .extracting(EditionPlan.Change::verdict)
                .containsExactly(Verdict.CHANGED, Verdict.ADDED, Verdict.REMOVED);
        assertThat(plan.changes().get(0).before().value()).isEqualTo(0.0461);
        assertThat(plan.changes().get(0).after().value()).isEqualTo(0.1);
        assertThat(plan.changes().get(2).either().subject()).isEqualTo("hdd");
        assertThatThrownBy(() -> editions.add(TestServer.root(), "next", file, plan.fingerprint()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("factor.refused.changed");
        keep("meanwhile", file);
        assertThatThrownBy(() -> editions.add(TestServer.root(), "next", changed, plan.fingerprint()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("factor.refused.changed");
        assertThat(names()).doesNotContain("next");
        editions.add(
                TestServer.root(),
                "next",
                changed,
                editions.plan("next", changed).fingerprint());
        assertThat(editions.current().edition()).isEqualTo("next");
    }
}
