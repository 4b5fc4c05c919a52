package org.socle.contract.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socle.contract.ContractException;

class EnrolmentBundleTest {
    private static final String FINGERPRINT = "3b".repeat(32);

    @Test
    void arrivesWhole() {
        EnrolmentBundle bundle = new EnrolmentBundle(
                URI.create("https://socle.example.fr:8443"), EnrolmentCode.parse("7K3F-9QWE-2M4N-XB0C"), FINGERPRINT);
        assertThat(new String(bundle.encode(), StandardCharsets.UTF_8))
                .isEqualTo("{\"url\":\"https://socle.example.fr:8443\",\"code\":\"7K3F-9QWE-2M4N-XB0C\","
                        + "\"fingerprint\":\"" + FINGERPRINT + "\"}");
        assertThat(EnrolmentBundle.decode(bundle.encode())).isEqualTo(bundle);
    }

    @Test
    void takesAFingerprintAsOpensslPrintsIt() {
        String printed = "3B:".repeat(31) + "3B";
        EnrolmentBundle bundle = decode("{\"url\":\"https://socle.example.fr/\",\"code\":\"7k3f9qwe2m4nxb0c\","
                + "\"fingerprint\":\"" + printed + "\"}");
        assertThat(bundle.fingerprint()).isEqualTo(FINGERPRINT);
        assertThat(bundle.url()).hasToString("https://socle.example.fr");
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> decode("{\"url\":\"https://socle.example.fr\"}"))
                .isInstanceOf(ContractException.class)
                .hasMessage("'code' is missing or not a text");
        assertThatThrownBy(
                        () -> decode("{\"url\":\"https://a\",\"code\":\"7K3F-9QWE-2M4N-XB0C\",\"fingerprint\":\"3b\"}"))
                .isInstanceOf(ContractException.class)
                .hasMessage("'fingerprint' is not a SHA-256: 64 hexadecimal digits");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://socle.example.fr",
                "socle.example.fr",
                "https://",
                "https://user@socle.example.fr",
                "https://socle.example.fr/path",
                "https://socle.example.fr?query",
                "https://a b",
                ""
            })
    void takesOnlyTheAddressOfAServer(String address) {
        assertThatThrownBy(() -> EnrolmentBundle.server(address))
                .isInstanceOf(ContractException.class)
                .hasMessage("'" + address + "' is not an address like https://socle.example.fr:8443");
    }

    @Property
    void readsAnyBytesOrSaysWhyNot(@ForAll byte[] bytes) {
        try {
            EnrolmentBundle.decode(bytes);
        } catch (ContractException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static EnrolmentBundle decode(String json) {
        return EnrolmentBundle.decode(json.getBytes(StandardCharsets.UTF_8));
    }
}
