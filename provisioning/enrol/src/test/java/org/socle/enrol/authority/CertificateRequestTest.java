package org.socle.enrol.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.socle.enrol.Keys;
import org.socle.enrol.Label;
import org.socle.enrol.RequestWriter;
import org.socle.enrol.authority.CertificateRequest.RequestException;

class CertificateRequestTest {
    private static final Label LABEL = new Label("salle-2-poste-7", "Dell Inc.", "OptiPlex 7010", "4XKQ5X1");
    private static final List<String> HARDWARE = List.of("urn:socle:hardware:network:0123456789abcdef0123456789abcdef");

    /**
     * Made by another program: openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout /dev/null -subj
     * '/O=Dell Inc./CN=salle' -addext subjectAltName=URI:urn:socle:hardware:disk:00112233445566778899aabbccddeeff,DNS:x.
     */
    private static final String BY_OPENSSL = """
            -----BEGIN CERTIFICATE REQUEST-----
            MIIBNzCB3wIBADAkMRIwEAYDVQQKDAlEZWxsIEluYy4xDjAMBgNVBAMMBXNhbGxl
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEoO+lZBMQJHl1/zyEqOgMdpe6gA/i
            cheoO39BBX1ZGbZpfihCbTr2HZ69UEYQqSQgtLC7KZwknvlpKSLhGnKcyaBZMFcG
            CSqGSIb3DQEJDjFKMEgwRgYDVR0RBD8wPYY4dXJuOnNvY2xlOmhhcmR3YXJlOmRp
            c2s6MDAxMTIyMzM0NDU1NjY3Nzg4OTlhYWJiY2NkZGVlZmaCAXgwCgYIKoZIzj0E
            AwIDRwAwRAIgG/k2Z7aLHPy+k7zHrR7PK60Hs5k7Q3X/em4skRuzevcCIHQsQJX2
            bDcEmzy36OaNFnkIcT6FAVnST0tf6yVyyrlm
            -----END CERTIFICATE REQUEST-----
            """;

    @Test
    void arrivesWhole() {
        KeyPair pair = Keys.generate();
        String sent = Base64.getMimeEncoder().encodeToString(RequestWriter.write(pair, LABEL, HARDWARE));
        assertThat(CertificateRequest.read(sent)).isEqualTo(new CertificateRequest(pair.getPublic(), LABEL, HARDWARE));
    }

    @Test
    void mayLeaveOutWhatIsNotKnown() {
        KeyPair pair = Keys.generate();
        Label nothing = new Label("", "", "", "");
        String sent = Base64.getEncoder().encodeToString(RequestWriter.write(pair, nothing, List.of()));
        assertThat(CertificateRequest.read(sent))
                .isEqualTo(new CertificateRequest(pair.getPublic(), nothing, List.of()));
    }

    @Test
    void comesFromOtherProgramsToo() {
        CertificateRequest request = CertificateRequest.read(BY_OPENSSL);
        assertThat(request.label()).isEqualTo(new Label("salle", "Dell Inc.", "", ""));
        assertThat(request.hardware()).containsExactly("urn:socle:hardware:disk:00112233445566778899aabbccddeeff");
    }

    @Test
    void isRefusedWithAnotherKindOfKey() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder builder =
                new org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder(
                        new org.bouncycastle.asn1.x500.X500Name("CN=x"),
                        rsa.generateKeyPair().getPublic());
        byte[] der = builder.build(new org.bouncycastle.operator.jcajce.JcaContentSignerBuilder("SHA256withECDSA")
                        .build(Keys.generate().getPrivate()))
                .getEncoded();
        assertThatThrownBy(() -> CertificateRequest.read(Base64.getEncoder().encodeToString(der)))
                .isInstanceOf(RequestException.class)
                .hasMessage("the key is not on the curve P-256");
    }

    @Test
    void isRefusedForAKeySomebodyElseHas() {
        KeyPair mixed = new KeyPair(Keys.generate().getPublic(), Keys.generate().getPrivate());
        String sent = Base64.getEncoder().encodeToString(RequestWriter.write(mixed, LABEL, HARDWARE));
        assertThatThrownBy(() -> CertificateRequest.read(sent))
                .isInstanceOf(RequestException.class)
                .hasMessage("the request is not signed with its own key");
    }

    @Test
    void labelsAreCutAndCleaned() {
        Label label = new Label("a".repeat(100), "Dell\u0000\nInc.", " ", "");
        assertThat(label.hostName()).hasSize(64);
        assertThat(label.manufacturer()).isEqualTo("Dell  Inc.");
        assertThat(label.model()).isEmpty();
    }

    @Property
    void anyDamageGivesARequestOrAReason(@ForAll @IntRange(max = 300) int at, @ForAll byte value) {
        byte[] der = Base64.getMimeDecoder().decode(BY_OPENSSL.replaceAll("-----[A-Z ]+-----", ""));
        der[at % der.length] = value;
        try {
            CertificateRequest.read(Base64.getEncoder().encodeToString(der));
        } catch (RequestException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Property
    void anyTextGivesARequestOrAReason(@ForAll String text) {
        assertThatThrownBy(() -> CertificateRequest.read(text)).isInstanceOf(RequestException.class);
    }
}
