package org.socle.fleet.lifecycle;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One change of what is known of a piece of equipment. Immutable.
 *
 * @param item as it is; fresh when it is not there yet
 * @param machine that it belongs to then; null for a thing without an agent
 * @param place of such a thing
 * @param number of such a thing
 */
record Step(Item item, @Nullable Long machine, @Nullable Long place, String number, Facts facts) {

    /** Whether all is so already. */
    boolean nothing() {
        return item.id() != 0
                && Objects.equals(item.machine(), machine)
                && (machine != null
                        || (Objects.equals(item.place(), place) && item.number().equals(number)))
                && item.facts().equals(facts);
    }
}
