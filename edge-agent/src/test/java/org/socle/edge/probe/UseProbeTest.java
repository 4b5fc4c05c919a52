package org.socle.edge.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.catalogue.Use;
import org.socle.edge.source.Elapsed;
import org.socle.edge.source.Notebook;
import org.socle.edge.source.RecordedCommands;
import org.socle.edge.tree.Reading;

/** Minutes of use, hour by hour. */
class UseProbeTest {
    private static final String QUESTION = "commands/loginctl_show-session_-p_IdleHint_--value_2.out";

    private FakeMachine machine;
    private Path root;
    private Instant wall = Instant.parse("2026-01-06T08:50:00Z");
    private double sinceBoot = 60;
    private double awake = 60;
    private UseProbe probe;

    @BeforeEach
    void open(@TempDir Path directory) {
        root = directory;
        machine = new FakeMachine(root)
                .with("sys/class/drm/card0-HDMI-A-1/status", "connected")
                .with("sys/class/drm/card0-HDMI-A-1/dpms", "On")
                .with("run/systemd/sessions/2", "UID=1000\nUSER=marie\nACTIVE=1\nREMOTE=0\nCLASS=user\nSTATE=active")
                .with("run/systemd/sessions/c1", "UID=110\nUSER=sddm\nACTIVE=0\nREMOTE=0\nCLASS=greeter")
                .with(QUESTION, "no");
        restartAgent();
    }

    private void restartAgent() {
        probe = new UseProbe(
                machine.files(),
                () -> Optional.of(new Elapsed("b", sinceBoot, awake)),
                () -> wall,
                Notebook.in(root),
                new Sessions(machine.files(), new RecordedCommands(root.resolve("commands"))));
    }

    /** Minutes pass, with a look at each. */
    private Map<String, Object> minutes(int count) throws IOException {
        Map<String, Object> told = FakeMachine.read(probe);
        for (int i = 0; i < count; i++) {
            wall = wall.plusSeconds(60);
            sinceBoot += 60;
            awake += 60;
            told = FakeMachine.read(probe);
        }
        return told;
    }

    @Test
    void aScreenThatDoesNotSayWhetherItIsLitGivesNoMinutes() throws Exception {
        machine.without("sys/class/drm/card0-HDMI-A-1/dpms");
        assertThat(minutes(10)).doesNotContainKey("use.screen_on");
    }

    @Test
    void minutesAreToldWhenTheHourIsOver() throws IOException {
        assertThat(minutes(9))
                .containsExactly(
                        entry("use.on", 0L),
                        entry("use.screen_on", 0L),
                        entry("use.active", 0L),
                        entry("use.idle", 0L),
                        entry("use.asleep", 0L));
        assertThat(minutes(1))
                .containsExactly(
                        entry("use.on", 10L),
                        entry("use.screen_on", 10L),
                        entry("use.active", 10L),
                        entry("use.idle", 0L),
                        entry("use.asleep", 0L));
        machine.with(QUESTION, "yes").with("sys/class/drm/card0-HDMI-A-1/dpms", "Off");
        assertThat(minutes(59)).containsEntry("use.on", 10L);
        assertThat(minutes(1))
                .containsExactly(
                        entry("use.on", 70L),
                        entry("use.screen_on", 10L),
                        entry("use.active", 10L),
                        entry("use.idle", 60L),
                        entry("use.asleep", 0L));
    }

    @Test
    void aClockThatIsSetIsNoHourThatPassed() throws IOException {
        minutes(5);
        wall = Instant.parse("2026-11-25T08:10:00Z");
        assertThat(minutes(3)).containsEntry("use.on", 0L);
        // An hour after the start of the agent it is told, whatever the clock said.
        assertThat(minutes(53)).containsEntry("use.on", 60L);
    }

    @Test
    void sleepIsNoUse() throws IOException {
        minutes(5);
        wall = wall.plusSeconds(36_000);
        sinceBoot += 36_000;
        Map<String, Object> told = minutes(1);
        assertThat(told.get("use.on")).isIn(5L, 6L);
        assertThat(told).containsEntry("use.asleep", 600L);
    }

    @Test
    void aRestartKeepsWhatWasSeen() throws IOException {
        minutes(9);
        restartAgent();
        // Kept some five minutes apart at most; the agent's own minute of rest is not seen.
        assertThat((Long) minutes(1).get("use.on")).isBetween(5L, 10L);
    }

    @Test
    void nobodyAtTheMachineIsNoSession() throws IOException {
        machine.with("run/systemd/sessions/2", "USER=marie\nACTIVE=1\nREMOTE=1\nCLASS=user")
                .with("commands/loginctl_show-session_-p_IdleHint_--value.out", "yes");
        assertThat(minutes(10)).containsEntry("use.active", 0L).containsEntry("use.idle", 0L);
    }

    @Test
    void withoutLogindNothingIsSaidOfSessions() throws IOException {
        machine.without("run/systemd/sessions/2")
                .without("run/systemd/sessions/c1")
                .without(QUESTION);
        assertThat(minutes(10)).containsOnlyKeys("use.on", "use.screen_on", "use.asleep");
    }

    @Test
    void aDirectoryOfSessionsIsNoProofThatLogindRuns() throws IOException {
        machine.without("run/systemd/sessions/2")
                .without("run/systemd/sessions/c1")
                .with("commands/loginctl_show-session_-p_IdleHint_--value.out", "")
                .with("commands/loginctl_show-session_-p_IdleHint_--value.exit", "1");
        assertThat(minutes(10)).containsOnlyKeys("use.on", "use.screen_on", "use.asleep");
        Readings readings = new Readings();
        probe.read(readings);
        assertThat(readings.absences())
                .containsExactly(
                        new Absence(Use.ACTIVE, null, Why.NO_LOGIND, ""),
                        new Absence(Use.IDLE, null, Why.NO_LOGIND, ""));
    }

    @Test
    void aLogindThatDoesNotAnswerTakesNothingElseAway() throws IOException {
        machine.without(QUESTION).with("commands/loginctl_list.out", "");
        Readings readings = new Readings();
        probe.read(readings);
        assertThat(readings.list()).extracting(Reading::resource).containsExactly(Use.ON, Use.SCREEN_ON, Use.ASLEEP);
        assertThat(readings.missed()).isPresent();
    }

    @Test
    void noNameIsKept() throws IOException {
        minutes(20);
        assertThat(java.nio.file.Files.readString(root.resolve("use.properties")))
                .contains("use.active")
                .doesNotContain("marie");
    }
}
