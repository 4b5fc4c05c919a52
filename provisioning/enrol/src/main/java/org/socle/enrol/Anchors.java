package org.socle.enrol;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The roots a machine trusts, and how it learns of new ones. */
public final class Anchors {
    private Anchors() {}

    /**
     * The roots to trust after a server has published its own: those that are trusted and still published, and new ones
     * whose key a trusted root has signed. Whoever published them, a root that nobody trusted vouches for stays out.
     *
     * @return never empty: the trusted ones when none of them is published any more
     */
    public static List<X509Certificate> update(
            Collection<X509Certificate> trusted, Collection<X509Certificate> published) {
        List<X509Certificate> updated = new ArrayList<>();
        for (X509Certificate root : published) {
            boolean known = trusted.contains(root);
            if (known || (selfSigned(root) && vouchedFor(root, trusted, published))) {
                updated.add(root);
            }
        }
        return updated.isEmpty() ? List.copyOf(trusted) : List.copyOf(updated);
    }

    /** Those that have signed themselves: roots, without what connects them. */
    public static List<X509Certificate> roots(Collection<X509Certificate> certificates) {
        return certificates.stream().filter(Anchors::selfSigned).toList();
    }

    private static boolean vouchedFor(
            X509Certificate root, Collection<X509Certificate> trusted, Collection<X509Certificate> published) {
        return published.stream()
                .filter(cross -> cross.getPublicKey().equals(root.getPublicKey()))
                .filter(cross -> cross.getSubjectX500Principal().equals(root.getSubjectX500Principal()))
                .filter(cross -> cross.getBasicConstraints() >= 0)
                .anyMatch(cross -> trusted.stream().anyMatch(voucher -> signedBy(cross, voucher)));
    }

    private static boolean selfSigned(X509Certificate certificate) {
        return signedBy(certificate, certificate);
    }

    /** Whether a certificate names another one as its issuer and is signed with that one's key. */
    static boolean signedBy(X509Certificate certificate, X509Certificate issuer) {
        if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
