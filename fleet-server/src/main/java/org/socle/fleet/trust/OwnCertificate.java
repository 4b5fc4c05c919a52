package org.socle.fleet.trust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.jspecify.annotations.Nullable;
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

    /**
     * The identity kept in a directory; with a new certificate when that is due, signed by another authority or for other
     * names. The key stays: lines to join that were handed out hold its hash.
     */
    static Identity in(Path directory, CertificateAuthority authority, Collection<String> names, Instant now)
            throws IOException {
        Path keyFile = directory.resolve("server.key");
        Path certificateFile = directory.resolve("server.pem");
        KeyPair kept = keptKey(keyFile);
        if (kept != null && Files.exists(certificateFile)) {
            try {
                X509Certificate certificate = Pem.certificates(
                                Files.readString(certificateFile, StandardCharsets.ISO_8859_1))
                        .get(0);
                if (certificate.getPublicKey().equals(kept.getPublic()) && usable(certificate, authority, names, now)) {
                    return new Identity(kept.getPrivate(), authority.chain(certificate));
                }
            } catch (GeneralSecurityException e) {
                LOG.warn(
                        "the server's certificate {} cannot be used ({}); making a new one",
                        certificateFile,
                        e.getMessage());
            }
        }
        KeyPair pair = kept == null ? Keys.generate() : kept;
        X509Certificate fresh = authority.server(names, pair.getPublic(), now);
        Files.createDirectories(directory);
        if (kept == null) {
            SafeFile.writeSecret(keyFile, Keys.pem(pair.getPrivate()).getBytes(StandardCharsets.US_ASCII));
        }
        SafeFile.write(certificateFile, Pem.of(authority.chain(fresh)).getBytes(StandardCharsets.US_ASCII));
        LOG.info("new server certificate for {}, valid until {}", String.join(", ", names), fresh.getNotAfter());
        return new Identity(pair.getPrivate(), authority.chain(fresh));
    }

    /** The key in a file; null when there is none, or none that can be used. */
    private static @Nullable KeyPair keptKey(Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            // Any byte is a character here: a damaged file is one without a key, not one that stops the start.
            PrivateKey key = Keys.privateKey(Files.readString(file, StandardCharsets.ISO_8859_1));
            return new KeyPair(publicKey(key), key);
        } catch (GeneralSecurityException e) {
            LOG.warn(
                    "the server's key {} cannot be used ({}); making a new one: lines to join that were handed out hold the old"
                            + " one's sum, hand out new ones",
                    file,
                    e.getMessage());
            return null;
        }
    }

    /** The public key of a private one, which its file does not hold: the certificate beside it may be lost or of another key. */
    private static PublicKey publicKey(PrivateKey key) throws GeneralSecurityException {
        if (!(key instanceof ECPrivateKey secret)) {
            throw new GeneralSecurityException("it is no key on an elliptic curve");
        }
        ECPoint point = new FixedPointCombMultiplier()
                .multiply(CustomNamedCurves.getByName("secp256r1").getG(), secret.getS())
                .normalize();
        PublicKey found = KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(
                        new java.security.spec.ECPoint(
                                point.getAffineXCoord().toBigInteger(),
                                point.getAffineYCoord().toBigInteger()),
                        secret.getParams()));
        if (!Keys.isP256(found) || !Keys.belongTogether(key, found)) {
            throw new GeneralSecurityException("it is no key on P-256");
        }
        return found;
    }

    private static boolean usable(
            X509Certificate kept, CertificateAuthority authority, Collection<String> names, Instant now)
            throws GeneralSecurityException {
        // One that is not valid yet was made while the clock was ahead, or under an issuing certificate that was.
        return !now.isBefore(kept.getNotBefore().toInstant())
                && now.isBefore(Identity.renewal(kept))
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
