package org.socle.contract.senml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenmlHostileInputTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[",
                "[1]",
                "[[]]",
                "[{}]",
                "[{\"n\":\"a\"}]",
                "[{\"v\":1}]",
                "[{\"n\":\"a\",\"v\":1}",
                "[{\"n\":\"a\",\"v\":1}]]",
                "[{\"n\":\"a\",\"v\":1}] trailing",
                "[{\"n\":\"a\",\"v\":1,\"v\":2}]",
                "[{\"n\":\"a\",\"v\":1,\"vs\":\"b\"}]",
                "[{\"n\":\"a\",\"v\":\"1\"}]",
                "[{\"n\":\"a\",\"v\":1e999}]",
                "[{\"n\":\"a\",\"v\":NaN}]",
                "[{\"n\":\"a b\",\"v\":1}]",
                "[{\"n\":\"a\",\"t\":1e308,\"bt\":1e308,\"v\":1}]",
                "[{\"n\":\"a\",\"vd\":\"***\"}]",
                "[{\"n\":\"a\",\"bv\":9223372036854775807,\"v\":1}]",
                "[{\"0\":\"a\",\"2\":1}]",
                "[{\"bn\":\"a\",\"t\":1}]"
            })
    void badJsonGivesAClearError(String text) {
        assertThatThrownBy(() -> SenmlReader.read(text.getBytes(UTF_8), SenmlFormat.JSON))
                .isInstanceOf(SenmlException.class)
                .message()
                .isNotBlank();
    }

    /** Lengths that promise gigabytes, numbers of a billion digits, nesting without end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "9b7fffffffffffffff",
                "81bb7fffffffffffffff",
                "81a100" + "7b7fffffffffffffff",
                "81a108" + "5b7fffffffffffffff",
                "81a2006161" + "02c4821a7fffffff01",
                "81a2006161" + "02c4823a7fffffff01",
                "81a2006161" + "02c25a7fffffff",
                "9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f",
                "81a118ff9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f",
                "81a2006161" + "02fb7ff8000000000000",
                "ff",
                "81a2006161"
            })
    void badCborGivesAClearError(String hex) {
        assertThatThrownBy(() -> SenmlReader.read(HexFormat.of().parseHex(hex), SenmlFormat.CBOR))
                .isInstanceOf(SenmlException.class)
                .message()
                .isNotBlank();
    }

    @Test
    void tooManyBytesAndTooManyRecordsAreRefused() {
        assertThatThrownBy(() -> SenmlReader.read(new byte[SenmlReader.MAX_BYTES + 1], SenmlFormat.CBOR))
                .isInstanceOf(SenmlException.class)
                .hasMessageContaining("262145 bytes");
        String record = "{\"n\":\"a\",\"v\":1}";
        String most = "[" + (record + ",").repeat(SenmlReader.MAX_RECORDS - 1) + record + "]";
        assertThatCode(() -> SenmlReader.read(most.getBytes(UTF_8), SenmlFormat.JSON))
                .doesNotThrowAnyException();
        String more = "[" + (record + ",").repeat(SenmlReader.MAX_RECORDS) + record + "]";
        assertThatThrownBy(() -> SenmlReader.read(more.getBytes(UTF_8), SenmlFormat.JSON))
                .isInstanceOf(SenmlException.class)
                .hasMessageContaining("more than 10000 records");
    }
}
