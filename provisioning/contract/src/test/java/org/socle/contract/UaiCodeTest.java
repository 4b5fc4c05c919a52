package org.socle.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class UaiCodeTest {
    private static final String LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";

    @ParameterizedTest
    @CsvFileSource(resources = "/uai/codes.csv", numLinesToSkip = 1, ignoreLeadingAndTrailingWhitespace = false)
    void realCodesAreRightAndDamagedOnesAreNot(String code, boolean valid) {
        assertThat(code.matches("[0-9A-Z]{8}") && UaiCode.parse(code).isPresent())
                .isEqualTo(valid);
    }

    @Test
    void whatPeopleTypeIsPutRight() {
        assertThat(UaiCode.parse(" 095 1099d ")).contains(new UaiCode("0951099D"));
        assertThat(UaiCode.parse("")).isEmpty();
        assertThat(UaiCode.parse("0951099٣")).isEmpty();
        assertThatExceptionOfType(ContractException.class)
                .isThrownBy(() -> new UaiCode("0951099C"))
                .withMessage("'0951099C' is no UAI code: seven digits and their check letter are expected");
    }

    @Property
    void exactlyOneLetterIsRight(@ForAll @IntRange(max = 9_999_999) int number) {
        String digits = "%07d".formatted(number);
        assertThat(LETTERS.chars()
                        .filter(letter -> UaiCode.parse(digits + (char) letter).isPresent()))
                .hasSize(1);
        assertThat(UaiCode.parse(digits + UaiCode.letter(digits))).isPresent();
    }

    @Property
    void oneWrongDigitOrTwoSwappedOnesAreNoticed(
            @ForAll @IntRange(max = 9_999_999) int number,
            @ForAll @IntRange(max = 6) int place,
            @ForAll @CharRange(from = '0', to = '9') char digit) {
        String digits = "%07d".formatted(number);
        char letter = UaiCode.letter(digits);
        StringBuilder wrong = new StringBuilder(digits);
        wrong.setCharAt(place, digit);
        assertThat(UaiCode.parse(wrong.toString() + letter).isPresent()).isEqualTo(digits.charAt(place) == digit);
        if (place < 6) {
            StringBuilder swapped = new StringBuilder(digits);
            swapped.setCharAt(place, digits.charAt(place + 1));
            swapped.setCharAt(place + 1, digits.charAt(place));
            assertThat(UaiCode.parse(swapped.toString() + letter).isPresent())
                    .isEqualTo(digits.charAt(place) == digits.charAt(place + 1));
        }
    }

    @Property
    void anyTextIsACodeOrNot(@ForAll String text) {
        UaiCode.parse(text).ifPresent(code -> assertThat(code.value()).matches("[0-9]{7}[A-Z]"));
    }
}
