package org.socle.fleet.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ScopeTest {
    @Test
    void aPlaceIsSeenWithAllBelowItAndNothingBeside() {
        Scope scope = Scope.of("/1/4/");

        assertThat(scope.sees("/1/4/")).isTrue();
        assertThat(scope.sees("/1/4/9/")).isTrue();
        assertThat(scope.sees("/1/")).isFalse();
        assertThat(scope.sees("/1/40/")).isFalse();
        assertThat(scope.sees("/1/5/")).isFalse();
        assertThat(scope.sees(null)).isFalse();
        assertThat(Scope.EVERYTHING.sees(null)).isTrue();
        assertThat(Scope.NOTHING.sees("/1/")).isFalse();
    }

    @Test
    void whatIsBelowSomethingElseIsDropped() {
        assertThat(Scope.of(List.of("/1/4/", "/1/", "/2/10/", "/2/1/")).paths())
                .containsExactlyInAnyOrder("/1/", "/2/1/", "/2/10/");
    }

    @Test
    void onlyPathsArePaths() {
        for (String wrong : List.of("", "/", "1", "/1", "/1/x/", "/1/\"/", "//")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Scope.of(wrong));
        }
    }

    @Property
    void bothSeeIsWhatEachSees(
            @ForAll("scopes") Scope one, @ForAll("scopes") Scope other, @ForAll("paths") String path) {
        assertThat(one.and(other).sees(path)).isEqualTo(one.sees(path) && other.sees(path));
        assertThat(one.and(other)).isEqualTo(other.and(one));
        assertThat(one.covers(one.and(other))).isTrue();
    }

    @Property
    void whoCoversSeesAllTheOtherSees(
            @ForAll("scopes") Scope one, @ForAll("scopes") Scope other, @ForAll("paths") String path) {
        if (one.covers(other) && other.sees(path)) {
            assertThat(one.sees(path)).isTrue();
        }
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.integers()
                .between(1, 12)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(numbers -> numbers.stream().map(String::valueOf).collect(Collectors.joining("/", "/", "/")));
    }

    @Provide
    Arbitrary<Scope> scopes() {
        Arbitrary<Scope> some = paths().set().ofMaxSize(4).map(Scope::of);
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(1, Arbitraries.of(Set.of(Scope.EVERYTHING))), net.jqwik.api.Tuple.of(9, some));
    }
}
