package org.socle.fleet.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.Topics.Channel;
import org.socle.enrol.Identity;
import org.socle.enrol.Keys;
import org.socle.enrol.Tls;
import org.socle.enrol.authority.CertificateAuthority;
import org.socle.fleet.app.FreePorts;
import org.socle.fleet.app.MovableClock;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.config.MqttConfig;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.health.Trouble;
import org.socle.fleet.health.Trouble.Kind;
import org.socle.fleet.store.Database;
import org.socle.fleet.store.Job;

/** The server's own device notices what nobody else could: that what is acknowledged does not arrive. */
class CanaryTest {
    private static final UUID DEVICE = UUID.fromString("6f1c4f9e-0a51-4d2e-9d0e-5c3f1f0c7a11");

    private final MovableClock clock = new MovableClock(Instant.now());
    private final CertificateAuthority authority =
            CertificateAuthority.create(Instant.now(), null).authority();
    private final int plain = FreePorts.next();
    private final Database database;
    private final IntakeService service;

    CanaryTest(@TempDir Path directory) {
        database = Database.open(directory);
        KeyPair pair = Keys.generate();
        Identity server = new Identity(
                pair.getPrivate(),
                authority.chain(authority.server(List.of("localhost"), pair.getPublic(), Instant.now())));
        service = new IntakeService(
                new MqttConfig("127.0.0.1", FreePorts.next(), plain, List.of()),
                directory.resolve("broker"),
                new Tls(server, List.of(authority.root())).context(),
                database,
                new PrometheusRegistry(),
                new StoredCalendar(database, clock),
                new IntakeService.Ties(
                        certificate -> Optional.empty(),
                        password -> false,
                        published -> {},
                        place -> Limits.USUAL,
                        () -> false,
                        this::papers,
                        error -> {}),
                clock);
    }

    private CanaryPapers papers(UUID device) {
        KeyPair pair = Keys.generate();
        var certificate = authority.device(device, pair.getPublic(), Instant.now());
        Identity identity = new Identity(pair.getPrivate(), authority.chain(certificate));
        return new CanaryPapers(certificate, new Tls(identity, List.of(authority.root())).context());
    }

    @BeforeEach
    void start() throws IOException {
        service.start();
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
        database.close();
    }

    private void visit() throws Exception {
        for (Job job : service.jobs()) {
            if (job.name().equals("canary")) {
                job.work().run();
            }
        }
    }

    private long count(String table) {
        return database.<Long, RuntimeException>read(handle -> handle.createQuery("SELECT count(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }

    private void awaitPulse() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            boolean now = database.<Boolean, RuntimeException>read(
                    handle -> handle.createQuery("SELECT count(*) FROM server_pulse WHERE at = :now")
                            .bind("now", clock.instant().toEpochMilli())
                            .mapTo(Boolean.class)
                            .one());
            if (now) {
                // All three channels.
                TimeUnit.MILLISECONDS.sleep(300);
                return;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("the canary was not heard");
    }

    @Test
    void itComesTheWholeWayAndShowsNowhere() throws Exception {
        visit();
        awaitPulse();
        clock.forward(Canary.DEAF.plusSeconds(1));
        assertThat(service.troubles()).isEmpty();
        assertThat(count("machine")).isZero();
        assertThat(count("pack")).isZero();
    }

    /** A channel whose subscription is gone: acknowledged by the broker, stored by nobody. */
    @Test
    void deafForTwoMinutesItHasTheSubscriptionMadeAgain() throws Exception {
        visit();
        awaitPulse();
        service.broker().lose(Channel.UP);
        subscribesAgain();
    }

    /** Likewise when what is acknowledged waits in the broker, where nobody reads it any more. */
    @Test
    void aQueueThatNobodyReadsIsNotedToo() throws Exception {
        visit();
        awaitPulse();
        service.broker().unsubscribe(Channel.UP);
        subscribesAgain();
    }

    private void subscribesAgain() throws Exception {
        clock.forward(Canary.EVERY);
        visit();
        clock.forward(Canary.EVERY);
        visit();
        assertThat(service.troubles()).as("not yet for two minutes").isEmpty();
        clock.forward(Duration.ofSeconds(61));
        assertThat(service.troubles()).containsExactly(Trouble.of(Kind.DEAF));
        visit();
        awaitPulse();
        assertThat(service.troubles()).isEmpty();
        try (TestDevice device = new TestDevice(plain, DEVICE)) {
            assertThat(device.pack(TestDevice.load(System.currentTimeMillis() / 1000.0, 1, 42)))
                    .isZero();
        }
        for (int i = 0; i < 100 && count("pack") == 0; i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(count("pack")).isEqualTo(1);
    }
}
