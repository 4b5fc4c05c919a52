package org.socle.enrol;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Set;
import java.util.stream.Collectors;

/** A client's certificate that has expired: checked as it would have been in its last second. */
final class LateCertificate {
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";

    private LateCertificate() {}

    /** Whether it has expired, and not longer ago than {@code late}. */
    static boolean is(X509Certificate[] chain, Duration late) {
        if (chain.length == 0 || late.isZero()) {
            return false;
        }
        Instant end = chain[0].getNotAfter().toInstant();
        Instant now = Instant.now();
        return end.isBefore(now) && end.plus(late).isAfter(now);
    }

    /** @throws CertificateException when it is not a client's, or did not lead to one of the roots */
    static void check(X509Certificate[] chain, X509Certificate[] anchors) throws CertificateException {
        if (chain[0].getExtendedKeyUsage() == null
                || !chain[0].getExtendedKeyUsage().contains(CLIENT)) {
            throw new CertificateException("an expired certificate that is no client's");
        }
        try {
            Set<TrustAnchor> roots = Arrays.stream(anchors)
                    .map(root -> new TrustAnchor(root, null))
                    .collect(Collectors.toSet());
            PKIXParameters parameters = new PKIXParameters(roots);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(chain[0].getNotAfter().toInstant().minusSeconds(1)));
            CertPath path = CertificateFactory.getInstance("X.509")
                    .generateCertPath(Arrays.stream(chain)
                            .filter(each -> !Arrays.asList(anchors).contains(each))
                            .toList());
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
        } catch (GeneralSecurityException e) {
            throw new CertificateException("an expired certificate that was not good before either", e);
        }
    }
}
