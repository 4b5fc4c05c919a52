package org.socle.contract.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.socle.contract.ContractException;

class EnrolmentCodeTest {
    private static final EnrolmentCode CODE = EnrolmentCode.parse("7K3F-9QWE-2M4N-XB0C");

    @Test
    void isReadAsPeopleTypeIt() {
        for (String typed :
                new String[] {"7k3f9qwe2m4nxb0c", " 7K3F 9QWE 2M4N XB0C ", "7K3F-9QWE-2M4N-XBOC", "7k3f-9qwe-2m4n-xboc"
                }) {
            assertThat(EnrolmentCode.parse(typed)).as(typed).isEqualTo(CODE);
        }
        assertThat(EnrolmentCode.parse("ILIL-0000-0000-0000").text()).isEqualTo("1111-0000-0000-0000");
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> EnrolmentCode.parse("7K3F-9QWE-2M4N-XB0"))
                .isInstanceOf(ContractException.class)
                .hasMessage("an enrolment code has 16 characters, not 15");
        assertThatThrownBy(() -> EnrolmentCode.parse("7K3F-9QWE-2M4N-XBU0"))
                .isInstanceOf(ContractException.class)
                .hasMessage("'U' does not occur in an enrolment code");
    }

    @Test
    void isNotGivenAwayByWhatTheServerStores() {
        // Both agree with HMAC-SHA-256 as openssl computes it:
        // printf 'socle enrolment lookup 1' | openssl dgst -sha256 -mac HMAC -macopt key:7K3F9QWE2M4NXB0C
        assertThat(CODE.lookup()).isEqualTo("bf3022172c94480cda604d1de069d66b");
        assertThat(HexFormat.of().formatHex(CODE.proofKey()))
                .isEqualTo("0e99d91f3621c094d021c83c3a1b29eb1bbb236680114c1751c704e8162993b6");
        assertThat(CODE.toString()).doesNotContain("7K3F");
    }

    @Test
    void differsEachTime() {
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String text = EnrolmentCode.random().text();
            assertThat(text).matches("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}");
            codes.add(text);
        }
        assertThat(codes).hasSize(1000);
    }

    @Property
    void readsAnythingOrSaysWhyNot(@ForAll @StringLength(max = 30) String text) {
        try {
            EnrolmentCode code = EnrolmentCode.parse(text);
            assertThat(EnrolmentCode.parse(code.text())).isEqualTo(code);
        } catch (ContractException e) {
            assertThat(e.getMessage()).contains("enrolment code");
        }
    }
}
