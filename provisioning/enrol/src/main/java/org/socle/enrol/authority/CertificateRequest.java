package org.socle.enrol.authority;

import java.io.IOException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.socle.enrol.Keys;
import org.socle.enrol.Label;

/**
 * A machine's request for a certificate (PKCS#10): its public key, how it calls itself, what its hardware is.
 *
 * @param key on P-256; the request is signed with the private key that belongs to it
 * @param label what people recognise the machine by
 * @param hardware names of its hardware, {@code urn:socle:hardware:…}; any other names are passed over
 */
public record CertificateRequest(PublicKey key, Label label, List<String> hardware) {
    private static final int MOST_BYTES = 16_384;
    private static final int MOST_NAMES = 64;
    private static final String URN = "urn:socle:";

    public CertificateRequest {
        hardware = List.copyOf(hardware);
    }

    /**
     * Reads a request as EST carries it: PKCS#10, DER in Base64, with or without PEM's first and last line.
     *
     * @throws RequestException when it is none, not signed with its own key, or its key is not on P-256
     */
    public static CertificateRequest read(String base64) {
        if (base64.length() > MOST_BYTES) {
            throw new RequestException("a request of " + base64.length() + " characters is too long");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(base64.replaceAll("-----[A-Z ]+-----", ""));
            JcaPKCS10CertificationRequest request =
                    new JcaPKCS10CertificationRequest(new PKCS10CertificationRequest(der));
            PublicKey key = request.getPublicKey();
            if (!Keys.isP256(key)) {
                throw new RequestException("the key is not on the curve P-256");
            }
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw new RequestException("the request is not signed with its own key");
            }
            Label label = new Label(
                    subject(request, BCStyle.CN),
                    subject(request, BCStyle.O),
                    subject(request, BCStyle.OU),
                    subject(request, BCStyle.SERIALNUMBER));
            return new CertificateRequest(key, label, names(request));
        } catch (RequestException e) {
            throw e;
        } catch (PKCSException
                | OperatorCreationException
                | java.security.GeneralSecurityException
                | IOException
                | RuntimeException e) {
            // Bouncy Castle answers malformed DER with several kinds of runtime exception.
            throw new RequestException("this is not a certificate request (PKCS#10, DER, Base64)", e);
        }
    }

    private static String subject(
            PKCS10CertificationRequest request, org.bouncycastle.asn1.ASN1ObjectIdentifier attribute) {
        RDN[] found = request.getSubject().getRDNs(attribute);
        if (found.length == 0 || found[0].getFirst() == null) {
            return "";
        }
        ASN1Encodable value = found[0].getFirst().getValue();
        return value instanceof ASN1String text ? text.getString() : "";
    }

    private static List<String> names(PKCS10CertificationRequest request) {
        Optional<GeneralNames> asked = Optional.ofNullable(request.getRequestedExtensions())
                .map((Extensions extensions) ->
                        GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName));
        List<String> names = new ArrayList<>();
        for (GeneralName name : asked.map(GeneralNames::getNames).orElse(new GeneralName[0])) {
            String text = name.getName() instanceof ASN1String string ? string.getString() : "";
            if (name.getTagNo() == GeneralName.uniformResourceIdentifier
                    && text.startsWith(URN)
                    && names.size() < MOST_NAMES) {
                names.add(text);
            }
        }
        return names;
    }

    /** A request that no certificate is made for; the message says why and may be shown to people. */
    public static final class RequestException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RequestException(String message) {
            super(message);
        }

        RequestException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
