package org.socle.edge.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirmwareTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "To be filled by O.E.M.",
                "To Be Filled By O.E.M. by More String",
                "System Serial Number",
                "System Product Name",
                "Default string",
                "None",
                "none ",
                "Not Specified",
                "0123456789",
                "123456789",
                "1234567890",
                "0123456789ABCDEF",
                "0",
                "00000000",
                "0000-0000-0000",
                "XXXXXXXX",
                "........",
                "-",
                "   ",
                "",
                "N/A",
                "INVALID",
                "All Series",
                "Chassis Serial Number"
            })
    void whatWasLeftOverIsNoIdentity(String text) {
        assertThat(FirmwareText.meant(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4XKQ5X1",
                "OptiPlex 7010",
                "00000000f3a81c2e",
                "PF0A1B2C",
                "MZ-1",
                "X1",
                "012345678X",
                "U100",
                "Standard PC (Q35 + ICH9, 2009)"
            })
    void whatSomebodyMeantStays(String text) {
        assertThat(FirmwareText.meant(text)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "03000200-0400-0500-0006-000700080009",
                "00000000-0000-0000-0000-000000000000",
                "ffffffff-ffff-ffff-ffff-ffffffffffff",
                "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
                "11111111-1111-1111-1111-111111111111",
                "Not Settable",
                "4c4c4544",
                ""
            })
    void uuidsSharedByManyMachinesAreNone(String text) {
        assertThat(FirmwareText.meantUuid(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4C4C4544-0058-4B10-8051-B4C04F355831", "4c4c4544-0058-4b10-8051-b4c04f355831"})
    void aUuidIsWrittenInLowerCase(String text) {
        assertThat(FirmwareText.meantUuid(text)).contains("4c4c4544-0058-4b10-8051-b4c04f355831");
    }
}
