package org.socle.enrol.authority;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collection;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataGenerator;

/** Certificates in the form EST answers with: PKCS#7 without content or signatures (RFC 7030, 4.1.3). */
public final class CertsOnly {
    private static final int LINE = 76;

    private CertsOnly() {}

    /** The certificates as Base64 text in lines of 76 characters; without carriage returns, which {@code base64 -d} refuses. */
    public static String encode(Collection<X509Certificate> certificates) {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        try {
            generator.addCertificates(new JcaCertStore(certificates));
            byte[] der = generator.generate(new CMSAbsentContent()).getEncoded();
            return Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
        } catch (GeneralSecurityException | CMSException | IOException e) {
            throw new IllegalStateException("certificates that were read can be written", e);
        }
    }
}
