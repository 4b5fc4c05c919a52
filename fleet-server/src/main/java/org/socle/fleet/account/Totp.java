package org.socle.fleet.account;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.nayuki.qrcodegen.QrCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/** Codes of six digits that an application makes from a secret and the time (RFC 6238). Stateless. */
final class Totp {
    private static final int STEP_SECONDS = 30;
    private static final int SECRET_BYTES = 20;
    private static final int RECOVERY_CODES = 8;
    private static final String RECOVERY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int RECOVERY_LENGTH = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Totp() {}

    /** A new secret, 32 characters of Base32. */
    static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return Base32.toBase32String(bytes);
    }

    /** Whether a text is a secret such as {@link #secret} makes. */
    static boolean isSecret(String text) {
        return text.matches("[A-Z2-7]{32}");
    }

    /**
     * The time step a code is of, when it is right: the one of now, the one before or the one after.
     *
     * @param code as typed, spaces allowed
     */
    static OptionalLong step(String secret, String code, Instant now) {
        byte[] typed = code.replaceAll("\\s", "").getBytes(StandardCharsets.UTF_8);
        long current = now.getEpochSecond() / STEP_SECONDS;
        return LongStream.rangeClosed(current - 1, current + 1)
                .filter(step -> MessageDigest.isEqual(code(secret, step).getBytes(StandardCharsets.UTF_8), typed))
                .max();
    }

    /** The code of a moment. */
    static String code(String secret, Instant at) {
        return code(secret, at.getEpochSecond() / STEP_SECONDS);
    }

    private static String code(String secret, long step) {
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(
                            new SecretKeySpec(Base32.decode(secret), "HmacSHA1"),
                            Instant.ofEpochSecond(step * STEP_SECONDS));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("any bytes are a key", e);
        }
    }

    /** What applications read from a QR code. */
    static String uri(String secret, String account) {
        return "otpauth://totp/Socle:"
                + URLEncoder.encode(account, StandardCharsets.UTF_8).replace("+", "%20") + "?secret=" + secret
                + "&issuer=Socle";
    }

    /**
     * A text as a QR code.
     *
     * @param size modules on each side, without the margin of four
     * @param path its dark modules as an SVG path
     */
    record Picture(int size, String path) {}

    static Picture picture(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M').append(x + 4).append(' ').append(y + 4).append("h1v1h-1z");
                }
            }
        }
        return new Picture(code.size + 8, path.toString());
    }

    /** Codes for whoever has lost the application, to be used once each. */
    static List<String> recoveryCodes() {
        return IntStream.range(0, RECOVERY_CODES)
                .mapToObj(code -> RANDOM.ints(RECOVERY_LENGTH, 0, RECOVERY_LETTERS.length())
                        .collect(
                                StringBuilder::new,
                                (text, letter) -> text.append(RECOVERY_LETTERS.charAt(letter)),
                                StringBuilder::append)
                        .insert(8, '-')
                        .insert(4, '-')
                        .toString())
                .toList();
    }

    /** A recovery code as it is hashed: without what people add or leave out. */
    static String plain(String recoveryCode) {
        return recoveryCode.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
