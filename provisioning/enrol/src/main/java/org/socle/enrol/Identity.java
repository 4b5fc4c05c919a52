package org.socle.enrol;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a machine or a server shows of itself in a TLS connection.
 *
 * @param key belongs to the first certificate
 * @param chain its certificate, followed by those that lead to a root; not empty
 */
public record Identity(PrivateKey key, List<X509Certificate> chain) {
    public Identity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("an identity has a certificate");
        }
    }

    /**
     * An identity whose certificate is followed by the one that signed it, as far as that one is known.
     *
     * @param known certificates of authorities, in any order
     */
    public static Identity of(PrivateKey key, X509Certificate certificate, Collection<X509Certificate> known) {
        return new Identity(
                key,
                Stream.concat(
                                Stream.of(certificate),
                                known.stream()
                                        .filter(issuer -> Anchors.signedBy(certificate, issuer))
                                        .limit(1))
                        .toList());
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** The text of the common name; empty when there is none. */
    public static String commonName(X509Certificate certificate) {
        String name = certificate.getSubjectX500Principal().getName();
        for (String part : name.split(",")) {
            if (part.startsWith("CN=")) {
                return part.substring(3);
            }
        }
        return "";
    }

    /** When a certificate is to be replaced: after two thirds of its life. */
    public static Instant renewal(X509Certificate certificate) {
        Instant start = certificate.getNotBefore().toInstant();
        return start.plus(Duration.between(start, certificate.getNotAfter().toInstant())
                .multipliedBy(2)
                .dividedBy(3));
    }
}
