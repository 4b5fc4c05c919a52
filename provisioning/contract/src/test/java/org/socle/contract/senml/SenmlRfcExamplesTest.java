package org.socle.contract.senml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of RFC 8428 §5 and §6. */
class SenmlRfcExamplesTest {

    @Test
    void singleDatapoint() {
        assertThat(json("[{\"n\":\"urn:dev:ow:10e2073a01080063\",\"u\":\"Cel\",\"v\":23.1}]"))
                .containsExactly(SenmlRecord.of("urn:dev:ow:10e2073a01080063", 0, "Cel", 23.1));
    }

    @Test
    void multipleDatapointsWithNewBaseName() {
        assertThat(json("""
                [
                  {"bn":"urn:dev:ow:10e2073a01080063:","n":"voltage","u":"V","v":120.1},
                  {"n":"current","u":"A","v":1.2}
                ]"""))
                .containsExactly(
                        SenmlRecord.of("urn:dev:ow:10e2073a01080063:voltage", 0, "V", 120.1),
                        SenmlRecord.of("urn:dev:ow:10e2073a01080063:current", 0, "A", 1.2));
    }

    @Test
    void baseTimeUnitAndVersion() {
        List<SenmlRecord> records = json("""
                [
                  {"bn":"urn:dev:ow:10e2073a0108006:","bt":1.276020076001e+09,"bu":"A","bver":5,
                   "n":"voltage","u":"V","v":120.1},
                  {"n":"current","t":-5,"v":1.2},
                  {"n":"current","t":-4,"v":1.3},
                  {"n":"current","t":-3,"v":1.4},
                  {"n":"current","t":-2,"v":1.5},
                  {"n":"current","t":-1,"v":1.6},
                  {"n":"current","v":1.7}
                ]""");
        assertThat(records).hasSize(7);
        assertThat(records.get(0))
                .isEqualTo(SenmlRecord.of("urn:dev:ow:10e2073a0108006:voltage", 1.276020076001e+09, "V", 120.1));
        assertThat(records.get(1))
                .isEqualTo(SenmlRecord.of("urn:dev:ow:10e2073a0108006:current", 1.276020071001e+09, "A", 1.2));
        assertThat(records.get(6))
                .isEqualTo(SenmlRecord.of("urn:dev:ow:10e2073a0108006:current", 1.276020076001e+09, "A", 1.7));
    }

    @Test
    void relativeTimes() {
        List<SenmlRecord> records = json("""
                [
                  {"bn":"urn:dev:ow:10e2073a01080063","bt":-10,"bu":"%RH","v":20},
                  {"t":5,"v":21},
                  {"t":10,"v":22.5}
                ]""");
        assertThat(records).extracting(SenmlRecord::time).containsExactly(-10.0, -5.0, 0.0);
        assertThat(records).extracting(SenmlRecord::value).containsExactly(20L, 21L, 22.5);
        assertThat(records).extracting(SenmlRecord::unit).containsOnly("%RH");
    }

    @Test
    void multipleDataTypes() {
        List<SenmlRecord> records = json("""
                [
                  {"bn":"urn:dev:ow:10e2073a01080063:","n":"temp","u":"Cel","v":23.1},
                  {"n":"label","vs":"Machine Room"},
                  {"n":"open","vb":false},
                  {"n":"nfc-reader","vd":"aGkgCg"}
                ]""");
        assertThat(records.get(1).value()).isEqualTo("Machine Room");
        assertThat(records.get(2).value()).isEqualTo(false);
        assertThat(records.get(3).value()).isEqualTo("hi \n".getBytes(UTF_8));
    }

    @Test
    void baseValueAndSum() {
        List<SenmlRecord> records = json("""
                [
                  {"bn":"e:","bv":100,"bs":1000,"n":"a","v":5},
                  {"n":"a","v":6.5,"s":20,"ut":60},
                  {"n":"a","s":30}
                ]""");
        assertThat(records.get(0).value()).isEqualTo(105L);
        assertThat(records.get(1)).isEqualTo(new SenmlRecord("e:a", 0, null, 106.5, 1020.0, 60.0));
        assertThat(records.get(2)).isEqualTo(new SenmlRecord("e:a", 0, null, null, 1030.0, null));
    }

    /** The pack of RFC 8428 §6, its numbers as 64-bit and half floats. */
    @Test
    void cborExample() {
        String hex = "87a721781b75726e3a6465763a6f773a3130653230373361303130383030363a22fb41d303a15b00106223614120"
                + "050067766f6c7461676501615602fb405e066666666666a3006763757272656e74062402fb3ff3333333333333a3006763"
                + "757272656e74062302fb3ff4cccccccccccda3006763757272656e74062202fb3ff6666666666666a300676375727265"
                + "6e74062102f93e00a3006763757272656e74062002fb3ff999999999999aa3006763757272656e74060002fb3ffb333333"
                + "333333";
        List<SenmlRecord> records = SenmlReader.read(HexFormat.of().parseHex(hex), SenmlFormat.CBOR);
        assertThat(records).hasSize(7);
        assertThat(records.get(0))
                .isEqualTo(SenmlRecord.of("urn:dev:ow:10e2073a0108006:voltage", 1.276020076001e+09, "V", 120.1));
        assertThat(records.get(4))
                .isEqualTo(SenmlRecord.of("urn:dev:ow:10e2073a0108006:current", 1.276020074001e+09, "A", 1.5));
    }

    @Test
    void unknownFieldsAreSkippedUnlessTheyMustBeUnderstood() {
        assertThat(json("[{\"n\":\"a\",\"v\":1,\"loc\":{\"x\":[1,2]}}]")).hasSize(1);
        assertThatThrownBy(() -> json("[{\"n\":\"a\",\"v\":1,\"loc_\":3}]"))
                .isInstanceOf(SenmlException.class)
                .hasMessageContaining("'loc_'");
    }

    @Test
    void aNewerVersionIsRefused() {
        assertThatThrownBy(() -> json("[{\"bver\":11,\"n\":\"a\",\"v\":1}]"))
                .isInstanceOf(SenmlException.class)
                .hasMessageContaining("version 11");
    }

    private static List<SenmlRecord> json(String text) {
        return SenmlReader.read(text.getBytes(UTF_8), SenmlFormat.JSON);
    }
}
