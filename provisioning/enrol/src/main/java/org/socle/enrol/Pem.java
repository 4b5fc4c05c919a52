package org.socle.enrol;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/** Certificates and keys as text (RFC 7468), and certificates as PKCS#7. */
public final class Pem {
    private static final int LINE = 64;

    private Pem() {}

    static String encode(String label, byte[] der) {
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    /** The content of the first block with a label. */
    static byte[] decode(String pem, String label) throws GeneralSecurityException {
        String begin = "-----BEGIN " + label + "-----";
        int start = pem.indexOf(begin);
        int end = pem.indexOf("-----END " + label + "-----", Math.max(start, 0));
        if (start < 0 || end < 0) {
            throw new GeneralSecurityException("no '" + begin + "' in it");
        }
        try {
            return Base64.getMimeDecoder().decode(pem.substring(start + begin.length(), end));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("what follows '" + begin + "' is not Base64", e);
        }
    }

    /** Certificates as text, one after the other. */
    public static String of(Collection<X509Certificate> certificates) {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            text.append(of(certificate));
        }
        return text.toString();
    }

    public static String of(X509Certificate certificate) {
        try {
            return encode("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }

    /**
     * Reads the certificates of a text, PEM, one after the other; a key before them is passed over.
     *
     * @throws GeneralSecurityException when one is damaged, or there is none
     */
    public static List<X509Certificate> certificates(String pem) throws GeneralSecurityException {
        int start = pem.indexOf("-----BEGIN CERTIFICATE-----");
        if (start < 0) {
            throw new GeneralSecurityException("no certificate in it");
        }
        return read(pem.substring(start).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Reads the certificates of an EST answer: PKCS#7, certificates only, Base64 (RFC 7030, 4.1.3).
     *
     * @throws GeneralSecurityException when it is something else
     */
    public static List<X509Certificate> certsOnly(String base64) throws GeneralSecurityException {
        try {
            return read(Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("not Base64", e);
        }
    }

    private static List<X509Certificate> read(byte[] bytes) throws GeneralSecurityException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Certificate certificate :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes))) {
            certificates.add((X509Certificate) certificate);
        }
        if (certificates.isEmpty()) {
            throw new GeneralSecurityException("no certificate in it");
        }
        return certificates;
    }

    /** SHA-256 of a certificate: 64 hexadecimal digits. */
    public static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(Keys.sha256(certificate.getEncoded()));
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }
}
