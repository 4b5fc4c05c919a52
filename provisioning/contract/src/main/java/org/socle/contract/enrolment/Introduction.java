package org.socle.contract.enrolment;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.socle.contract.ContractException;
import org.socle.contract.FlatJson;

/**
 * How a server introduces itself to a machine that does not know it yet: whom to trust from now on, with the proof that
 * it knows the enrolment code.
 *
 * <p>The machine sends the code's {@linkplain EnrolmentCode#lookup() lookup} and a nonce; the proof is an HMAC with the
 * code's {@linkplain EnrolmentCode#proofKey() proof key} over the nonce and everything in the introduction. Somebody who
 * stands between the two can pass the proof on and cannot change what it covers: the certificates to trust and the key of
 * the server's TLS connection. So the machine needs no trust in the connection this is read from. The idea is that of
 * kubeadm's signed discovery document.
 *
 * @param anchors the certificates to trust from now on, PEM
 * @param tlsKey SHA-256 of the public key of the server's HTTPS certificate, as Base64
 * @param mqtt addresses of the broker, {@code mqtts://host:port} or {@code wss://host:port/path}, in the order to try them
 * @param time the server's clock
 */
public record Introduction(String anchors, String tlsKey, List<String> mqtt, Instant time) {
    public static final int NONCE_BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    public Introduction {
        mqtt = List.copyOf(mqtt);
    }

    /**
     * What the machine asks with.
     *
     * @param lookup of the code
     * @param nonce 32 random bytes
     */
    public record Question(String lookup, byte[] nonce) {

        /** A question about a code, with a new nonce. */
        public static Question about(EnrolmentCode code) {
            byte[] nonce = new byte[NONCE_BYTES];
            RANDOM.nextBytes(nonce);
            return new Question(code.lookup(), nonce);
        }

        /**
         * Reads a question.
         *
         * @throws ContractException when it is none
         */
        public static Question decode(byte[] json) {
            Map<String, Object> fields = FlatJson.read(json);
            byte[] nonce = base64(FlatJson.text(fields, "nonce"));
            if (nonce.length != NONCE_BYTES) {
                throw new ContractException("the nonce has " + nonce.length + " bytes, not " + NONCE_BYTES);
            }
            return new Question(FlatJson.text(fields, "lookup"), nonce);
        }

        public byte[] encode() {
            return FlatJson.write(
                    Map.of("lookup", lookup, "nonce", Base64.getEncoder().encodeToString(nonce)));
        }
    }

    /** The introduction with its proof, as JSON. */
    public byte[] encode(byte[] proofKey, byte[] nonce) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("anchors", anchors);
        fields.put("tlsKey", tlsKey);
        fields.put("mqtt", String.join(" ", mqtt));
        fields.put("time", time.toString());
        fields.put("proof", Base64.getEncoder().encodeToString(proof(proofKey, nonce)));
        return FlatJson.write(fields);
    }

    /**
     * Reads an introduction and checks its proof.
     *
     * @throws UnprovenException when whoever sent it does not know the code
     * @throws ContractException when it is no introduction
     */
    public static Introduction decode(byte[] json, EnrolmentCode code, Question question) {
        Map<String, Object> fields = FlatJson.read(json);
        Introduction introduction;
        try {
            introduction = new Introduction(
                    FlatJson.text(fields, "anchors"),
                    FlatJson.text(fields, "tlsKey"),
                    addresses(FlatJson.text(fields, "mqtt")),
                    Instant.parse(FlatJson.text(fields, "time")));
        } catch (DateTimeParseException e) {
            throw new ContractException("'time' is not a time like 2026-01-31T08:00:00Z", e);
        }
        byte[] proof = base64(FlatJson.text(fields, "proof"));
        if (!MessageDigest.isEqual(proof, introduction.proof(code.proofKey(), question.nonce()))) {
            throw new UnprovenException();
        }
        return introduction;
    }

    private static List<String> addresses(String text) {
        List<String> addresses = new ArrayList<>();
        for (String address : text.split(" ")) {
            if (!address.isEmpty()) {
                addresses.add(address);
            }
        }
        return addresses;
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new ContractException("not Base64", e);
        }
    }

    /** Every part with its length before it, so that no two introductions give the same message. */
    private byte[] proof(byte[] key, byte[] nonce) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(nonce);
        for (String part : List.of(anchors, tlsKey, String.join(" ", mqtt), time.toString())) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            message.writeBytes((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            message.writeBytes(bytes);
        }
        return EnrolmentCode.hmac(key, message.toByteArray());
    }

    /** Whoever answered does not know the enrolment code: not the server the code comes from. */
    public static final class UnprovenException extends ContractException {
        private static final long serialVersionUID = 1L;

        UnprovenException() {
            super("the server has not proved that it knows the enrolment code");
        }
    }
}
