package org.socle.fleet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.Command;
import org.socle.contract.DeviceState;
import org.socle.contract.DeviceState.Presence;
import org.socle.contract.Topics;
import org.socle.contract.Topics.Channel;
import org.socle.contract.catalogue.Agent;
import org.socle.fleet.app.MovableClock;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.intake.Incoming;
import org.socle.fleet.store.Database;
import org.socle.simulator.Fleet;

class DemoServiceTest {
    /** A Tuesday, in class. */
    private static final Instant MADE = Instant.parse("2026-11-24T08:30:00Z");

    private final BlockingQueue<Incoming> heard = new LinkedBlockingQueue<>();

    @Test
    void machinesGoOnReportingInRealTime(@TempDir Path directory) throws Exception {
        Path data = directory.resolve("data");
        DemoMark mark = new DemoMark(2020, 1, MADE.minus(Duration.ofDays(1)), MADE, null);
        new DemoBuilder(data, Clock.fixed(MADE, ZoneOffset.UTC), Sweep.Over.NONE, (at, percent) -> {}).run(mark);
        MovableClock clock = new MovableClock(MADE.plusSeconds(30));
        try (Database database = Database.open(data);
                DemoService service =
                        new DemoService(database, clock, data, new StoredCalendar(database, clock), this::hear)) {
            service.start();
            Incoming first = next();
            assertThat(DeviceState.decode(first.payload()).presence()).isEqualTo(Presence.ONLINE);
            assertThat(first.received()).isEqualTo(MADE);

            clock.forward(Duration.ofMinutes(19).plusSeconds(30));
            until(MADE.plus(Duration.ofMinutes(15)));

            // Somebody looks at the first machine.
            var device = Fleet.of(2020, 1).machines().get(0).device();
            Instant looked = clock.instant();
            service.send(
                    device,
                    new Command(
                                    "1",
                                    Command.Operation.WRITE,
                                    Agent.LIVE.path(0).toString(),
                                    600L,
                                    looked.plusSeconds(60))
                            .encode());
            clock.forward(Duration.ofSeconds(12));
            Incoming live = next();
            while (!live.topic().equals(Topics.of(device, Channel.UP))
                    || live.received().isBefore(looked)) {
                live = next();
            }
            assertThat(live.received()).isBefore(looked.plusSeconds(12));
        }

        assertThat(DemoMark.of(data).orElseThrow().reached()).isEqualTo(MADE.plusSeconds(20 * 60 + 12));
    }

    private void hear(List<Incoming> messages) {
        heard.addAll(messages);
    }

    private void until(Instant moment) throws InterruptedException {
        while (next().received().isBefore(moment)) {
            // The next one.
        }
    }

    private Incoming next() throws InterruptedException {
        Incoming next = heard.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no machine said anything within 20 s");
        }
        return next;
    }
}
