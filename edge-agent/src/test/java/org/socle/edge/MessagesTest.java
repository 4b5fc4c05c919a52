package org.socle.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.socle.edge.probe.Obstacle;
import org.socle.edge.probe.ProbeState;
import org.socle.edge.probe.Probes;

class MessagesTest {
    private static final Messages ENGLISH = Messages.in(Locale.ENGLISH);
    private static final Messages FRENCH = Messages.in(Locale.FRENCH);

    @Test
    void bothLanguagesSayTheSame() {
        assertThat(new TreeSet<>(FRENCH.bundle().keySet()))
                .isEqualTo(new TreeSet<>(ENGLISH.bundle().keySet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void noTextHoldsAnApostropheThatTheFormatWouldEat(String language) {
        Messages messages = Messages.in(Locale.forLanguageTag(language));
        for (String key : messages.bundle().keySet()) {
            assertThat(messages.bundle().getString(key)).as(key).isNotEmpty().doesNotContain("'", "...");
        }
    }

    @Test
    void everyProbeStateAndRemedyHasItsText() {
        for (String probe : Probes.names()) {
            assertThat(FRENCH.text("absent." + probe)).isNotBlank();
        }
        for (ProbeState state : ProbeState.values()) {
            assertThat(FRENCH.text("doctor." + state.word(), 3)).isNotBlank();
        }
        for (Obstacle.Kind kind : Obstacle.Kind.values()) {
            assertThat(FRENCH.text("obstacle." + kind.name().toLowerCase(Locale.ROOT), "x"))
                    .contains("x");
        }
        for (Obstacle.Remedy remedy : Obstacle.Remedy.values()) {
            assertThat(FRENCH.text("remedy." + remedy.name().toLowerCase(Locale.ROOT), "x"))
                    .isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LANG, fr_FR.UTF-8, fr",
        "LANG, en_GB.UTF-8, en",
        "LANG, C.UTF-8, en",
        "LANG, POSIX, en",
        "LANG, de_DE.UTF-8, fr",
        "LC_MESSAGES, en_US, en",
        "LC_ALL, C, en",
        "OTHER, fr_FR, en",
    })
    void speaksTheLanguageOfTheEnvironment(String variable, String value, String language) {
        assertThat(Messages.of(Map.of(variable, value)).locale()).isEqualTo(Locale.forLanguageTag(language));
    }

    @Test
    void theStrongerVariableWins() {
        assertThat(Messages.of(Map.of("LC_ALL", "fr_FR", "LANG", "en_US")).locale())
                .isEqualTo(Locale.FRENCH);
        assertThat(Messages.of(Map.of("LC_ALL", "", "LC_MESSAGES", "en_US", "LANG", "fr_FR"))
                        .locale())
                .isEqualTo(Locale.ENGLISH);
    }
}
