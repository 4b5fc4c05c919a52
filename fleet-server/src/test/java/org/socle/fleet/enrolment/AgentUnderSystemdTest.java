package org.socle.fleet.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code join.sh} installs the agent under a real systemd, booted in namespaces over a captured machine: the reader's values
 * arrive, and the agent holds no right. The assertions are in {@code edge-agent/src/test/systemd/inside}.
 */
@Tag("process")
class AgentUnderSystemdTest {
    /** Of the script: it cannot be done here, and it says why. */
    private static final int SKIPPED = 77;

    private static final Path AGENT = Path.of("../edge-agent").toAbsolutePath().normalize();

    @TempDir
    private Path directory;

    @Test
    void theReaderReadsAndTheAgentHoldsNothing() throws Exception {
        Path jar = AGENT.resolve("target/socle-agent.jar");
        assumeTrue(Files.exists(jar), jar + " is not built: mvn package");
        Path said = directory.resolve("said.txt");
        Process process = new ProcessBuilder(
                        AGENT.resolve("src/test/systemd/run").toString(), jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        // The script ends by itself, and cleans up then.
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        String told = Files.readString(said);
        assumeTrue(process.exitValue() != SKIPPED, told);
        assertThat(process.exitValue()).as(told).isZero();
        assertThat(told)
                .contains(
                        "ok: it holds no capability (CapEff)",
                        "ok: the agent's service shows: storage.healthy[sda] = false")
                .doesNotContain("NOT:");
    }
}
