package org.socle.fleet.energy.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.socle.fleet.energy.use.Sums;

/** Nothing published, and nothing reckoned from what is published, is of fewer machines than the floor. */
class FloorTest {

    private static Unit unit(String path, int machines) {
        return new Unit(path, machines, Sums.NONE);
    }

    /** Towns with schools right in them and in circonscriptions, mostly small ones. */
    @Provide
    Arbitrary<List<Unit>> fleets() {
        Arbitrary<Integer> machines = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.integers().between(0, 12)),
                Tuple.of(1, Arbitraries.integers().between(0, 60)));
        Arbitrary<String> places = Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(0, 3))
                .as((town, part) -> part == 0 ? "/" + town + "/" : "/" + town + "/" + town + part + "/");
        return Combinators.combine(places, machines)
                .as((place, count) -> unit(place, count))
                .list()
                .ofMaxSize(14)
                .map(units -> {
                    List<Unit> schools = new ArrayList<>();
                    for (int i = 0; i < units.size(); i++) {
                        schools.add(unit(
                                units.get(i).path() + (100 + i) + "/",
                                units.get(i).machines()));
                    }
                    return schools;
                });
    }

    private static int machines(List<Unit> units) {
        return units.stream().mapToInt(Unit::machines).sum();
    }

    @Property(tries = 2_000)
    void noLineAndNoDifferenceIsOfTooFew(@ForAll("fleets") List<Unit> fleet) {
        List<Line> lines = Floor.lines(fleet);
        List<Unit> published =
                lines.stream().flatMap(line -> line.units().stream()).toList();
        assertThat(lines).allMatch(line -> line.machines() >= Floor.LEAST);
        // Lines share nothing: a difference of sums of lines is a sum of lines.
        assertThat(new HashSet<>(published)).hasSameSizeAs(published).isSubsetOf(fleet);
        // Whoever knows the sum of a place takes away the lines that lie in it.
        for (String place : places(fleet)) {
            List<Line> inside = lines.stream()
                    .filter(line ->
                            line.units().stream().allMatch(unit -> unit.path().startsWith(place)))
                    .toList();
            List<Unit> left = fleet.stream()
                    .filter(unit -> unit.path().startsWith(place))
                    .filter(unit ->
                            inside.stream().noneMatch(line -> line.units().contains(unit)))
                    .toList();
            if (!inside.isEmpty() && machines(left) > 0) {
                assertThat(machines(left)).as(place + " of " + fleet).isGreaterThanOrEqualTo(Floor.LEAST);
            }
        }
    }

    @Property(tries = 500)
    void ofATownAllIsPublishedOrNothing(@ForAll("fleets") List<Unit> fleet) {
        List<Line> lines = Floor.lines(fleet);
        for (String town : List.of("/1/", "/2/", "/3/")) {
            List<Unit> its =
                    fleet.stream().filter(unit -> unit.path().startsWith(town)).toList();
            List<Unit> published = lines.stream()
                    .flatMap(line -> line.units().stream())
                    .filter(unit -> unit.path().startsWith(town))
                    .toList();
            assertThat(published).hasSize(machines(its) >= Floor.LEAST ? its.size() : 0);
        }
    }

    @Property(tries = 500)
    void theOrderOfSchoolsDoesNotMatter(@ForAll("fleets") List<Unit> fleet) {
        List<Unit> backwards = new ArrayList<>(fleet);
        Collections.reverse(backwards);
        assertThat(sets(Floor.lines(backwards))).isEqualTo(sets(Floor.lines(fleet)));
    }

    private static Set<Set<Unit>> sets(List<Line> lines) {
        Set<Set<Unit>> sets = new HashSet<>();
        lines.forEach(line -> sets.add(new HashSet<>(line.units())));
        return sets;
    }

    private static Set<String> places(List<Unit> fleet) {
        Set<String> places = new HashSet<>();
        for (Unit unit : fleet) {
            for (int end = unit.path().indexOf('/', 1);
                    end > 0;
                    end = unit.path().indexOf('/', end + 1)) {
                places.add(unit.path().substring(0, end + 1));
            }
        }
        return places;
    }

    @Test
    void aRestThatIsTooSmallTakesTheSmallestLineAlong() {
        Unit large = unit("/1/11/101/", 30);
        Unit middle = unit("/1/11/102/", 12);
        Unit small = unit("/1/11/103/", 4);
        assertThat(Floor.lines(List.of(large, middle, small)))
                .containsExactlyInAnyOrder(
                        new Line("/1/11/101/", List.of(large)), new Line("/1/11/", List.of(middle, small)));
    }

    @Test
    void whatIsTooSmallGoesUpAndIsLeftOutAtTheTop() {
        Unit one = unit("/1/11/101/", 6);
        Unit other = unit("/1/12/102/", 5);
        assertThat(Floor.lines(List.of(one, other)))
                .extracting(Line::place, Line::machines)
                .containsExactly(tuple("/1/", 11));
        assertThat(Floor.lines(List.of(one, unit("/2/12/102/", 5)))).isEmpty();
    }
}
