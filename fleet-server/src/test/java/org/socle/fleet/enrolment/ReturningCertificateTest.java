package org.socle.fleet.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.enrolment.Hardware;
import org.socle.enrol.Identity;
import org.socle.enrol.Keys;
import org.socle.enrol.Label;
import org.socle.enrol.RequestWriter;
import org.socle.enrol.authority.CertificateRequest;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.MovableClock;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.config.NamesConfig;
import org.socle.fleet.config.WebConfig;
import org.socle.fleet.enrolment.Answer.Issued;
import org.socle.fleet.store.Database;
import org.socle.fleet.trust.ServerTrust;

/** Certificates of machines whose disk is rolled back each morning, and of the others, over the months. */
class ReturningCertificateTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-09-01T06:00:00Z"));
    private final Database database;
    private final ServerTrust trust;
    private final Enrolment enrolment;
    private final Hardware hardware = TestMachine.ownHardware();

    ReturningCertificateTest(@TempDir Path directory) {
        database = Database.open(directory);
        trust = new ServerTrust(
                directory,
                new NamesConfig(List.of("localhost")),
                new WebConfig(1, "127.0.0.1", 2, null, null, null),
                clock);
        enrolment = new Enrolment(database, clock, trust, device -> {}, false);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private CertificateRequest request(KeyPair keys) throws Exception {
        return CertificateRequest.read(Base64.getMimeEncoder()
                .encodeToString(RequestWriter.write(
                        keys, new Label("salle-1", "Dell Inc.", "OptiPlex 7010", "4XKQ5X1"), hardware.names())));
    }

    private X509Certificate join() throws Exception {
        String code = enrolment
                .create(Scope.EVERYTHING, TestServer.PERSON, new NewCode(null, Duration.ofHours(1), 1, true))
                .text();
        return ((Issued) enrolment.enrol(code, request(Keys.generate()), "127.0.0.1")).certificate();
    }

    private X509Certificate renewed(X509Certificate with) throws Exception {
        return ((Issued) enrolment.renew(with, request(Keys.generate()))).certificate();
    }

    private void days(int days) {
        clock.forward(Duration.ofDays(days));
    }

    private long returns() {
        return database.<Long, RuntimeException>read(
                handle -> handle.createQuery("SELECT count(*) FROM audit WHERE action = :action")
                        .bind("action", Action.CERTIFICATE_RETURNED.word())
                        .mapTo(Long.class)
                        .one());
    }

    @Test
    void aMachineThatIsRolledBackEachMorningGetsInEachMorningForFourteenMonthsAndLonger() throws Exception {
        X509Certificate frozen = join();
        UUID device = UUID.fromString(Identity.commonName(frozen));
        for (int day = 0; day < 700; day++) {
            Instant now = clock.instant();
            boolean expired = !now.isBefore(frozen.getNotAfter().toInstant());
            // In the morning it has the certificate of the image again.
            assertThat(enrolment.device(frozen).isPresent()).as("day %d", day).isEqualTo(!expired);
            if (now.isAfter(Identity.renewal(frozen))) {
                X509Certificate today = renewed(frozen);
                clock.forward(Duration.ofHours(8));
                assertThat(enrolment.device(today)).as("day %d", day).contains(device);
                clock.forward(Duration.ofHours(16));
            } else {
                days(1);
            }
        }
        assertThat(returns()).as("told once").isEqualTo(1);
    }

    @Test
    void alsoWhenItsNewCertificateIsNeverUsedBeforeTheNextMorning() throws Exception {
        X509Certificate frozen = join();
        while (!clock.instant().isAfter(frozen.getNotAfter().toInstant().plus(Duration.ofDays(60)))) {
            if (clock.instant().isAfter(Identity.renewal(frozen))) {
                renewed(frozen);
            }
            days(1);
        }
        assertThat(enrolment.device(renewed(frozen))).isPresent();
    }

    @Test
    void aPersonEndsAllOfItAtOnce() throws Exception {
        X509Certificate frozen = join();
        UUID device = UUID.fromString(Identity.commonName(frozen));
        days(250);
        X509Certificate newer = renewed(frozen);
        assertThat(enrolment.device(newer)).contains(device);
        days(1);
        assertThat(enrolment.device(frozen)).contains(device);
        assertThat(enrolment.revoke(Scope.EVERYTHING, TestServer.PERSON, device))
                .isTrue();
        assertThat(enrolment.device(frozen)).isEmpty();
        assertThat(enrolment.device(newer)).isEmpty();
        assertThat(enrolment.renew(frozen, request(Keys.generate()))).isInstanceOf(Answer.Refused.class);
        days(200);
        assertThat(enrolment.renew(frozen, request(Keys.generate()))).isInstanceOf(Answer.Refused.class);
    }

    @Test
    void onOtherMachinesAnOldCertificateEndsSixtyDaysAfterTheNewOneIsUsedAndAnExpiredOneIsNeverRenewed()
            throws Exception {
        X509Certificate first = join();
        days(250);
        X509Certificate second = renewed(first);
        assertThat(enrolment.device(second)).isPresent();
        days(61);
        assertThat(enrolment.device(first)).isEmpty();
        assertThat(enrolment.renew(first, request(Keys.generate()))).isInstanceOf(Answer.Refused.class);
        assertThat(enrolment.device(second)).isPresent();
        days(320);
        assertThat(enrolment.device(second)).isEmpty();
        assertThat(enrolment.renew(second, request(Keys.generate()))).isInstanceOf(Answer.Refused.class);
        assertThat(returns()).isZero();
    }

    @Test
    void anAnswerThatGotLostIsNoReturn() throws Exception {
        X509Certificate first = join();
        days(250);
        renewed(first);
        clock.forward(Duration.ofMinutes(10));
        renewed(first);
        assertThat(returns()).isZero();
        days(200);
        assertThat(enrolment.renew(first, request(Keys.generate()))).isInstanceOf(Answer.Refused.class);
    }
}
