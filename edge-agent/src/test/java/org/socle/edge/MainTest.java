package org.socle.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.edge.CapturedMachinesTest.Output;
import org.socle.edge.source.Version;
import picocli.CommandLine;

/** What people get who mistype, misconfigure or lack something: exit status and a line that helps. */
class MainTest {
    private static final String OPTIPLEX =
            CapturedMachinesTest.MACHINES.resolve("optiplex-7010").toString();

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void withoutACommandItSaysWhichThereAre() {
        assertThat(execute()).isEqualTo(Main.MISUSED);
        assertThat(err.toString()).contains("run", "show", "doctor");
    }

    @Test
    void whatItDoesNotUnderstandItNames() {
        assertThat(execute("show", "--colour")).isEqualTo(Main.MISUSED);
        assertThat(err.toString()).contains("--colour");
        assertThat(execute("show", "--json", "--plain")).isEqualTo(Main.MISUSED);
        assertThat(execute("sohw")).isEqualTo(Main.MISUSED);
    }

    @Test
    void tellsItsVersion() {
        assertThat(execute("--version")).isZero();
        assertThat(out.toString().strip()).isEqualTo("socle-agent " + Version.current());
    }

    @Test
    void settingsThatCannotBeUsedAreOneLine() throws IOException {
        Path config = directory.resolve("agent.toml");
        Files.writeString(config, "server.proxi = 1\n");
        assertThat(execute("show", "--config", config.toString())).isEqualTo(Main.MISCONFIGURED);
        assertThat(err.toString()).isEqualTo(config + ": unknown key 'server.proxi'; did you mean 'server.proxy'?\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aDirectoryThatIsNoMachineIsTold() {
        assertThat(execute("show", "--root", directory.toString(), "--config", emptyConfig()))
                .isEqualTo(Main.MISCONFIGURED);
        assertThat(err.toString()).isEqualTo(directory + ": no machine: it has no proc and sys\n");
    }

    @Test
    void anUnusableStateDirectoryIsTold() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        Path config = directory.resolve("agent.toml");
        Files.writeString(config, "state.directory = \"" + file + "/state\"\n");
        assertThat(execute("run", "--config", config.toString(), "--root", OPTIPLEX))
                .isEqualTo(Main.MISCONFIGURED);
        assertThat(err.toString())
                .isEqualTo(
                        "the state directory " + file + "/state cannot be used: " + file + "/state: Not a directory\n");
    }

    @Test
    void aBundleThatIsNoneIsNamed() throws IOException {
        Path bundle = Files.writeString(directory.resolve("bundle.json"), "{}");
        assertThat(execute("enrol", "--bundle", bundle.toString(), "--config", emptyConfig()))
                .isEqualTo(Main.MISUSED);
        assertThat(err.toString()).startsWith(bundle + ": ");
    }

    @Test
    void doctorSaysWhetherTheMachineHasJoined() throws Exception {
        Path config = directory.resolve("agent.toml");
        Files.writeString(config, "state.directory = \"" + directory.resolve("state") + "\"\n");
        Output told = CapturedMachinesTest.agent("doctor", "--config", config.toString(), "--root", OPTIPLEX);
        assertThat(told.text()).startsWith("enrolment    not enrolled: run socle-agent enrol URL CODE");
    }

    @Test
    void doctorSaysWhatWouldAllowWhatIsMissing() throws Exception {
        Path machine = copy(CapturedMachinesTest.MACHINES.resolve("optiplex-7010"));
        for (String name : List.of("sda.out", "sda.exit", "sdb.out")) {
            Files.delete(machine.resolve("commands/smartctl_-n_standby_-x_--json__dev_" + name));
        }
        Output told = CapturedMachinesTest.agent("doctor", "--config", emptyConfig(), "--root", machine.toString());
        assertThat(told.exit()).as(told.text()).isEqualTo(Main.INCOMPLETE);
        assertThat(told.text()).contains("""
                storage      program missing: 6 values
                             smartctl is not installed
                             → sudo apt install smartmontools
                """);
    }

    @Test
    void doctorSaysOfEachReadingWhyItIsMissing() throws Exception {
        String esprimo = CapturedMachinesTest.MACHINES.resolve("esprimo-p510").toString();
        Output told = CapturedMachinesTest.agent("doctor", "--config", emptyConfig(), "--root", esprimo);
        assertThat(told.text())
                .contains("updates      ok: 1 value\n"
                        + "             – Updates waiting, of which security updates, Package lists of, Restart needed:"
                        + " this machine has no /var/lib/dpkg/status\n")
                .contains("             – Temperature (dell_smm Other): /sys/class/hwmon/hwmon1/temp2_input says"
                        + " “127000”, which is no answer\n")
                .contains("             – Time with a session in use, Time with a session idle: no logind answers\n")
                .contains("module       absent: systemd does not run here, whose udev passes on the list of modules\n")
                .contains("gateway      absent: no router: no default route\n");
    }

    @Test
    void doctorPrintsWhyAProbeFailed() throws Exception {
        Path machine = copy(CapturedMachinesTest.MACHINES.resolve("optiplex-7010"));
        Files.writeString(machine.resolve("proc/stat"), "cpu \u00e9\n", ISO_8859_1);
        Output told = CapturedMachinesTest.agent("doctor", "--config", emptyConfig(), "--root", machine.toString());
        assertThat(told.exit()).isEqualTo(Main.INCOMPLETE);
        assertThat(told.text())
                .contains("processor    failed, 7 values: /proc/stat does not tell how long the processor worked\n")
                .doesNotContain("MalformedInputException", "\tat ");
        assertThat(CapturedMachinesTest.agent("show", "--plain", "--root", machine.toString())
                        .text())
                .contains("probe.state[processor] = failed\n")
                .doesNotContain("MalformedInputException", "\tat ");
    }

    @Test
    void aDisabledProbeIsNotReadAndDoctorSaysSo() throws Exception {
        Path config = directory.resolve("agent.toml");
        Files.writeString(config, "probes.disabled = [\"storage\", \"network\"]\n");
        Output told = CapturedMachinesTest.agent("doctor", "--config", config.toString(), "--root", OPTIPLEX);
        assertThat(told.exit()).isZero();
        assertThat(told.text())
                .contains("storage      disabled by the settings (probes.disabled)\n")
                .contains("network      disabled by the settings (probes.disabled)\n");
        Output shown = CapturedMachinesTest.agent("show", "--plain", "--config", config.toString(), "--root", OPTIPLEX);
        assertThat(shown.text()).contains("memory.total").doesNotContain("storage.", "network.");
    }

    private int execute(String... arguments) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    private String emptyConfig() {
        try {
            Path config = directory.resolve("empty.toml");
            Files.writeString(config, "");
            return config.toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path copy(Path machine) throws IOException {
        Path copy = directory.resolve("machine");
        try (Stream<Path> all = Files.walk(machine)) {
            for (Path file : all.toList()) {
                Path to = copy.resolve(machine.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
        return copy;
    }
}
