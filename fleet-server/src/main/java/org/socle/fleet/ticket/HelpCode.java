package org.socle.fleet.ticket;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/** Codes on labels: ten random characters of Crockford's base 32, 50 bits, written in two groups. Pure but for the chance. */
final class HelpCode {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private HelpCode() {}

    /** A new code. */
    static String random() {
        return RANDOM.ints(LENGTH, 0, ALPHABET.length())
                .collect(
                        StringBuilder::new,
                        (text, letter) -> text.append(ALPHABET.charAt(letter)),
                        StringBuilder::append)
                .toString();
    }

    /** A code as people type it: in either case, with or without hyphens and spaces, O for 0, I or L for 1; empty when it is none. */
    static Optional<String> parse(String typed) {
        String code = typed.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return code.length() == LENGTH && code.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0)
                ? Optional.of(code)
                : Optional.empty();
    }

    /** A code for people: {@code 7K3F9-QWE2M}. */
    static String text(String code) {
        return code.substring(0, LENGTH / 2) + "-" + code.substring(LENGTH / 2);
    }
}
