package org.socle.contract;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server asks of a device.
 *
 * @param id the server's number of the command, repeated in the reply
 * @param operation what to do
 * @param path LwM2M path of the resource, for example {@code /42777/0/5}
 * @param value for writes: a Long, Double, String or Boolean; null otherwise
 * @param notAfter when it is too late to obey; null when never
 */
public record Command(
        String id,
        Operation operation,
        String path,
        @Nullable Object value,
        @Nullable Instant notAfter) {

    public enum Operation {
        READ,
        WRITE,
        EXECUTE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Operation of(String word) {
            for (Operation operation : values()) {
                if (operation.word().equals(word)) {
                    return operation;
                }
            }
            throw new ContractException("operation '" + word + "' is none of read, write, execute");
        }
    }

    /** Decodes a command.
     *
     * @throws ContractException when the bytes are not a command
     */
    public static Command decode(byte[] json) {
        Map<String, Object> fields = FlatJson.read(json);
        String notAfter = FlatJson.optionalText(fields, "notAfter");
        try {
            return new Command(
                    FlatJson.text(fields, "id"),
                    Operation.of(FlatJson.text(fields, "op")),
                    FlatJson.text(fields, "path"),
                    fields.get("value"),
                    notAfter == null ? null : Instant.parse(notAfter));
        } catch (DateTimeParseException e) {
            throw new ContractException("'notAfter' is not a time like 2026-01-31T08:00:00Z", e);
        }
    }

    public byte[] encode() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", id);
        fields.put("op", operation.word());
        fields.put("path", path);
        if (value != null) {
            fields.put("value", value);
        }
        if (notAfter != null) {
            fields.put("notAfter", notAfter.toString());
        }
        return FlatJson.write(fields);
    }
}
