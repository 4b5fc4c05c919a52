package org.socle.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.socle.edge.probe.Probes;

/**
 * Everything the agent says of each captured machine, value by value. Each machine is read by a process of its own, since
 * OSHI's roots are fixed for a process.
 */
class CapturedMachinesTest {
    private static final List<String> CHANGING =
            List.of("probe.duration", "agent.version", "agent.processor_time", "updates.listed");

    static final Path MACHINES = Path.of("src/test/resources/machines").toAbsolutePath();

    static Stream<String> machines() throws IOException {
        try (Stream<Path> entries = Files.list(MACHINES)) {
            return entries
                    .filter(Files::isDirectory)
                    .map(path -> String.valueOf(path.getFileName()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("machines")
    void saysExactlyWhatTheMachineGives(String machine) throws Exception {
        Output shown =
                agent("show", "--plain", "--root", MACHINES.resolve(machine).toString());

        assertThat(shown.exit).as(shown.text).isZero();
        assertThat(comparable(shown.text.lines()))
                .isEqualTo(Files.readString(MACHINES.resolve(machine).resolve("expected.txt")));
    }

    /**
     * Without durations and processor time, which differ from run to run, the version, which differs from build to build, and the age of the
     * package lists, which is a file's.
     */
    static String comparable(Stream<String> lines) {
        return lines.filter(line -> CHANGING.stream().noneMatch(line::startsWith))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void doctorFindsNothingAmiss(String machine) throws Exception {
        Output told = agent("doctor", "--root", MACHINES.resolve(machine).toString());

        assertThat(told.exit).as(told.text).isZero();
        // Each under the name the list has for it, in the list's order; those on demand at the end.
        List<String> names = new ArrayList<>(Probes.names());
        names.removeAll(Probes.onDemand());
        names.addAll(Probes.onDemand());
        assertThat(told.text.lines().map(line -> line.split(" ", 2)[0]).filter(word -> !word.isEmpty()))
                .containsSubsequence(names);
    }

    /** What a command printed, and its exit status. */
    record Output(int exit, String text) {}

    static Output agent(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.socle.edge.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Output(process.exitValue(), text);
    }
}
