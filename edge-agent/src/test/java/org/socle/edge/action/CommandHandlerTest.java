package org.socle.edge.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socle.contract.Command;
import org.socle.contract.Command.Operation;
import org.socle.contract.Reply;
import org.socle.contract.Reply.Status;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.EnergyModel;
import org.socle.contract.catalogue.Processor;
import org.socle.contract.catalogue.Speed;
import org.socle.contract.catalogue.Storage;
import org.socle.contract.config.Settings;
import org.socle.edge.config.AgentConfig;
import org.socle.edge.probe.ProbeRunner;
import org.socle.edge.probe.Readings;
import org.socle.edge.publish.BootClock;
import org.socle.edge.publish.Outbox;
import org.socle.edge.publish.Reporter;
import org.socle.edge.source.Notebook;
import org.socle.edge.source.SysFs;
import org.socle.edge.tree.ObjectTree;

class CommandHandlerTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final String LIVE = "/42777/0/5";
    private static final String SNAPSHOT = "/42777/0/6";

    @TempDir
    Path directory;

    private final List<Duration> rhythms = new ArrayList<>();
    private Outbox outbox;
    private Reporter reporter;
    private CommandHandler handler;

    @BeforeEach
    void machine() {
        outbox = Outbox.open(directory, 1 << 20);
        reporter = new Reporter(
                new ObjectTree(outbox),
                outbox,
                BootClock.of(new SysFs(directory), InstantSource.fixed(NOW)),
                AgentConfig.of(Settings.none(), List.of("none"), List.of(), Map.of())
                        .rhythm(),
                1,
                () -> {});
        reporter.sampling(rhythms::add);
        InstantSource clock = InstantSource.fixed(NOW);
        handler = new CommandHandler(
                reporter, new SpeedTest(Optional::empty, reporter, clock), Notebook.in(directory), clock);
        Readings readings = new Readings();
        readings.put(Processor.LOAD, 41);
        readings.put(Storage.MODEL, "sda", "ST3500418AS");
        readings.put(Storage.HEALTHY, "sdb", false);
        reporter.read("all", readings, NOW);
        reporter.read(ProbeRunner.HEALTH, new Readings(), NOW);
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    @Test
    void readsAnyCurrentValue() {
        assertThat(handle(Operation.READ, "/42770/0/3", null)).isEqualTo(done(41L));
        assertThat(handle(Operation.READ, Storage.MODEL.path(0).toString(), null))
                .isEqualTo(done("ST3500418AS"));
        assertThat(handle(Operation.READ, Storage.HEALTHY.path(1).toString(), null))
                .isEqualTo(done(false));
    }

    @Test
    void refusesToReadWhatTheMachineDoesNotHave() {
        assertThat(handle(Operation.READ, Processor.FREQUENCY.path(0).toString(), null))
                .isEqualTo(refused("processor.frequency has no value here"));
        assertThat(handle(Operation.READ, Storage.MODEL.path(7).toString(), null))
                .isEqualTo(refused("storage.model has no value here"));
    }

    @Test
    void liveModeIsWrittenAndRead() {
        assertThat(Agent.LIVE.path(0)).hasToString(LIVE);
        assertThat(handle(Operation.READ, LIVE, null)).isEqualTo(done(0L));
        assertThat(handle(Operation.WRITE, LIVE, 300L)).isEqualTo(done(null));
        assertThat(rhythms).containsExactly(Duration.ofSeconds(5));
        assertThat((Long) handle(Operation.READ, LIVE, null).value()).isBetween(290L, 300L);
        assertThat(handle(Operation.WRITE, LIVE, 0L)).isEqualTo(done(null));
        assertThat(handle(Operation.READ, LIVE, null)).isEqualTo(done(0L));
        assertThat(rhythms).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(60));
    }

    @Test
    void liveModeTakesSecondsOnly() {
        Reply refusal = refused("live mode takes 0 to 86400 seconds");
        assertThat(handle(Operation.WRITE, LIVE, 86_400L)).isEqualTo(done(null));
        assertThat(handle(Operation.WRITE, LIVE, 86_401L)).isEqualTo(refusal);
        assertThat(handle(Operation.WRITE, LIVE, -1L)).isEqualTo(refusal);
        assertThat(handle(Operation.WRITE, LIVE, "600")).isEqualTo(refusal);
        assertThat(handle(Operation.WRITE, LIVE, 0.5)).isEqualTo(refusal);
        assertThat(handle(Operation.WRITE, LIVE, null)).isEqualTo(refusal);
    }

    @Test
    void whatMachinesOfTheModelDrawIsKept() {
        String idle = EnergyModel.IDLE.path(0).toString();
        assertThat(handle(Operation.WRITE, idle, 24.5)).isEqualTo(done(null));
        assertThat(handle(Operation.WRITE, EnergyModel.FULL.path(0).toString(), 61L))
                .isEqualTo(done(null));
        assertThat(Notebook.view(directory).load(Notebook.POWER_MODEL))
                .isEqualTo(Map.of("idle", "24.5", "full", "61.0"));
        for (Object wrong : List.of(0L, -3.0, 2_001L, "much", true)) {
            assertThat(handle(Operation.WRITE, idle, wrong)).isEqualTo(refused("energy_model.idle cannot be written"));
        }
    }

    @Test
    void aSnapshotIsSentWithTheNextSample() {
        assertThat(Agent.SNAPSHOT.path(0)).hasToString(SNAPSHOT);
        assertThat(outbox.packs()).isEqualTo(1);
        assertThat(handle(Operation.EXECUTE, SNAPSHOT, null)).isEqualTo(done(null));
        reporter.read(ProbeRunner.HEALTH, new Readings(), NOW);
        assertThat(outbox.packs()).isEqualTo(2);
    }

    @Test
    void withoutAServerThereIsNoSpeedToTest() {
        assertThat(Speed.RUN).hasToString("/10481/0/0");
        assertThat(handle(Operation.EXECUTE, "/10481/0/0", null))
                .isEqualTo(refused("a speed test is under way, or there is no server to test with"));
        assertThat(handle(Operation.WRITE, "/10481/0/0", 1L))
                .isEqualTo(refused("'/10481/0/0' is not a resource of this machine"));
    }

    @Test
    void nothingElseIsWrittenOrExecuted() {
        assertThat(handle(Operation.WRITE, "/42770/0/3", 1L)).isEqualTo(refused("processor.load cannot be written"));
        assertThat(handle(Operation.WRITE, SNAPSHOT, true)).isEqualTo(refused("agent.snapshot cannot be written"));
        assertThat(handle(Operation.EXECUTE, LIVE, null)).isEqualTo(refused("agent.live cannot be executed"));
        assertThat(rhythms).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/42777", "/42777/0", "/42777/0/99", "/1/0/0", "/42777/1/5", "/42770/3/3"})
    void onlyResourcesOfTheMachineAreKnown(String path) {
        for (Operation operation : Operation.values()) {
            assertThat(handle(operation, path, 600L))
                    .isEqualTo(refused("'" + path + "' is not a resource of this machine"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"42777/0/5x", "/a/b/c", "/-1/0/5", "/42777/0/5/6/7", "/99999999999/0/1", "../../etc"})
    void whatIsNoPathIsRefused(String path) {
        assertThat(handle(Operation.READ, path, null)).isEqualTo(refused("'" + path + "' is not a path"));
    }

    @Test
    void whatComesTooLateIsRefused() {
        Command inTime = new Command("c1", Operation.WRITE, LIVE, 60L, NOW);
        Command late = new Command("c1", Operation.WRITE, LIVE, 60L, NOW.minusMillis(1));
        assertThat(handler.handle(late)).isEqualTo(refused("too late"));
        assertThat(rhythms).isEmpty();
        assertThat(handler.handle(inTime)).isEqualTo(done(null));
    }

    private Reply handle(Operation operation, String path, @Nullable Object value) {
        return handler.handle(new Command("c1", operation, path, value, null));
    }

    private static Reply done(@Nullable Object value) {
        return new Reply("c1", Status.DONE, value, null);
    }

    private static Reply refused(String why) {
        return new Reply("c1", Status.REFUSED, null, why);
    }
}
