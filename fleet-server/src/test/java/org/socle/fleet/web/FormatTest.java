package org.socle.fleet.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socle.contract.catalogue.Catalogue;
import org.socle.contract.catalogue.Device;
import org.socle.contract.catalogue.Machine;
import org.socle.contract.catalogue.Network;

class FormatTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Format french = new Format(Messages.FRENCH, NOW);
    private final Format english = new Format(Messages.ENGLISH, NOW);

    @ParameterizedTest
    @CsvSource({
        "processor.load, 41, 41 %, 41 %",
        "processor.frequency, 2596, 2 596 MHz, '2,596 MHz'",
        "memory.total, 2097152, '2 Gio', 2 GiB",
        "memory.swap_total, 0, 0 o, 0 B",
        "network.received, 1536, '1,5 Kio', 1.5 KiB",
        "temperature.value, 48.25, '48,3 °C', 48.3 °C",
        "storage.capacity, 500, 500 Go, 500 GB",
        "storage.power_on_time, 47, 47 h, 47 h",
        "storage.power_on_time, 240, 10 j, 10 d",
        "machine.uptime, 59, 59 s, 59 s",
        "machine.uptime, 172800, 2 j, 2 d",
        "network.signal, -67, -67 dBm, -67 dBm",
        "storage.reallocated_sectors, 12, 12, 12",
    })
    void numbersHaveTheirUnit(String key, double value, String fr, String en) {
        var resource = Catalogue.byKey(key).orElseThrow();

        assertThat(plain(french.value(resource, value))).isEqualTo(fr);
        assertThat(plain(english.value(resource, value))).isEqualTo(en);
    }

    /** Without the narrow spaces that keep number and unit together. */
    private static String plain(String text) {
        return text.replace('\u202f', ' ').replace('\u00a0', ' ');
    }

    @Test
    void wordsAreTranslatedAndOtherTextsAreNot() {
        assertThat(french.value(Device.TYPE, "laptop")).isEqualTo("portable");
        assertThat(english.value(Device.TYPE, "all_in_one")).isEqualTo("all-in-one");
        assertThat(french.value(Device.TYPE, "something new")).isEqualTo("something new");
        assertThat(french.value(Network.UP, true)).isEqualTo("oui");
    }

    @Test
    void timesAreFrenchLocalTime() {
        long boot = Instant.parse("2026-07-14T22:30:00Z").getEpochSecond();

        assertThat(plain(french.value(Machine.BOOT_TIME, boot)))
                .contains("15 juil. 2026")
                .contains("00:30");
    }

    @Test
    void agesGrowCoarserAsTheyGrow() {
        assertThat(french.ago(NOW.minusSeconds(9))).isEqualTo("à l’instant");
        assertThat(plain(french.ago(NOW.minusSeconds(10)))).isEqualTo("il y a 10 s");
        assertThat(plain(french.ago(NOW.minus(Duration.ofMinutes(59))))).isEqualTo("il y a 59 min");
        assertThat(plain(english.ago(NOW.minus(Duration.ofHours(47))))).isEqualTo("47 h ago");
        assertThat(plain(english.since(NOW.minus(Duration.ofDays(3))))).isEqualTo("for 3 d");
        assertThat(plain(english.since(NOW.plusSeconds(5)))).isEqualTo("for 0 s");
    }
}
