package org.socle.edge.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.socle.edge.source.Sources;

class ProbesTest {
    private static List<String> names(String... disabled) {
        return Probes.without(List.of(disabled), Sources.of(Path.of("/"))).stream()
                .map(Probe::name)
                .toList();
    }

    @Test
    void everyProbeIsListedUnderItsOwnName() {
        assertThat(names()).isEqualTo(Probes.names()).doesNotHaveDuplicates().hasSizeGreaterThan(10);
    }

    @Test
    void probesThatAreNotWantedAreLeftOut() {
        assertThat(names("storage", "link")).hasSize(Probes.names().size() - 2).doesNotContain("storage", "link");
    }
}
