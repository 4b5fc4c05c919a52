package org.socle.contract.enrolment;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.socle.contract.ContractException;

/**
 * A code that lets machines join: 16 random characters of Crockford's base 32, 80 bits, written in four groups.
 *
 * <p>The code itself is kept by nobody but the people who hand it out. From it come two values that lead back neither to
 * the code nor to each other: {@link #lookup}, by which the server finds its record, and {@link #proofKey}, with which the
 * server shows a machine that it knows the code before the machine gives it away. 80 random bits need no slow hash: trying
 * them all at a billion a second takes thirty million years.
 */
public final class EnrolmentCode {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 16;
    private static final int GROUP = 4;
    private static final int LOOKUP_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String characters;

    private EnrolmentCode(String characters) {
        this.characters = characters;
    }

    /** A new code. */
    public static EnrolmentCode random() {
        StringBuilder characters = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            characters.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new EnrolmentCode(characters.toString());
    }

    /**
     * Reads a code as people type it: in either case, with or without hyphens and spaces, O for 0, I or L for 1.
     *
     * @throws ContractException when it has another length or a character that no code has
     */
    public static EnrolmentCode parse(String text) {
        String typed = text.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        for (int i = 0; i < typed.length(); i++) {
            if (ALPHABET.indexOf(typed.charAt(i)) < 0) {
                throw new ContractException("'" + typed.charAt(i) + "' does not occur in an enrolment code");
            }
        }
        if (typed.length() != LENGTH) {
            throw new ContractException("an enrolment code has " + LENGTH + " characters, not " + typed.length());
        }
        return new EnrolmentCode(typed);
    }

    /** What the server stores to find the code again: 32 hexadecimal digits. */
    public String lookup() {
        return HexFormat.of().formatHex(Arrays.copyOf(derive("socle enrolment lookup 1"), LOOKUP_BYTES));
    }

    /** What the server stores to prove that it knows the code: 32 bytes. */
    public byte[] proofKey() {
        return derive("socle enrolment proof 1");
    }

    private byte[] derive(String purpose) {
        return hmac(characters.getBytes(StandardCharsets.US_ASCII), purpose.getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EnrolmentCode code && code.characters.equals(characters);
    }

    @Override
    public int hashCode() {
        return characters.hashCode();
    }

    /** The code for people: {@code 7K3F-9QWE-2M4N-XB0C}. It is a secret: not for logs. */
    public String text() {
        StringBuilder text = new StringBuilder(characters);
        for (int at = LENGTH - GROUP; at > 0; at -= GROUP) {
            text.insert(at, '-');
        }
        return text.toString();
    }

    /** Says that there is a code, not which. */
    @Override
    public String toString() {
        return "EnrolmentCode[secret]";
    }
}
