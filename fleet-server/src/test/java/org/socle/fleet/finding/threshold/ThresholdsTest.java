package org.socle.fleet.finding.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.catalogue.Temperature;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.Rules;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.finding.Threshold;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.reading.Reading;
import org.socle.fleet.reading.Snapshot;
import org.socle.fleet.store.Database;

/** What a place sets holds for all in it, the nearest first. */
class ThresholdsTest {
    private final Database database;
    private final Thresholds thresholds;
    private final Place town;
    private final Place school;
    private final Place other;
    private final Place room;

    ThresholdsTest(@TempDir Path directory) {
        database = Database.open(directory);
        thresholds = new Thresholds(database, Clock.systemUTC());
        Places places = new Places(database, Clock.systemUTC());
        var root = TestServer.root();
        town = places.create(root, null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Ville"));
        school = places.create(
                root, town.id(), PlaceKind.SCHOOL, new PlaceDetails("École Jean Macé", "0381778B", "", "", ""));
        other = places.create(
                root, town.id(), PlaceKind.SCHOOL, new PlaceDetails("École du Lac", "0381780D", "", "", ""));
        room = places.create(root, school.id(), PlaceKind.ROOM, PlaceDetails.named("Salle 1"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private double hot(Place place) {
        return thresholds.of(place.id()).of(Threshold.HOT);
    }

    @Test
    void theNearestPlaceThatSaysSomethingWins() {
        assertThat(hot(room)).isEqualTo(85);
        thresholds.set(TestServer.root(), town, Map.of(Threshold.HOT, 80.0, Threshold.FILLING, 95.0));
        thresholds.set(TestServer.root(), school, Map.of(Threshold.HOT, 70.0));

        assertThat(hot(room)).isEqualTo(70);
        assertThat(hot(other)).isEqualTo(80);
        assertThat(thresholds.of(room.id()).of(Threshold.FILLING)).isEqualTo(95);
        assertThat(thresholds.of(null)).isEqualTo(Limits.USUAL);
        assertThat(thresholds.inherited(school).of(Threshold.HOT)).isEqualTo(80);

        thresholds.set(TestServer.root(), school, Map.of());
        assertThat(hot(room)).isEqualTo(80);
    }

    @Test
    void whatIsOutOfItsRangeChangesNothing() {
        thresholds.set(TestServer.root(), town, Map.of(Threshold.HOT, 80.0));

        for (double value : List.of(39.9, 110.1, Double.NaN)) {
            assertThatThrownBy(() -> thresholds.set(
                            TestServer.root(), town, Map.of(Threshold.HOT, value, Threshold.FILLING, 91.0)))
                    .isInstanceOf(Thresholds.OutOfRange.class);
        }
        assertThat(thresholds.own(town)).isEqualTo(Map.of(Threshold.HOT, 80.0));
    }

    @Test
    void theRulesGoByThem() {
        Instant now = Instant.parse("2026-11-23T08:00:00Z");
        Snapshot warm = Snapshot.of(List.of(new Reading(Temperature.VALUE, 0, 72.0, now)));
        thresholds.set(TestServer.root(), school, Map.of(Threshold.HOT, 70.0));

        assertThat(Rules.check(Situation.of(warm, warm, now, thresholds.of(other.id()), List.of())))
                .isEmpty();
        assertThat(Rules.check(Situation.of(warm, warm, now, thresholds.of(room.id()), List.of())))
                .extracting(Finding::rule)
                .containsExactly("hot");
    }

    @Test
    void everyUsualValueMayBeSet() {
        for (Threshold threshold : Threshold.values()) {
            assertThat(threshold.usual()).as(threshold.word()).isBetween(threshold.least(), threshold.most());
        }
    }

    @Test
    void whatToWatchHasToStayBelowWhatFails() {
        for (Map<Threshold, Double> both : List.of(
                Map.of(Threshold.FILLING, 95.0, Threshold.FULL, 95.0),
                Map.of(Threshold.HOT, 96.0),
                Map.of(Threshold.FAN_WARM, 96.0),
                Map.of(Threshold.REALLOCATED_SECTORS_FAILING, 5.0),
                Map.of(Threshold.DISK_WORN, 80.0),
                Map.of(Threshold.SILENCE_ALONE, 15.0),
                Map.of(Threshold.SILENCE_LATE, 30.0))) {
            assertThatThrownBy(() -> thresholds.set(TestServer.root(), town, both))
                    .as(both.toString())
                    .isInstanceOf(Thresholds.Contradiction.class);
        }
        assertThat(thresholds.own(town)).isEmpty();
        thresholds.set(TestServer.root(), town, Map.of(Threshold.FILLING, 95.0, Threshold.FULL, 95.5));
        assertThat(thresholds.own(town)).hasSize(2);
    }

    @Test
    void oneOfThemMayComeFromFurtherUp() {
        thresholds.set(TestServer.root(), town, Map.of(Threshold.OVERHEATING, 80.0, Threshold.HOT, 70.0));

        assertThatThrownBy(() -> thresholds.set(TestServer.root(), room, Map.of(Threshold.HOT, 80.0)))
                .isInstanceOfSatisfying(Thresholds.Contradiction.class, e -> {
                    assertThat(e.pair).isEqualTo(new Threshold.Pair(Threshold.HOT, Threshold.OVERHEATING));
                    assertThat(e.lower).isEqualTo(80);
                    assertThat(e.upper).isEqualTo(80);
                    assertThat(e.path).isEqualTo(room.path());
                });
        // And one in a place below from a change above.
        thresholds.set(TestServer.root(), room, Map.of(Threshold.HOT, 79.0));
        assertThatThrownBy(() -> thresholds.set(
                        TestServer.root(), town, Map.of(Threshold.OVERHEATING, 78.0, Threshold.HOT, 70.0)))
                .isInstanceOfSatisfying(
                        Thresholds.Contradiction.class,
                        e -> assertThat(thresholds.name(e.path)).isEqualTo("Salle 1"));
        assertThat(hot(other)).isEqualTo(70);
        thresholds.set(TestServer.root(), room, Map.of());
        thresholds.set(TestServer.root(), town, Map.of(Threshold.OVERHEATING, 78.0, Threshold.HOT, 70.0));
        assertThat(thresholds.of(room.id()).of(Threshold.OVERHEATING)).isEqualTo(78);
    }

    @Test
    void theUsualValuesContradictNothing() {
        assertThat(Threshold.contradiction(Limits.USUAL)).isEmpty();
    }

    @Test
    void lengthsOfTimeGoByTheirUnit() {
        Limits limits = new Limits(Map.of(Threshold.SILENCE_ALONE, 45.0, Threshold.HEAT_LASTS, 1.5));
        assertThat(limits.length(Threshold.SILENCE_ALONE)).isEqualTo(Duration.ofMinutes(45));
        assertThat(limits.length(Threshold.HEAT_LASTS)).isEqualTo(Duration.ofSeconds(90));
        assertThat(limits.length(Threshold.SILENCE_LATE)).isEqualTo(Duration.ofHours(12));
        assertThat(limits.length(Threshold.UPDATES_LAST)).isEqualTo(Duration.ofDays(3));
        assertThatThrownBy(() -> limits.length(Threshold.HOT)).isInstanceOf(IllegalStateException.class);
    }
}
