package org.socle.enrol;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** Keys on the curve P-256, the only kind Socle makes. */
public final class Keys {
    private static final int P256_BITS = 256;

    private Keys() {}

    /** A new pair. */
    public static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("every Java runtime has P-256", e);
        }
    }

    /** Whether a key is one of an elliptic curve of 256 bits. */
    public static boolean isP256(PublicKey key) {
        return key instanceof ECPublicKey ec
                && ec.getParams().getCurve().getField().getFieldSize() == P256_BITS
                && ec.getParams().getOrder().bitLength() == P256_BITS;
    }

    /** Reads a private key from PEM (PKCS#8).
     *
     * @throws GeneralSecurityException when it is none on an elliptic curve
     */
    public static PrivateKey privateKey(String pem) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(Pem.decode(pem, "PRIVATE KEY")));
    }

    /** Reads a private key of any usual kind from PEM (PKCS#8), and checks that it belongs to a public key.
     *
     * @throws GeneralSecurityException when it is none, or of another pair
     */
    public static PrivateKey anyPrivateKey(String pem, PublicKey publicKey) throws GeneralSecurityException {
        PrivateKey key = KeyFactory.getInstance(publicKey.getAlgorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(Pem.decode(pem, "PRIVATE KEY")));
        if (!belongTogether(key, publicKey)) {
            throw new GeneralSecurityException("the key is not the certificate's");
        }
        return key;
    }

    /** A private key as PEM (PKCS#8), not encrypted. */
    public static String pem(PrivateKey key) {
        return Pem.encode("PRIVATE KEY", key.getEncoded());
    }

    /** A public key as PEM. */
    public static String pem(PublicKey key) {
        return Pem.encode("PUBLIC KEY", key.getEncoded());
    }

    /** Reads a public key from PEM.
     *
     * @throws GeneralSecurityException when it is none on an elliptic curve
     */
    public static PublicKey publicKey(String pem) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(Pem.decode(pem, "PUBLIC KEY")));
    }

    /** SHA-256 of a public key as clients pin it ({@code curl --pinnedpubkey sha256//…}): Base64. */
    public static String pin(PublicKey key) {
        return Base64.getEncoder().encodeToString(sha256(key.getEncoded()));
    }

    /** SHA-256 of a public key: 64 hexadecimal digits. */
    public static String fingerprint(PublicKey key) {
        return HexFormat.of().formatHex(sha256(key.getEncoded()));
    }

    /** Whether a private key is the one of a public key: whether what it signs can be verified. */
    public static boolean belongTogether(PrivateKey key, PublicKey publicKey) {
        try {
            byte[] message = {1, 2, 3};
            String algorithm = publicKey.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(message);
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(publicKey);
            verifying.update(message);
            return verifying.verify(signing.sign());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
