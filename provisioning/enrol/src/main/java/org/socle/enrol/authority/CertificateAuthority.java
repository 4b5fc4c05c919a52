package org.socle.enrol.authority;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.socle.enrol.Keys;

/**
 * Socle's own certificate authority, in two steps: a root that machines trust and whose key is needed once in years, so
 * that it can be kept elsewhere, and an issuing certificate below it that signs what machines and servers use. Immutable,
 * thread-safe.
 *
 * @param root what machines trust
 * @param issuing what the root vouches for
 * @param issuingKey signs device and server certificates
 * @param cross the root's key signed by the root before it, for machines that know only that one; null for the first
 */
public record CertificateAuthority(
        X509Certificate root,
        X509Certificate issuing,
        PrivateKey issuingKey,
        @Nullable X509Certificate cross) {

    /** How long a root is valid: longer than any machine lives. */
    static final Duration ROOT_VALIDITY = Duration.ofDays(20 * 365);

    /** How long an issuing certificate is valid. */
    static final Duration ISSUING_VALIDITY = Duration.ofDays(5 * 365);

    /** How long the certificate of a machine or a server is valid. */
    public static final Duration LEAF_VALIDITY = Duration.ofDays(365);

    /** Clocks that are a little late must not find a new certificate not yet valid. */
    private static final Duration LATE_CLOCKS = Duration.ofDays(1);

    private static final int SERIAL_BITS = 127;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new authority with the key of its root, which is to be kept apart. */
    public record Created(CertificateAuthority authority, PrivateKey rootKey) {}

    /**
     * Makes a new authority.
     *
     * @param before the root that vouches for the new one, with its key; null for the first authority
     */
    public static Created create(Instant now, @Nullable Voucher before) {
        KeyPair rootPair = Keys.generate();
        String made = now.atOffset(ZoneOffset.UTC).toLocalDate().toString();
        X500Name name = name("Socle root " + made + " " + Integer.toHexString(RANDOM.nextInt(0x10000)));
        X509Certificate root =
                authority(name, rootPair.getPublic(), name, rootPair, now, now.plus(ROOT_VALIDITY), true);
        X509Certificate cross = null;
        if (before != null) {
            cross = authority(
                    name,
                    rootPair.getPublic(),
                    subject(before.root()),
                    before.pair(),
                    now,
                    before.root().getNotAfter().toInstant(),
                    true);
        }
        Issuing issuing = issuing(root, rootPair.getPrivate(), now);
        return new Created(
                new CertificateAuthority(root, issuing.certificate(), issuing.key(), cross), rootPair.getPrivate());
    }

    /** An older root, with its key. */
    public record Voucher(X509Certificate root, PrivateKey key) {
        KeyPair pair() {
            return new KeyPair(root.getPublicKey(), key);
        }
    }

    /** The same root with a new issuing certificate. */
    public CertificateAuthority renewed(PrivateKey rootKey, Instant now) {
        Issuing issuing = issuing(root, rootKey, now);
        return new CertificateAuthority(root, issuing.certificate(), issuing.key(), cross);
    }

    private record Issuing(X509Certificate certificate, PrivateKey key) {}

    private static Issuing issuing(X509Certificate root, PrivateKey rootKey, Instant now) {
        KeyPair pair = Keys.generate();
        Instant end = earlier(now.plus(ISSUING_VALIDITY), root.getNotAfter().toInstant());
        X500Name name = name("Socle issuing " + now.atOffset(ZoneOffset.UTC).toLocalDate());
        X509Certificate certificate = authority(
                name, pair.getPublic(), subject(root), new KeyPair(root.getPublicKey(), rootKey), now, end, false);
        return new Issuing(certificate, pair.getPrivate());
    }

    /** The certificate of a machine: its id is the common name. */
    public X509Certificate device(UUID device, PublicKey key, Instant now) {
        return leaf(name(device.toString()), key, KeyPurposeId.id_kp_clientAuth, List.of(), now);
    }

    /**
     * The certificate of a server.
     *
     * @param names host names and IP addresses it is reached by, at least one
     */
    public X509Certificate server(Collection<String> names, PublicKey key, Instant now) {
        List<GeneralName> alternatives = new ArrayList<>();
        for (String each : names) {
            boolean address = each.matches("[0-9.]+") || each.contains(":");
            alternatives.add(new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, each));
        }
        return leaf(name("Socle server"), key, KeyPurposeId.id_kp_serverAuth, alternatives, now);
    }

    /** A certificate followed by those that lead from it to a root: what a TLS connection presents. */
    public List<X509Certificate> chain(X509Certificate leaf) {
        return cross == null ? List.of(leaf, issuing) : List.of(leaf, issuing, cross);
    }

    private X509Certificate leaf(
            X500Name name, PublicKey key, KeyPurposeId purpose, List<GeneralName> alternatives, Instant now) {
        Instant end = earlier(now.plus(LEAF_VALIDITY), issuing.getNotAfter().toInstant());
        try {
            X509v3CertificateBuilder certificate = certificate(name, key, subject(issuing), now, end);
            certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            certificate.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            certificate.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            certificate.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuing.getPublicKey()));
            if (!alternatives.isEmpty()) {
                certificate.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(alternatives.toArray(GeneralName[]::new)));
            }
            return sign(certificate, issuingKey);
        } catch (CertIOException | GeneralSecurityException e) {
            throw new IllegalStateException("a certificate for a P-256 key can always be made", e);
        }
    }

    private static X509Certificate authority(
            X500Name name, PublicKey key, X500Name issuer, KeyPair signer, Instant now, Instant end, boolean root) {
        try {
            X509v3CertificateBuilder certificate = certificate(name, key, issuer, now, end);
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(root ? 2 : 0));
            certificate.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            certificate.addExtension(
                    Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
            certificate.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers.createAuthorityKeyIdentifier(signer.getPublic()));
            return sign(certificate, signer.getPrivate());
        } catch (CertIOException | GeneralSecurityException e) {
            throw new IllegalStateException("a certificate for a P-256 key can always be made", e);
        }
    }

    private static X509v3CertificateBuilder certificate(
            X500Name name, PublicKey key, X500Name issuer, Instant now, Instant end) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, RANDOM).add(BigInteger.ONE),
                Date.from(now.minus(LATE_CLOCKS)),
                Date.from(end),
                name,
                key);
    }

    private static X509Certificate sign(X509v3CertificateBuilder certificate, PrivateKey key)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(certificate.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("the key cannot sign", e);
        }
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    /** As it is encoded: taken through text, it might come out with another string type and match nothing. */
    private static X500Name subject(X509Certificate certificate) {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
