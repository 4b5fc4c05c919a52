package org.socle.enrol;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Collection;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Writes certificate requests (PKCS#10). Of Bouncy Castle it uses the notation only, and signs with the JDK: so the agent
 * carries a twentieth of that library.
 */
public final class RequestWriter {
    private RequestWriter() {}

    /**
     * Makes a request, signed with the pair's private key: DER.
     *
     * @param hardware names of the machine's hardware, {@code urn:socle:hardware:…}
     */
    public static byte[] write(KeyPair pair, Label label, Collection<String> hardware) {
        try {
            CertificationRequestInfo info = new CertificationRequestInfo(
                    subject(label).build(),
                    SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()),
                    attributes(hardware));
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(info.getEncoded(ASN1Encoding.DER));
            AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
            return new CertificationRequest(info, algorithm, new DERBitString(signature.sign()))
                    .getEncoded(ASN1Encoding.DER);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a request for a P-256 key can always be made", e);
        }
    }

    private static X500NameBuilder subject(Label label) {
        X500NameBuilder subject = new X500NameBuilder(BCStyle.INSTANCE);
        add(subject, BCStyle.O, label.manufacturer());
        add(subject, BCStyle.OU, label.model());
        add(subject, BCStyle.SERIALNUMBER, label.serialNumber());
        add(subject, BCStyle.CN, label.hostName());
        return subject;
    }

    private static void add(X500NameBuilder subject, ASN1ObjectIdentifier attribute, String text) {
        if (!text.isEmpty()) {
            subject.addRDN(attribute, text);
        }
    }

    private static ASN1Set attributes(Collection<String> hardware) throws IOException {
        if (hardware.isEmpty()) {
            return new DERSet();
        }
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(hardware.stream()
                        .map(name -> new GeneralName(GeneralName.uniformResourceIdentifier, name))
                        .toArray(GeneralName[]::new)));
        return new DERSet(
                new Attribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, new DERSet(extensions.generate())));
    }
}
