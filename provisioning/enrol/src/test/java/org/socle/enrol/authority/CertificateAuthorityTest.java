package org.socle.enrol.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.socle.enrol.Identity;
import org.socle.enrol.Keys;
import org.socle.enrol.Tls;

class CertificateAuthorityTest {
    private static final Instant NOW = Instant.now();
    private static final UUID DEVICE = UUID.fromString("5e3f0f6c-6a36-4c5f-9a4e-1d1b6d0f6a11");

    private final CertificateAuthority authority =
            CertificateAuthority.create(NOW, null).authority();
    private final KeyPair pair = Keys.generate();

    @Test
    void namesTheDeviceAndNothingElse() throws Exception {
        X509Certificate certificate = authority.device(DEVICE, pair.getPublic(), NOW);
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=" + DEVICE);
        assertThat(Identity.commonName(certificate)).isEqualTo(DEVICE.toString());
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getSubjectAlternativeNames()).isNull();
        assertThat(certificate.getPublicKey()).isEqualTo(pair.getPublic());
        assertThat(Duration.between(NOW, certificate.getNotAfter().toInstant()))
                .isBetween(Duration.ofDays(365).minusSeconds(1), Duration.ofDays(365));
    }

    @Test
    void isRenewedAfterTwoThirdsOfItsLife() {
        X509Certificate certificate = authority.device(DEVICE, pair.getPublic(), NOW);
        assertThat(Duration.between(NOW, Identity.renewal(certificate)))
                .isBetween(Duration.ofDays(242), Duration.ofDays(244));
    }

    @Test
    void leadsToTheRootAndToNoOther() {
        X509Certificate[] chain =
                authority.chain(authority.device(DEVICE, pair.getPublic(), NOW)).toArray(X509Certificate[]::new);
        assertThatCode(() -> Tls.trustIn(List.of(authority.root())).checkClientTrusted(chain, "EC"))
                .doesNotThrowAnyException();
        CertificateAuthority other = CertificateAuthority.create(NOW, null).authority();
        assertThatThrownBy(() -> Tls.trustIn(List.of(other.root())).checkClientTrusted(chain, "EC"))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void isNotTakenForAServer() {
        X509Certificate[] chain =
                authority.chain(authority.device(DEVICE, pair.getPublic(), NOW)).toArray(X509Certificate[]::new);
        assertThatThrownBy(() -> Tls.trustIn(List.of(authority.root())).checkServerTrusted(chain, "ECDHE_ECDSA"))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void cannotVouchForOthers() throws Exception {
        X509Certificate device = authority.device(DEVICE, pair.getPublic(), NOW);
        CertificateAuthority forged = new CertificateAuthority(authority.root(), device, pair.getPrivate(), null);
        X509Certificate victim =
                forged.device(UUID.randomUUID(), Keys.generate().getPublic(), NOW);
        X509Certificate[] chain = {victim, device, authority.issuing()};
        assertThatThrownBy(() -> Tls.trustIn(List.of(authority.root())).checkClientTrusted(chain, "EC"))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void isRefusedOnceItHasExpired() {
        Instant longAgo = NOW.minus(Duration.ofDays(400));
        CertificateAuthority old = CertificateAuthority.create(longAgo, null).authority();
        X509Certificate[] chain =
                old.chain(old.device(DEVICE, pair.getPublic(), longAgo)).toArray(X509Certificate[]::new);
        assertThatThrownBy(() -> Tls.trustIn(List.of(old.root())).checkClientTrusted(chain, "EC"))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void servesTheNamesItIsReachedBy() throws Exception {
        X509Certificate server =
                authority.server(List.of("socle.example.fr", "192.168.1.5", "fd00::5"), pair.getPublic(), NOW);
        assertThat(server.getSubjectAlternativeNames().stream()
                        .map(name -> name.get(0) + " " + name.get(1))
                        .toList())
                .containsExactly("2 socle.example.fr", "7 192.168.1.5", "7 fd00:0:0:0:0:0:0:5");
        assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    }

    @Test
    void neverOutlivesWhatVouchesForIt() {
        Instant late = NOW.plus(CertificateAuthority.ISSUING_VALIDITY).minus(Duration.ofDays(10));
        assertThat(authority.device(DEVICE, pair.getPublic(), late).getNotAfter())
                .isEqualTo(authority.issuing().getNotAfter());
    }
}
