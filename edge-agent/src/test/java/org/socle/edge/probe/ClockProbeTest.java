package org.socle.edge.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.socle.edge.probe.FakeMachine.read;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socle.edge.source.Commands;

class ClockProbeTest {
    private final List<String> asked = new ArrayList<>();
    private String timedatectl = "no";
    private FakeMachine machine;
    private ClockProbe probe;

    @BeforeEach
    void machine(@TempDir Path root) {
        machine = new FakeMachine(root);
        probe = new ClockProbe(machine.files(), new Commands() {
            @Override
            public Result run(List<String> command, Duration timeout) {
                asked.add(command.get(1));
                return new Result(0, command.get(1).equals("show") ? timedatectl + "\n" : "");
            }

            @Override
            public boolean available(String program) {
                return program.equals("timedatectl");
            }
        });
    }

    @Test
    void aClockThatIsRightIsNotAskedAtEveryRead() throws IOException {
        timedatectl = "yes";
        for (int i = 0; i < 20; i++) {
            assertThat(read(probe)).isEqualTo(Map.of("clock.synchronised", true));
        }
        assertThat(asked).filteredOn("show"::equals).hasSize(2);
    }

    @Test
    void aClockThatIsWrongIsAskedUntilItIsRight() throws IOException {
        assertThat(read(probe)).isEqualTo(Map.of("clock.synchronised", false));
        assertThat(read(probe)).isEqualTo(Map.of("clock.synchronised", false));
        timedatectl = "yes";
        assertThat(read(probe)).isEqualTo(Map.of("clock.synchronised", true));
        assertThat(asked).filteredOn("show"::equals).hasSize(3);
    }

    @Test
    void systemdsMarkNeedsNoProgramButForTheOffset() throws IOException {
        machine.with("run/systemd/timesync/synchronized", "");
        assertThat(read(probe)).isEqualTo(Map.of("clock.synchronised", true));
        assertThat(asked).containsExactly("timesync-status");
    }

    @Test
    void anAnswerNobodyUnderstandsIsNone() throws IOException {
        timedatectl = "Failed to connect to bus";
        assertThat(read(probe)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yes | true",
                "no | false",
                "A9FEA97B,169.254.169.123,4,1767594999.1,0.1,-0.1,0.1,-5.1,0.001,0.012,0.0005,0.0001,64.3,Normal | true",
                "A9FEA97B,169.254.169.123,4,1767594999.1,0.1,-0.1,0.1,-5.1,0.001,0.012,0.0005,0.0001,64.3,Insert second | true",
                "00000000,,0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,1.0,1.0,0.0,Not synchronised | false",
            })
    void understandsBothPrograms(String output, boolean synchronised) {
        assertThat(ClockProbe.answer(output + "\n")).contains(synchronised);
    }
}
