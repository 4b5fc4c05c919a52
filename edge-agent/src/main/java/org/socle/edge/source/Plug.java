package org.socle.edge.source;

import java.util.Optional;

/** The smart plug this machine is plugged into, where there is one. */
@FunctionalInterface
public interface Plug {

    /** No plug. */
    Plug NONE = Optional::empty;

    /** Whose words a plug speaks. */
    enum Make {
        TASMOTA,
        SHELLY_GEN1,
        SHELLY_GEN2
    }

    /** What it said last; empty before it said anything. */
    Optional<Message> last();

    /** Why it has not said anything; empty when it has, or when it just may take its time. */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /** Whether the settings name one. */
    default boolean present() {
        return this != NONE;
    }

    /**
     * What a plug said.
     *
     * @param topic where it came from, which names most plugs
     * @param text as it came
     * @param at when it came
     */
    record Message(String topic, String text, Elapsed at) {}
}
