package org.socle.contract;

import org.eclipse.leshan.core.model.ResourceModel.Type;
import org.jspecify.annotations.Nullable;

/** The Java type of each catalogue type: Long, Double, String or Boolean; times are Longs in seconds since 1970. */
public final class Values {
    private Values() {}

    /**
     * The value in the Java type of {@code type}, or null when it does not fit. Whole numbers may stand for decimals and
     * the other way round, since SenML knows one kind of number only.
     */
    public static @Nullable Object coerce(Type type, Object value) {
        return switch (type) {
            case STRING -> value instanceof String ? value : null;
            case BOOLEAN -> value instanceof Boolean ? value : null;
            case FLOAT -> value instanceof Number number ? Double.valueOf(number.doubleValue()) : null;
            case INTEGER, TIME -> whole(value);
            default -> null;
        };
    }

    private static @Nullable Long whole(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1L << 53) {
            return number.longValue();
        }
        return null;
    }
}
