package org.socle.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.Pack;
import org.socle.contract.Sample;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.senml.SenmlFormat;
import org.socle.edge.tree.Change;

class ShowJsonTest {
    @TempDir
    Path directory;

    @Test
    void optiplex_7010_asThePackOfItsFirstReport() throws Exception {
        Path config = directory.resolve("agent.toml");
        Files.writeString(config, "state.directory = \"" + directory.resolve("state") + "\"\n");
        Path machine = CapturedMachinesTest.MACHINES.resolve("optiplex-7010");

        CapturedMachinesTest.Output shown = CapturedMachinesTest.agent(
                "show", "--json", "--config", config.toString(), "--root", machine.toString());

        assertThat(shown.exit()).as(shown.text()).isZero();
        Pack pack = Pack.decode(shown.text().getBytes(UTF_8), SenmlFormat.JSON);
        assertThat(pack.sequence()).hasValue(1);
        assertThat(pack.samples())
                .startsWith(new Sample(Agent.PACK, 0, 0, 1L))
                .endsWith(
                        new Sample(Agent.SNAPSHOT, 0, 0, true),
                        new Sample(Agent.OUTBOX_PACKS, 0, 0, 0L),
                        new Sample(Agent.OUTBOX_SIZE, 0, 0, 0L),
                        new Sample(Agent.OUTBOX_THINNED, 0, 0, 0L),
                        new Sample(Agent.OUTBOX_REFUSED, 0, 0, 0L),
                        new Sample(Agent.OUTBOX_STATE, 0, 0, "disk"));
        List<Change> values = pack.samples().subList(1, pack.samples().size() - 6).stream()
                .map(sample -> new Change(sample.resource(), sample.instance(), sample.value(), Instant.EPOCH))
                .toList();
        assertThat(CapturedMachinesTest.comparable(PlainText.lines(values).stream()))
                .isEqualTo(Files.readString(machine.resolve("expected.txt")));
    }
}
