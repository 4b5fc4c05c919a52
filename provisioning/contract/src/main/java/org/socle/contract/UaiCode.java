package org.socle.contract;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The code of a French school, "unité administrative immatriculée": seven digits and a letter that checks them, such as
 * 0951099D. Immutable.
 *
 * @param value eight characters, the letter in upper case and right
 */
public record UaiCode(String value) {
    /** Without I, O and Q, which look like digits. */
    private static final String LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";

    private static final int DIGITS = 7;
    private static final Pattern FORM = Pattern.compile("[0-9]{7}[A-HJ-NPR-Z]");

    /** Takes a code that is known to be right; {@link #parse} is for what people type. */
    public UaiCode {
        if (!FORM.matcher(value).matches() || value.charAt(DIGITS) != letter(value.substring(0, DIGITS))) {
            throw new ContractException(
                    "'" + value + "' is no UAI code: seven digits and their check letter are expected");
        }
    }

    /** What somebody typed, in upper or lower case and with spaces; empty when it is no code or its letter is wrong. */
    public static Optional<UaiCode> parse(String text) {
        String code = text.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        return FORM.matcher(code).matches() && code.charAt(DIGITS) == letter(code.substring(0, DIGITS))
                ? Optional.of(new UaiCode(code))
                : Optional.empty();
    }

    /**
     * The letter that checks seven digits.
     *
     * @throws NumberFormatException when they are not digits
     */
    public static char letter(String digits) {
        return LETTERS.charAt(Integer.parseInt(digits) % LETTERS.length());
    }

    /** The code itself, for addresses and lists. */
    @Override
    public String toString() {
        return value;
    }
}
