package org.socle.contract.catalogue;

import org.eclipse.leshan.core.model.ResourceModel.Type;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.jspecify.annotations.Nullable;

/** One resource of the catalogue. Implemented by the enums of this package only; immutable. */
public interface Resource {

    /** The object this resource belongs to. */
    Family family();

    /** Everything declared about it. */
    Definition definition();

    /** Stable name under which values are stored and queried, for example {@code storage.reallocated_sectors}. */
    default String key() {
        return family().name() + "." + definition().name();
    }

    /** LwM2M type of its values. */
    default Type type() {
        return definition().type();
    }

    /** SenML unit, or null when the value has none. */
    default @Nullable String unit() {
        return definition().unit();
    }

    /** Which numbers its values may be, or null when they are none. */
    default @Nullable Range range() {
        return definition().range();
    }

    /** Whether a value of its type is one it may have: a number in its range, or anything that is no number. Never NaN. */
    default boolean allows(Object value) {
        Range range = range();
        return range == null || !(value instanceof Number number) || range.contains(number.doubleValue());
    }

    /** Its range as people and programs read it; empty for what is no number. */
    default String rangeText() {
        Range range = range();
        return range == null ? "" : range.text(unit());
    }

    /** Name people read. */
    default Label label() {
        return definition().label();
    }

    /** Whether its value names the instance it stands in. */
    default boolean naming() {
        return definition().name().equals(family().naming());
    }

    /** Whether its values are numbers that can be drawn and averaged. */
    default boolean numeric() {
        return type() == Type.INTEGER || type() == Type.FLOAT;
    }

    /**
     * Path of this resource in an instance.
     *
     * @param instance 0 to 65534
     */
    default LwM2mPath path(int instance) {
        return new LwM2mPath(family().objectId(), instance, definition().id());
    }
}
