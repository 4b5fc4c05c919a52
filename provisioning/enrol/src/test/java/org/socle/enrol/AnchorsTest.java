package org.socle.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.enrol.authority.Authorities;

class AnchorsTest {
    private static final Instant NOW = Instant.now();

    @TempDir
    private Path directory;

    @Test
    void aNewRootIsLearntWhenATrustedOneVouchesForIt() {
        Authorities first = Authorities.open(directory.resolve("ca"), NOW);
        Authorities prepared = first.prepare(NOW, null);
        List<X509Certificate> both = Anchors.update(first.anchors(), prepared.published());
        assertThat(both).containsExactlyInAnyOrderElementsOf(prepared.anchors());
        Authorities dropped = prepared.switchOver().drop(1);
        assertThat(Anchors.update(both, dropped.published())).isEqualTo(dropped.anchors());
    }

    @Test
    void aRootNobodyTrustedVouchesForStaysOut() {
        Authorities own = Authorities.open(directory.resolve("ca"), NOW);
        Authorities foreign =
                Authorities.open(directory.resolve("foreign"), NOW).prepare(NOW, null);
        List<X509Certificate> published = new ArrayList<>(own.published());
        published.addAll(foreign.published());
        assertThat(Anchors.update(own.anchors(), published)).isEqualTo(own.anchors());
        assertThat(Anchors.update(own.anchors(), foreign.published())).isEqualTo(own.anchors());
    }

    @Test
    void whatConnectsRootsIsNoRoot() {
        Authorities prepared = Authorities.open(directory.resolve("ca"), NOW).prepare(NOW, null);
        assertThat(Anchors.roots(prepared.published())).hasSize(2).containsAll(prepared.anchors());
    }
}
