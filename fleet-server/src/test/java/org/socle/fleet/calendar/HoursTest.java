package org.socle.fleet.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoursTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                         | ''
            08:30-11:30, 13:30-16:30   | 08:30-11:30, 13:30-16:30
            8h30-11h30 13h30-16h30     | 08:30-11:30, 13:30-16:30
            8 h 30 – 11 h; 13H-16:05   | 08:30-11:00, 13:00-16:05
            8-12                       | 08:00-12:00
            00:00-24:00                | 00:00-24:00
            08:00-12:00,12:00-13:00    | 08:00-12:00, 12:00-13:00
            """)
    void whatPeopleTypeIsUnderstood(String typed, String stored) {
        assertThat(Hours.parse(typed).orElseThrow()).hasToString(stored);
        assertThat(Hours.parse(stored)).isEqualTo(Hours.parse(typed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "matin",
                "08:30",
                "08:30-08:30",
                "11:30-08:30",
                "08:00-24:01",
                "08:60-09:00",
                "13:30-16:30, 08:30-11:30",
                "08:30-11:30, 11:00-12:00",
                "08:30-11:30-12:00"
            })
    void whatIsNoHoursIsNot(String typed) {
        assertThat(Hours.parse(typed)).isEmpty();
    }

    @Test
    void aWeekComesBackAsItWasStored() {
        assertThat(Week.parse(Week.WITH_WEDNESDAY.stored())).contains(Week.WITH_WEDNESDAY);
        assertThat(Week.DEFAULT.stored())
                .isEqualTo("08:30-11:30, 13:30-16:30;08:30-11:30, 13:30-16:30;;"
                        + "08:30-11:30, 13:30-16:30;08:30-11:30, 13:30-16:30;;");
        assertThat(Week.parse("")).isEmpty();
        assertThat(Week.DEFAULT.toString())
                .startsWith("1: 08:30-11:30, 13:30-16:30 · 2: ")
                .doesNotContain("· 3:");
    }
}
