package org.socle.edge.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.catalogue.Link;
import org.socle.edge.probe.LinkProbe.Segments;
import org.socle.edge.source.SysFs;
import org.socle.edge.tree.Reading;

class LinkProbeTest {
    @TempDir
    Path root;

    private LinkProbe probe;

    @BeforeEach
    void machine() throws IOException {
        Files.createDirectories(root.resolve("proc/net"));
        probe = new LinkProbe(new SysFs(root));
    }

    @Test
    void theFirstLookTellsNoShare() throws IOException {
        assertThat(loss(100_000, 5_000)).isEmpty();
    }

    @Test
    void theShareIsWhatHappenedSinceTheLookBefore() throws IOException {
        loss(100_000, 5_000);
        assertThat(loss(100_980, 5_020)).contains(2L);
        assertThat(loss(101_980, 5_020)).contains(0L);
    }

    @Test
    void aFewSegmentsProveNothingAndAddUp() throws IOException {
        loss(1_000, 0);
        assertThat(loss(1_050, 50)).isEmpty();
        assertThat(loss(1_100, 99)).isEmpty();
        assertThat(loss(1_100, 100)).contains(50L);
    }

    @Test
    void aShareStandsUntilThereIsEnoughForANewOne() throws IOException {
        loss(1_000, 0);
        assertThat(loss(1_190, 10)).contains(5L);
        assertThat(loss(1_290, 10)).contains(5L);
        assertThat(loss(1_390, 10)).contains(0L);
    }

    @Test
    void countersThatStartOverAreNoLoss() throws IOException {
        loss(4_294_967_000L, 1_000);
        assertThat(loss(500, 3)).isEmpty();
        assertThat(loss(1_496, 7)).contains(0L);
    }

    @Test
    void withoutCountersThereIsNothingToRead() throws IOException {
        assertThat(probe.present()).isFalse();
        Files.writeString(root.resolve("proc/net/snmp"), "Tcp: 1 2 3\n");
        assertThat(probe.present()).isFalse();
    }

    @Test
    void columnsAreFoundByName() {
        assertThat(LinkProbe.segments(
                        List.of("Udp: InDatagrams", "Udp: 4", "Tcp: RetransSegs MaxConn OutSegs", "Tcp: 12 -1 9000")))
                .contains(new Segments(9_000, 12));
        assertThat(LinkProbe.segments(List.of("Tcp: RetransSegs OutSegs", "Tcp: 12")))
                .isEmpty();
        assertThat(LinkProbe.segments(List.of("Tcp: RetransSegs OutSegs", "Tcp: twelve 9000")))
                .isEmpty();
    }

    private Optional<Object> loss(long sent, long again) throws IOException {
        Files.writeString(
                root.resolve("proc/net/snmp"),
                "Tcp: MaxConn OutSegs RetransSegs\nTcp: -1 " + sent + " " + again + "\n");
        Readings readings = new Readings();
        probe.read(readings);
        return readings.list().stream()
                .filter(reading -> reading.resource() == Link.LOSS)
                .map(Reading::value)
                .findFirst();
    }
}
