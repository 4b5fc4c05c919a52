package org.socle.fleet.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.enrol.Keys;
import org.socle.enrol.Pem;
import org.socle.enrol.authority.Authorities;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.config.NamesConfig;
import org.socle.fleet.config.WebConfig;
import org.socle.fleet.store.Database;
import org.socle.fleet.trust.ServerTrust;

/** From one certificate authority to the next while machines stay connected, and certificates that come of age. */
class ChangeOverTest {
    private static final NamesConfig NAMES = new NamesConfig(List.of("localhost"));
    private static final WebConfig WEB = new WebConfig(1, "127.0.0.1", 2, null, null, null);

    @Test
    void machinesOfBothAuthoritiesConnectUntilTheOldOneIsDropped(@TempDir Path directory) throws Exception {
        try (TestServer server = new TestServer(directory)) {
            String code = server.enrolment()
                    .create(Scope.EVERYTHING, TestServer.PERSON, new NewCode(null, Duration.ofHours(1), 30, true))
                    .text();
            TestMachine machine = new TestMachine(server, "ancien", TestMachine.ownHardware());
            machine.enrol(code);
            connects(server, machine);

            Path ca = ServerTrust.directory(directory);
            Authorities.open(ca, Instant.now()).prepare(Instant.now(), null);
            server.trust().refresh();
            connects(server, machine);
            Authorities.open(ca, Instant.now()).switchOver();
            server.trust().refresh();
            connects(server, machine);

            try (Database database = Database.open(directory)) {
                Relying relying = new Relying(database, Clock.systemUTC());
                assertThat(relying.on(1)).isEqualTo(1);
                TestMachine newer = new TestMachine(server, "nouveau", TestMachine.ownHardware());
                newer.enrol(code);
                connects(server, newer);
                assertThat(relying.on(2)).isEqualTo(1);
                Thread.sleep(5);
                machine.renew(Keys.generate(), machine.hardware);
                assertThat(relying.on(1)).isZero();
            }
            var renewed = machine.identity();
            Authorities.open(ca, Instant.now()).drop(1);
            server.trust().refresh();
            connects(server, machine);
            assertThat(renewed.certificate().getIssuerX500Principal())
                    .isEqualTo(server.trust().signing().issuing().getSubjectX500Principal());
        }
    }

    @Test
    void whoHasOnlyACertificateOfADroppedAuthorityStaysOut(@TempDir Path directory) throws Exception {
        try (TestServer server = new TestServer(directory)) {
            String code = server.enrolment()
                    .create(Scope.EVERYTHING, TestServer.PERSON, new NewCode(null, Duration.ofHours(1), 30, true))
                    .text();
            TestMachine machine = new TestMachine(server, "ancien", TestMachine.ownHardware());
            machine.enrol(code);
            Path ca = ServerTrust.directory(directory);
            Authorities.open(ca, Instant.now())
                    .prepare(Instant.now(), null)
                    .switchOver()
                    .drop(1);
            server.trust().refresh();
            assertThatThrownBy(() -> connects(server, machine)).isInstanceOf(MqttException.class);
        }
    }

    private static void connects(TestServer server, TestMachine machine) throws MqttException {
        try (TlsDevice device =
                new TlsDevice(server, machine.identity(), machine.id().toString())) {
            assertThat(device.connected()).isTrue();
        }
    }

    @Test
    void theServersCertificateIsRenewedAfterTwoThirdsOfItsLifeAndForNewNamesAndKeepsItsKey(@TempDir Path directory)
            throws Exception {
        Instant now = Instant.now();
        String pin = pin(directory, NAMES, now);
        X509Certificate first = shown(directory);
        assertThat(pin(directory, NAMES, now.plus(Duration.ofDays(200)))).isEqualTo(pin);
        assertThat(shown(directory)).isEqualTo(first);
        assertThat(pin(directory, NAMES, now.plus(Duration.ofDays(250)))).isEqualTo(pin);
        X509Certificate later = shown(directory);
        assertThat(later).isNotEqualTo(first);
        assertThat(later.getPublicKey()).isEqualTo(first.getPublicKey());
        NamesConfig more = new NamesConfig(List.of("socle.example.fr", "fd00::5", "localhost"));
        assertThat(pin(directory, more, now.plus(Duration.ofDays(250)))).isEqualTo(pin);
        X509Certificate named = shown(directory);
        assertThat(named).isNotEqualTo(later);
        assertThat(pin(directory, more, now.plus(Duration.ofDays(251)))).isEqualTo(pin);
        assertThat(shown(directory)).isEqualTo(named);
    }

