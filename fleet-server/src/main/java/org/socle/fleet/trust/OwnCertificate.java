package org.socle.fleet.trust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.contract.config.ConfigException;
import org.socle.enrol.Identity;
import org.socle.enrol.Keys;
import org.socle.enrol.Pem;
import org.socle.enrol.SafeFile;
import org.socle.enrol.authority.CertificateAuthority;

/** The server's certificate and key on disk: {@code tls/server.pem} and {@code tls/server.key}. */
final class OwnCertificate {
    private static final Logger LOG = LoggerFactory.getLogger(OwnCertificate.class);

    private OwnCertificate() {}

    /** The identity kept in a directory, or a new one when that is due, signed by another authority or for other names. */
    static Identity in(Path directory, CertificateAuthority authority, Collection<String> names, Instant now)
            throws IOException {
        Path keyFile = directory.resolve("server.key");
        Path certificateFile = directory.resolve("server.pem");
        if (Files.exists(keyFile) && Files.exists(certificateFile)) {
            try {
                PrivateKey key = Keys.privateKey(Files.readString(keyFile));
                X509Certificate kept =
                        Pem.certificates(Files.readString(certificateFile)).get(0);
                if (usable(kept, authority, names, now)) {
                    return new Identity(key, authority.chain(kept));
                }
            } catch (GeneralSecurityException e) {
                LOG.warn("the server's certificate in {} cannot be used; making a new one", directory, e);
            }
        }
        KeyPair pair = Keys.generate();
        X509Certificate fresh = authority.server(names, pair.getPublic(), now);
        Files.createDirectories(directory);
        SafeFile.writeSecret(keyFile, Keys.pem(pair.getPrivate()).getBytes(StandardCharsets.US_ASCII));
        SafeFile.write(certificateFile, Pem.of(authority.chain(fresh)).getBytes(StandardCharsets.US_ASCII));
        LOG.info("new server certificate for {}, valid until {}", String.join(", ", names), fresh.getNotAfter());
        return new Identity(pair.getPrivate(), authority.chain(fresh));
    }

    private static boolean usable(
            X509Certificate kept, CertificateAuthority authority, Collection<String> names, Instant now)
            throws GeneralSecurityException {
        return now.isBefore(Identity.renewal(kept))
                && kept.getIssuerX500Principal().equals(authority.issuing().getSubjectX500Principal())
                && signedBy(kept, authority.issuing())
                && names(kept).containsAll(canonical(names));
    }

    private static boolean signedBy(X509Certificate certificate, X509Certificate issuer) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Set<String> names(X509Certificate certificate) throws GeneralSecurityException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names == null
                ? Set.of()
                : names.stream().map(name -> String.valueOf(name.get(1))).collect(Collectors.toSet());
    }

    /** IPv6 addresses as certificates spell them: without a double colon. */
    private static Set<String> canonical(Collection<String> names) throws GeneralSecurityException {
        Set<String> canonical = new TreeSet<>();
        for (String name : names) {
            try {
                canonical.add(
                        name.contains(":")
                                ? java.net.InetAddress.getByName(name).getHostAddress()
                                : name);
            } catch (java.net.UnknownHostException e) {
                throw new GeneralSecurityException(name + " is not an address", e);
            }
        }
        return canonical;
    }

    /** An identity from files somebody else keeps. */
    static Identity of(Path certificates, Path key) {
        try {
            List<X509Certificate> chain = Pem.certificates(Files.readString(certificates));
            return new Identity(
                    Keys.anyPrivateKey(Files.readString(key), chain.get(0).getPublicKey()), chain);
        } catch (IOException | GeneralSecurityException e) {
            throw new ConfigException(
                    "https.certificate " + certificates + " and https.key " + key + " cannot be used: "
                            + e.getMessage(),
                    e);
        }
    }
}
