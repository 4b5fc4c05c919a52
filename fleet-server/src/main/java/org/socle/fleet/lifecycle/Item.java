package org.socle.fleet.lifecycle;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A machine with its facts, or a thing without an agent. Immutable.
 *
 * @param id the database's number of its facts; 0 when nobody has said any
 * @param machine the database's number of the machine; null for a thing without an agent, likewise its device
 * @param name of a machine; else the number again
 * @param number the maker's for a machine, empty when unknown; else that of the inventory
 * @param place where it is; null when it is nowhere
 * @param school where that is; empty when it is in none, likewise its code
 * @param out whether the machine is kept out of the fleet
 */
public record Item(
        long id,
        @Nullable Long machine,
        @Nullable UUID device,
        String name,
        String number,
        @Nullable Long place,
        String school,
        String uai,
        boolean out,
        Facts facts) {

    /** Something that is not there yet. */
    static Item fresh(String number) {
        return new Item(0, null, null, number, number, null, "", "", false, Facts.NONE);
    }
}