    @Test
    void certificatesMadeWhileTheClockWasAheadAreMadeAnew(@TempDir Path directory) throws Exception {
        Instant now = Instant.now();
        String pin = pin(directory, NAMES, now);
        // Far enough for the issuing certificate as well.
        pin(directory, NAMES, now.plus(Duration.ofDays(4 * 365)));
        X509Certificate ahead = shown(directory);
        assertThat(ahead.getNotBefore().toInstant()).isAfter(now);
        assertThat(pin(directory, NAMES, now)).isEqualTo(pin);
        X509Certificate anew = shown(directory);
        assertThat(anew.getNotBefore().toInstant()).isBefore(now);
        X509Certificate issuing =
                Authorities.existing(ServerTrust.directory(directory)).current().issuing();
        assertThat(issuing.getNotBefore().toInstant()).isBefore(now);
        anew.verify(issuing.getPublicKey());
    }

    @Test
    void anAuthorityThatIsLostWhileTheServerRunsIsNotReplaced(@TempDir Path directory) throws Exception {
        ServerTrust trust =
                new ServerTrust(directory, NAMES, WEB, Clock.fixed(Instant.now(), java.time.ZoneOffset.UTC));
        Path ca = ServerTrust.directory(directory);
        Files.move(ca, directory.resolve("gone"));
        assertThatThrownBy(trust::refresh).hasMessageContaining(ca.toString());
        assertThat(ca).doesNotExist();
        Files.move(directory.resolve("gone"), ca);
        trust.refresh();
    }

    @Test
    void theNextAuthoritySignsForTheSameKey(@TempDir Path directory) throws Exception {
        Instant now = Instant.now();
        String pin = pin(directory, NAMES, now);
        X509Certificate first = shown(directory);
        Authorities next = Authorities.open(ServerTrust.directory(directory), now)
                .prepare(now, null)
                .switchOver();
        assertThat(pin(directory, NAMES, now)).isEqualTo(pin);
        assertThat(shown(directory)).isNotEqualTo(first);
        shown(directory).verify(next.current().issuing().getPublicKey());
    }

    @Test
    void theKeyStaysWhenItsCertificateIsLostOrOfAnotherKey(@TempDir Path directory) throws Exception {
        Instant now = Instant.now();
        String pin = pin(directory, NAMES, now);
        Path certificate = directory.resolve("tls/server.pem");
        String others = Pem.of(Authorities.open(ServerTrust.directory(directory), now)
                .current()
                .server(NAMES.all(), Keys.generate().getPublic(), now));
        for (String text : List.of("", "garbage", others)) {
            Files.writeString(certificate, text);
            assertThat(pin(directory, NAMES, now)).as(text).isEqualTo(pin);
            assertThat(Keys.pin(shown(directory).getPublicKey())).isEqualTo(pin);
        }
        Files.delete(certificate);
        assertThat(pin(directory, NAMES, now)).isEqualTo(pin);
    }

    @Test
    void aKeyThatIsGoneOrDamagedIsMadeAnew(@TempDir Path directory) throws Exception {
        Instant now = Instant.now();
        Path key = directory.resolve("tls/server.key");
        String before = pin(directory, NAMES, now);
        Files.delete(key);
        String second = pin(directory, NAMES, now);
        assertThat(second).isNotEqualTo(before);
        Files.write(key, new byte[] {(byte) 0xff, 0, 1});
        String third = pin(directory, NAMES, now);
        assertThat(third).isNotEqualTo(second);
        assertThat(pin(directory, NAMES, now)).isEqualTo(third);
        assertThat(Keys.pin(shown(directory).getPublicKey())).isEqualTo(third);
    }

    private static X509Certificate shown(Path directory) throws Exception {
        return Pem.certificates(Files.readString(directory.resolve("tls/server.pem")))
                .get(0);
    }

    private static String pin(Path directory, NamesConfig names, Instant now) {
        return new ServerTrust(directory, names, WEB, Clock.fixed(now, java.time.ZoneOffset.UTC)).httpsPin();
    }
}
