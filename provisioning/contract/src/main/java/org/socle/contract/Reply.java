package org.socle.contract;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A device's answer to a {@link Command}.
 *
 * @param id id of the command
 * @param status how it went
 * @param value what was read; null otherwise
 * @param message why it was refused or failed, for people; null when done
 */
public record Reply(
        String id,
        Status status,
        @Nullable Object value,
        @Nullable String message) {

    public enum Status {
        DONE,
        /** Not allowed, unknown, or too late. */
        REFUSED,
        FAILED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String word) {
            for (Status status : values()) {
                if (status.word().equals(word)) {
                    return status;
                }
            }
            throw new ContractException("status '" + word + "' is none of done, refused, failed");
        }
    }

    public static Reply done(Command command, @Nullable Object value) {
        return new Reply(command.id(), Status.DONE, value, null);
    }

    public static Reply refused(Command command, String why) {
        return new Reply(command.id(), Status.REFUSED, null, why);
    }

    /** Decodes a reply.
     *
     * @throws ContractException when the bytes are not a reply
     */
    public static Reply decode(byte[] json) {
        Map<String, Object> fields = FlatJson.read(json);
        return new Reply(
                FlatJson.text(fields, "id"),
                Status.of(FlatJson.text(fields, "status")),
                fields.get("value"),
                FlatJson.optionalText(fields, "message"));
    }

    public byte[] encode() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", id);
        fields.put("status", status.word());
        if (value != null) {
            fields.put("value", value);
        }
        if (message != null) {
            fields.put("message", message);
        }
        return FlatJson.write(fields);
    }
}
