package org.socle.contract.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.socle.contract.enrolment.Hardware.Likeness;
import org.socle.contract.enrolment.Hardware.Part;

class HardwareTest {
    private static final Hardware OPTIPLEX = of("4C4C4544-0058", "f8:b1:56:aa:bb:cc", "WD-WX11A23456");

    private static Hardware of(String firmware, String network, String disk) {
        return Hardware.of(
                Map.of(Part.FIRMWARE, List.of(firmware), Part.NETWORK, List.of(network), Part.DISK, List.of(disk)));
    }

    @Test
    void isTheSameWithOnePartReplaced() {
        assertThat(OPTIPLEX.compare(of("4c4c4544-0058", "f8:b1:56:aa:bb:cc", "S3YJNB0K")))
                .isEqualTo(Likeness.SAME);
        assertThat(OPTIPLEX.compare(of("4c4c4544-0058", "00:e0:4c:68:01:02", "wd-wx11a23456")))
                .isEqualTo(Likeness.SAME);
    }

    @Test
    void isAnotherMachineWhenOnlyTheDiskMoved() {
        assertThat(OPTIPLEX.compare(of("other", "f8:b1:56:00:00:01", "WD-WX11A23456")))
                .isEqualTo(Likeness.DIFFERENT);
    }

    @Test
    void isAnotherMachineWhenAllThatAgreesIsASerialNumberEverybodyHas() {
        assertThat(OPTIPLEX.compare(of("4C4C4544-0058", "f8:b1:56:00:00:01", "S3YJNB0K")))
                .isEqualTo(Likeness.DIFFERENT);
    }

    @Test
    void isUncertainWhenAsMuchSpeaksForAsAgainst() {
        Hardware withoutDisk = Hardware.of(
                Map.of(Part.FIRMWARE, List.of("4C4C4544-0058"), Part.NETWORK, List.of("00:e0:4c:00:00:01")));
        assertThat(OPTIPLEX.compare(withoutDisk)).isEqualTo(Likeness.UNCERTAIN);
    }

    @Test
    void comparesOnlyWhatBothAreKnownOf() {
        Hardware netOnly = Hardware.of(Map.of(Part.NETWORK, List.of("F8:B1:56:AA:BB:CC")));
        assertThat(OPTIPLEX.compare(netOnly)).isEqualTo(Likeness.SAME);
        assertThat(OPTIPLEX.compare(Hardware.of(Map.of()))).isEqualTo(Likeness.DIFFERENT);
    }

    @Test
    void travelsAsDigests() {
        assertThat(OPTIPLEX.names())
                .hasSize(3)
                .allMatch(name -> name.matches("urn:socle:hardware:[a-z]+:[0-9a-f]{32}"));
        assertThat(OPTIPLEX.names().toString()).doesNotContain("f8:b1").doesNotContain("4c4c4544");
        assertThat(Hardware.named(OPTIPLEX.names())).isEqualTo(OPTIPLEX);
        assertThat(Hardware.named(List.of("urn:socle:hardware:disk:zz", "urn:other", ""))
                        .unknown())
                .isTrue();
    }

    @Property
    void likenessIsMutual(
            @ForAll Set<@net.jqwik.api.constraints.StringLength(max = 2) String> one, @ForAll Set<String> other) {
        Hardware a = Hardware.of(Map.of(Part.DISK, one, Part.NETWORK, other));
        Hardware b = Hardware.of(Map.of(Part.DISK, other, Part.NETWORK, one));
        assertThat(a.compare(b)).isEqualTo(b.compare(a));
    }
}
