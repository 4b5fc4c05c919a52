package org.socle.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.FileSystem;
import org.socle.contract.catalogue.Processor;
import org.socle.contract.catalogue.Temperature;
import org.socle.contract.senml.SenmlFormat;

class PackTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.250Z");
    private static final List<Sample> SAMPLES = List.of(
            new Sample(Agent.PACK, 0, 0, 7L),
            new Sample(Processor.LOAD, 0, -60, 41L),
            new Sample(FileSystem.MOUNT, 3, 0, "/home"),
            new Sample(FileSystem.READ_ONLY, 3, 0, false),
            new Sample(Temperature.VALUE, 1, 0, 48.5));

    @Test
    void survivesBothEncodings() {
        Pack pack = new Pack(NOON.toEpochMilli() / 1000.0, SAMPLES);
        for (SenmlFormat format : SenmlFormat.values()) {
            assertThat(Pack.decode(pack.encode(format), format))
                    .as(format.name())
                    .isEqualTo(pack);
        }
    }

    @Test
    void looksLikeThisInJson() {
        Pack pack = new Pack(NOON.toEpochMilli() / 1000.0, SAMPLES);
        assertThat(new String(pack.encode(SenmlFormat.JSON), UTF_8))
                .isEqualTo("[{\"bn\":\"/42777/0/\",\"bt\":1.76390640025E9,\"n\":\"1\",\"v\":7},"
                                .replace("1.76390640025E9", Double.toString(NOON.toEpochMilli() / 1000.0))
                        + "{\"bn\":\"/42770/0/\",\"n\":\"3\",\"v\":41,\"t\":-60},"
                        + "{\"bn\":\"/42772/3/\",\"n\":\"0\",\"vs\":\"/home\"},"
                        + "{\"n\":\"5\",\"vb\":false},"
                        + "{\"bn\":\"/3303/1/\",\"n\":\"5700\",\"v\":48.5}]");
    }

    @Test
    void absoluteTimesAreKeptToTheMillisecond() {
        Pack pack = new Pack(NOON.toEpochMilli() / 1000.0, SAMPLES);
        assertThat(pack.relative()).isFalse();
        assertThat(pack.instant(Instant.EPOCH)).isEqualTo(NOON);
    }

    @Test
    void relativeTimesCountBackFromArrival() {
        Pack pack = Pack.decode(new Pack(-90.5, SAMPLES).encode(SenmlFormat.CBOR), SenmlFormat.CBOR);
        assertThat(pack.relative()).isTrue();
        assertThat(pack.instant(NOON)).isEqualTo(NOON.minusMillis(90_500));
        assertThat(pack.sequence()).hasValue(7);
    }

    @Test
    void whatIsNotDeclaredIsRefused() {
        assertRefused("[{\"n\":\"/3/0/99\",\"vs\":\"x\"}]", "not in the catalogue");
        assertRefused("[{\"n\":\"/3/1/0\",\"vs\":\"x\"}]", "one instance only");
        assertRefused("[{\"n\":\"/3/0\",\"vs\":\"x\"}]", "not the path of a resource");
        assertRefused("[{\"n\":\"3\",\"vs\":\"x\"}]", "not the path of a resource");
        assertRefused("[{\"n\":\"/70000/0/0\",\"vs\":\"x\"}]", "not the path of a resource");
        assertRefused("[{\"n\":\"/42770/0/3\",\"vs\":\"x\"}]", "processor.load is a INTEGER");
        assertRefused("[{\"n\":\"/42770/0/3\",\"v\":1.5}]", "processor.load is a INTEGER");
        assertRefused("[{\"n\":\"/42770/0/3\",\"u\":\"W\",\"v\":1}]", "unit W where /100 is declared");
        assertRefused("[{\"n\":\"/42770/0/3\",\"v\":1,\"t\":10}]", "in the future");
        assertRefused("[{\"n\":\"/42770/0/3\",\"v\":1,\"t\":1e12}]", "in the future");
        assertRefused(
                "[{\"n\":\"/42770/0/3\",\"v\":1,\"t\":1763906400},{\"n\":\"/42770/0/3\",\"v\":1,\"t\":-5}]", "mixed");
        assertRefused("[]", "at least one sample");
    }

    @Test
    void aNumberNoMachineHasRefusesThePackAndIsNamed() {
        assertRefused(
                "[{\"n\":\"/3303/1/5700\",\"v\":1.7e308}]",
                "/3303/1/5700: temperature.value is -100 to 200 Cel, not 1.7E308");
        assertRefused("[{\"n\":\"/3303/0/5700\",\"v\":-1.7e308}]", "temperature.value is -100 to 200 Cel");
        assertRefused(
                "[{\"n\":\"/42777/0/1\",\"v\":-1}]", "/42777/0/1: agent.pack is 0 to 9007199254740991 count, not -1");
        assertRefused("[{\"n\":\"/42777/0/1\",\"v\":9007199254740992}]", "agent.pack is 0 to 9007199254740991 count");
        assertRefused("[{\"n\":\"/42769/0/6\",\"v\":99999999999}]", "machine.boot_time is 0 to 7258118400, not");
    }

    @Test
    void notANumberIsNone() {
        for (double none : List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)) {
            byte[] bytes = new Pack(0, List.of(new Sample(Temperature.VALUE, 0, 0, none))).encode(SenmlFormat.CBOR);
            assertThatThrownBy(() -> Pack.decode(bytes, SenmlFormat.CBOR)).isInstanceOf(ContractException.class);
        }
    }

    @Test
    void whatWasStoredBeforeThereWereRangesIsReadWithoutWhatNoMachineHas() {
        Sample load = new Sample(Processor.LOAD, 0, 0, 41L);
        Sample none = new Sample(Temperature.VALUE, 0, 0, 1.7e308);
        byte[] both = new Pack(2e9, List.of(load, none)).encode(SenmlFormat.CBOR);
        assertThat(Pack.stored(both, SenmlFormat.CBOR)).contains(new Pack(2e9, List.of(load)));
        assertThat(Pack.stored(new Pack(2e9, List.of(none)).encode(SenmlFormat.CBOR), SenmlFormat.CBOR))
                .isEmpty();
    }

    private static void assertRefused(String json, String why) {
        assertThatThrownBy(() -> Pack.decode(json.getBytes(UTF_8), SenmlFormat.JSON))
                .isInstanceOf(ContractException.class)
                .hasMessageContaining(why);
    }
}
