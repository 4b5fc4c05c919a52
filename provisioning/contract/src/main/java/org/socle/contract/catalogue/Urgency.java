package org.socle.contract.catalogue;

/** Which changes of a resource leave the machine at once instead of with the next regular pack. */
public sealed interface Urgency {

    /** Travels with the next pack. */
    record Never() implements Urgency {}

    /** Any change after the first reading leaves at once. */
    record AnyChange() implements Urgency {}

    /**
     * Leaves at once when the value rises to this limit or falls back below it.
     *
     * @param limit in the resource's unit
     */
    record Crossing(double limit) implements Urgency {}
}
