package org.socle.fleet.account;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.socle.contract.config.ConfigException;
import org.socle.enrol.SafeFile;

/**
 * Seals the secrets of second factors (AES-256-GCM) with a key that is not in the database: they cannot be kept as digests,
 * since codes are made of them. Stateless but for the key; thread-safe.
 */
public final class TotpKey {
    /** Beside the authority's keys, so that whoever backs those up apart has this one too. */
    private static final String FILE = "totp.key";

    private static final String WAY_OUT =
            ". Restore it from the backup; or delete it: then people whose second factor was sealed"
                    + " with it use a recovery code, or ask for socle-server user reset";

    private static final String SEALED = "gcm:";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    private TotpKey(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * The key in a directory; a new one when there is none.
     *
     * @throws ConfigException when it cannot be read or made; the message names the file
     */
    public static TotpKey in(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                byte[] made = new byte[KEY_BYTES];
                RANDOM.nextBytes(made);
                Files.createDirectories(directory);
                SafeFile.writeSecret(
                        file, (Base64.getEncoder().encodeToString(made) + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            byte[] read = Base64.getDecoder()
                    .decode(Files.readString(file, StandardCharsets.ISO_8859_1).strip());
            if (read.length != KEY_BYTES) {
                throw new ConfigException(file + " holds " + read.length + " bytes; a key of 32 is expected" + WAY_OUT);
            }
            return new TotpKey(read);
        } catch (IOException e) {
            throw new ConfigException("the key of second factors " + file + " cannot be used: " + e, e);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(file + " is not a key: Base64 is expected" + WAY_OUT, e);
        }
    }

    /** Whether a text is what {@link #seal} made. */
    static boolean isSealed(String text) {
        return text.startsWith(SEALED);
    }

    /**
     * A secret as it is stored.
     *
     * @param account whose it is; sealed for one, it opens for no other
     */
    String seal(String secret, long account) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, nonce, account).doFinal(secret.getBytes(StandardCharsets.US_ASCII));
            return SEALED
                    + Base64.getEncoder()
                            .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length)
                                    .put(nonce)
                                    .put(sealed)
                                    .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** A secret that was stored; empty when it was sealed with another key, or for another account. */
    Optional<String> open(String stored, long account) {
        if (!isSealed(stored)) {
            return Optional.empty();
        }
        byte[] bytes = Base64.getDecoder().decode(stored.substring(SEALED.length()));
        byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
        try {
            byte[] secret =
                    cipher(Cipher.DECRYPT_MODE, nonce, account).doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            return Optional.of(new String(secret, StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, long account) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(ByteBuffer.allocate(Long.BYTES).putLong(account).array());
        return cipher;
    }
}
