package org.socle.enrol.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.enrol.Keys;
import org.socle.enrol.Pem;
import org.socle.enrol.Tls;
import org.socle.enrol.authority.Authorities.AuthorityException;

class AuthoritiesTest {
    private static final Instant NOW = Instant.now();

    @TempDir
    private Path temporary;

    private Path directory;
    private Authorities first;

    @BeforeEach
    void open() {
        directory = temporary.resolve("ca");
        first = Authorities.open(directory, NOW);
    }

    @Test
    void stayTheSame() {
        Authorities again = Authorities.open(directory, NOW.plusSeconds(1));
        assertThat(again.current().root()).isEqualTo(first.current().root());
        assertThat(again.current().issuing()).isEqualTo(first.current().issuing());
    }

    @Test
    void keepTheirKeysToThemselves() throws Exception {
        for (String key : List.of("1/root.key", "1/issuing.key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(key))))
                    .as(key)
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void signWithoutTheRootsKey() throws Exception {
        Files.delete(directory.resolve("1/root.key"));
        Authorities without = Authorities.open(directory, NOW);
        assertThat(without.rootKeyHere()).isFalse();
        assertThat(without.current().device(UUID.randomUUID(), Keys.generate().getPublic(), NOW))
                .isNotNull();
        assertThatThrownBy(() -> without.prepare(NOW, null))
                .isInstanceOf(AuthorityException.class)
                .hasMessage("this needs the root's key, which is not in " + directory.resolve("1/root.key")
                        + ": say where it is with --root-key");
    }

    @Test
    void takeTheRootsKeyFromElsewhereAndNoOtherKey() throws Exception {
        Path stick = temporary.resolve("stick.key");
        Files.move(directory.resolve("1/root.key"), stick);
        Path other = temporary.resolve("other.key");
        Files.writeString(other, Keys.pem(Keys.generate().getPrivate()));
        assertThatThrownBy(() -> first.prepare(NOW, other))
                .isInstanceOf(AuthorityException.class)
                .hasMessage(other + " is not the key of the root of authority 1");
        assertThat(first.prepare(NOW, stick).all()).containsOnlyKeys(1, 2);
    }

    @Test
    void changeOverWhileMachinesGoOnTrustingEachOther() {
        X509Certificate[] before = leaf(first);

        Authorities prepared = first.prepare(NOW, null);
        assertThat(prepared.currentNumber()).isEqualTo(1);
        assertThat(prepared.anchors()).hasSize(2);
        assertThat(prepared.published()).hasSize(4).startsWith(first.current().root());

        Authorities switched = prepared.switchOver();
        assertThat(switched.currentNumber()).isEqualTo(2);
        X509Certificate[] after = leaf(switched);

        // A machine that has not heard of the new root yet trusts what it signed, by way of the old one.
        assertThatCode(() -> Tls.trustIn(first.anchors()).checkClientTrusted(after, "EC"))
                .doesNotThrowAnyException();
        assertThatCode(() -> Tls.trustIn(switched.anchors()).checkClientTrusted(before, "EC"))
                .doesNotThrowAnyException();

        Authorities dropped = switched.drop(1);
        assertThatThrownBy(() -> Tls.trustIn(dropped.anchors()).checkClientTrusted(before, "EC"))
                .isInstanceOf(CertificateException.class);
        assertThatCode(() -> Tls.trustIn(dropped.anchors()).checkClientTrusted(after, "EC"))
                .doesNotThrowAnyException();
        assertThat(Files.exists(directory.resolve("dropped-1/issuing.key"))).isTrue();
    }

    @Test
    void refuseWhatWouldLockEverybodyOut() {
        assertThatThrownBy(() -> first.drop(1))
                .isInstanceOf(AuthorityException.class)
                .hasMessage("authority 1 is the one that signs");
        assertThatThrownBy(() -> first.switchOver())
                .isInstanceOf(AuthorityException.class)
                .hasMessage("no new authority is prepared");
        Authorities prepared = first.prepare(NOW, null);
        assertThatThrownBy(() -> prepared.prepare(NOW, null))
                .isInstanceOf(AuthorityException.class)
                .hasMessageContaining("there are two authorities already");
    }

    @Test
    void renewWhatSignsAfterTwoThirdsOfItsLife() {
        assertThat(first.renewIssuing(NOW.plus(Duration.ofDays(1000)), null)).isSameAs(first);
        Authorities renewed = first.renewIssuing(NOW.plus(Duration.ofDays(1300)), null);
        assertThat(renewed.current().issuing()).isNotEqualTo(first.current().issuing());
        assertThat(renewed.current().root()).isEqualTo(first.current().root());
    }

    @Test
    void sayWhichFileIsDamaged() throws Exception {
        Files.writeString(directory.resolve("1/issuing.pem"), "nothing");
        assertThatThrownBy(() -> Authorities.open(directory, NOW))
                .isInstanceOf(AuthorityException.class)
                .hasMessageStartingWith(directory.resolve("1/issuing.pem") + " is not a certificate");
        Files.writeString(directory.resolve("current"), "7");
        Files.writeString(
                directory.resolve("1/issuing.pem"), Pem.of(first.current().issuing()));
        assertThatThrownBy(() -> Authorities.open(directory, NOW))
                .isInstanceOf(AuthorityException.class)
                .hasMessage(directory.resolve("current") + " names the authority '7', which is not there");
    }

    private static X509Certificate[] leaf(Authorities authorities) {
        CertificateAuthority authority = authorities.current();
        return authority
                .chain(authority.device(UUID.randomUUID(), Keys.generate().getPublic(), NOW))
                .toArray(X509Certificate[]::new);
    }
}
