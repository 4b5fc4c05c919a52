package org.socle.fleet.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** A message as a person can read it: as JSON when it is JSON or CBOR, else in hexadecimal. Stateless. */
final class MessageText {
    /** Shown of it, in characters; decoded of it, in bytes. */
    private static final int MOST = 8_000;

    private static final int MOST_DECODED = 300_000;
    private static final int A_LINE = 16;

    private MessageText() {}

    /** The beginning of it. */
    static String of(byte[] payload) {
        String text = decoded(payload);
        return text.length() > MOST ? text.substring(0, MOST) + "…" : text;
    }

    private static String decoded(byte[] payload) {
        if (payload.length > MOST_DECODED || payload.length == 0) {
            return hex(payload);
        }
        boolean json = payload[0] == '[' || payload[0] == '{';
        try {
            JsonNode read = (json ? new ObjectMapper() : new CBORMapper()).readTree(payload);
            if (read != null && read.isContainerNode()) {
                return json ? new String(payload, StandardCharsets.UTF_8) : read.toString();
            }
        } catch (IOException | RuntimeException e) {
            // What cannot be read is what this page is for.
        }
        return hex(payload);
    }

    private static String hex(byte[] payload) {
        HexFormat format = HexFormat.ofDelimiter(" ");
        StringBuilder lines = new StringBuilder();
        for (int at = 0; at < payload.length && lines.length() < MOST; at += A_LINE) {
            lines.append(format.formatHex(Arrays.copyOfRange(payload, at, Math.min(payload.length, at + A_LINE))))
                    .append('\n');
        }
        return lines.toString();
    }
}
