package org.socle.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What systemd itself says of the units. What runs with which rights is {@code AgentUnderSystemdTest} of the fleet server. */
@Tag("process")
class UnitsTest {
    private static final Path UNITS = Path.of("systemd");
    private static final Pattern EXPOSURE = Pattern.compile("Overall exposure level for \\S+: ([\\d.]+)");

    @TempDir
    private Path directory;

    private record Output(int exit, String text) {}

    private Output run(long seconds, String... command) throws IOException, InterruptedException {
        Path said = Files.createTempFile(directory, "said", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(said, StandardCharsets.UTF_8);
        assertThat(ended).as("ended in time: %s", text).isTrue();
        return new Output(process.exitValue(), text);
    }

    /** Checks of unit files are newer than systemd-analyze: since 250. */
    private void needsAnalyze() throws Exception {
        Output version = installed("systemd-analyze")
                ? run(20, "systemd-analyze", "--version")
                : new Output(1, "systemd-analyze is not installed");
        Matcher number = Pattern.compile("systemd (\\d+)").matcher(version.text);
        assumeTrue(number.find() && Integer.parseInt(number.group(1)) >= 250, version.text);
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, program)));
    }

    private static List<String> lines(String unit) throws IOException {
        return Files.readAllLines(UNITS.resolve(unit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"socle-agent.service", "socle-hwread.service"})
    void systemdFindsLittleExposed(String unit) throws Exception {
        needsAnalyze();
        Output told = run(
                60,
                "systemd-analyze",
                "security",
                "--no-pager",
                "--offline=yes",
                UNITS.resolve(unit).toString());
        Matcher exposure = EXPOSURE.matcher(told.text);
        assertThat(exposure.find()).as(told.text).isTrue();
        assertThat(Double.parseDouble(exposure.group(1))).as(told.text).isLessThanOrEqualTo(2.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"socle-agent.service", "socle-hwread.service", "socle-hwread.timer"})
    void systemdUnderstandsEveryLine(String unit) throws Exception {
        needsAnalyze();
        // It wants the programs to be where the units say: these stand in.
        for (Path file : List.of(
                UNITS.resolve("socle-agent.service"),
                UNITS.resolve("socle-hwread.service"),
                UNITS.resolve("socle-hwread.timer"))) {
            String there = Files.readString(file).replaceAll("(?m)^ExecStart=\\S+", "ExecStart=/bin/true");
            Files.writeString(directory.resolve(String.valueOf(file.getFileName())), there);
        }
        Output told = run(
                60,
                "systemd-analyze",
                "verify",
                "--man=no",
                directory.resolve(unit).toString());
        // What it says of other units is not ours.
        assertThat(told.text.lines().filter(line -> line.contains("socle"))).isEmpty();
    }

    @Test
    void theAgentHoldsNoRightAndIsNotRoot() throws IOException {
        assertThat(lines("socle-agent.service"))
                .contains("User=socle-agent", "CapabilityBoundingSet=", "AmbientCapabilities=", "NoNewPrivileges=yes");
    }

    /** No socket, no settings, no argument: there is no way to ask the reader for anything. */
    @Test
    void theReaderTakesNoInput() throws IOException {
        assertThat(lines("socle-hwread.service"))
                .contains(
                        "ExecStart=/usr/lib/socle-agent/socle-hwread",
                        "PrivateNetwork=yes",
                        "IPAddressDeny=any",
                        "RestrictAddressFamilies=none")
                .noneMatch(line -> line.startsWith("StandardInput") || line.startsWith("Environment"));
        try (Stream<Path> files = Files.list(UNITS)) {
            for (Path file : files.toList()) {
                assertThat(file.toString()).doesNotEndWith(".socket").doesNotEndWith(".path");
                assertThat(Files.readAllLines(file))
                        .as(file.toString())
                        .noneMatch(line -> line.startsWith("Listen")
                                || line.startsWith("EnvironmentFile")
                                || line.startsWith("PassEnvironment")
                                || line.startsWith("BusName")
                                || line.startsWith("Sockets"));
            }
        }
    }
}
