package org.socle.contract.senml;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a record with their JSON name and CBOR number (RFC 8428 §6, table 6). */
enum SenmlLabel {
    BASE_VERSION("bver", -1),
    BASE_NAME("bn", -2),
    BASE_TIME("bt", -3),
    BASE_UNIT("bu", -4),
    BASE_VALUE("bv", -5),
    BASE_SUM("bs", -6),
    NAME("n", 0),
    UNIT("u", 1),
    VALUE("v", 2),
    STRING("vs", 3),
    BOOLEAN("vb", 4),
    SUM("s", 5),
    TIME("t", 6),
    UPDATE_TIME("ut", 7),
    DATA("vd", 8);

    private static final Map<String, SenmlLabel> BY_FIELD = new HashMap<>();

    static {
        for (SenmlLabel label : values()) {
            BY_FIELD.put(label.json, label);
            BY_FIELD.put(Integer.toString(label.cbor), label);
        }
    }

    final String json;
    final int cbor;

    SenmlLabel(String json, int cbor) {
        this.json = json;
        this.cbor = cbor;
    }

    /** The label of a field as the parser names it: the JSON name, or the CBOR number in decimal. */
    static @Nullable SenmlLabel of(String field, SenmlFormat format) {
        SenmlLabel label = BY_FIELD.get(field);
        // A CBOR map may use text labels as well (RFC 8428 §6); a JSON object may not use numbers.
        return label != null && format == SenmlFormat.JSON && !label.json.equals(field) ? null : label;
    }
}
