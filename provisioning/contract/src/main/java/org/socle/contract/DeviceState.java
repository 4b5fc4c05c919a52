package org.socle.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a device is there, sent on its {@code state} topic and left as its last will.
 *
 * @param presence what the device says of itself
 * @param agentVersion version of the agent
 * @param bootId id of the current boot, new at each start of the machine; null when the system has none
 */
public record DeviceState(
        Presence presence, String agentVersion, @Nullable String bootId) {

    public enum Presence {
        ONLINE("online"),
        /** The agent said goodbye: the machine was shut down or the agent stopped on purpose. */
        OFFLINE("offline"),
        /** The last will: the connection broke without a goodbye. */
        LOST("lost");

        private final String word;

        Presence(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        public static Presence of(String word) {
            for (Presence presence : values()) {
                if (presence.word.equals(word)) {
                    return presence;
                }
            }
            throw new ContractException("state '" + word + "' is none of online, offline, lost");
        }
    }

    /** Decodes a state.
     *
     * @throws ContractException when the bytes are not a state
     */
    public static DeviceState decode(byte[] json) {
        Map<String, Object> fields = FlatJson.read(json);
        return new DeviceState(
                Presence.of(FlatJson.text(fields, "state")),
                FlatJson.text(fields, "version"),
                FlatJson.optionalText(fields, "boot"));
    }

    public byte[] encode() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("state", presence.word());
        fields.put("version", agentVersion);
        if (bootId != null) {
            fields.put("boot", bootId);
        }
        return FlatJson.write(fields);
    }
}
