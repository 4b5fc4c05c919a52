package org.socle.fleet.web;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.socle.fleet.web.LinkedText.Piece;

class LinkedTextTest {

    @Test
    void figuresAreLinksWhereverTheMessagePutsThem() {
        LinkedText text = LinkedText.of("Took " + LinkedText.figure("5 kWh", "#method-energy") + ", of which "
                + LinkedText.figure("8 %", "#method-off-hours") + ".");
        assertThat(text.pieces())
                .containsExactly(
                        new Piece("Took ", ""),
                        new Piece("5 kWh", "#method-energy"),
                        new Piece(", of which ", ""),
                        new Piece("8 %", "#method-off-hours"),
                        new Piece(".", ""));
        assertThat(text.plain()).isEqualTo("Took 5 kWh, of which 8 %.");
    }

    @Test
    void withoutFiguresItIsItsWords() {
        assertThat(LinkedText.of("Nothing is known.").pieces()).containsExactly(new Piece("Nothing is known.", ""));
        assertThat(LinkedText.of("").isEmpty()).isTrue();
    }

    @Property
    void whateverComesNoMarkIsLeftAndNoWordIsLost(@ForAll String text) {
        String words = text.replaceAll("[\uE000\uE001\uE002]", "");
        assertThat(LinkedText.of(text.replaceAll("[\uE000\uE001\uE002]", "") + LinkedText.figure("1 W", "#m"))
                        .plain())
                .isEqualTo(words + "1 W");
        assertThat(LinkedText.of(text).plain()).doesNotContainPattern("[\uE000\uE001\uE002]");
    }
}
