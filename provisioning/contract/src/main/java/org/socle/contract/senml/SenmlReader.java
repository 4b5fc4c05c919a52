package org.socle.contract.senml;

import static org.socle.contract.senml.SenmlLabel.*;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads SenML in CBOR or JSON and resolves it (RFC 8428 §4.6). Any bytes give records or a {@link SenmlException};
 * memory is bounded by {@link #MAX_BYTES} and {@link #MAX_RECORDS}. Stateless and thread-safe.
 */
public final class SenmlReader {
    /** Largest input accepted, in bytes; the broker's packet limit is the same. */
    public static final int MAX_BYTES = 262_144;

    /** Most records one pack may hold. */
    public static final int MAX_RECORDS = 10_000;

    private static final int MAX_STRING = 4_096;
    private static final int SENML_VERSION = 10;

    /** RFC 8428 §4.5.1, with the leading slash LwM2M gives its paths. */
    private static final Pattern VALID_NAME = Pattern.compile("/?[A-Za-z0-9][-A-Za-z0-9:./_]{0,254}");

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxDocumentLength(MAX_BYTES)
            .maxNestingDepth(8)
            .maxStringLength(MAX_STRING)
            .maxNameLength(64)
            .maxNumberLength(64)
            .build();

    private static final JsonFactory JSON =
            JsonFactory.builder().streamReadConstraints(LIMITS).build();
    private static final JsonFactory CBOR =
            CBORFactory.builder().streamReadConstraints(LIMITS).build();

    private SenmlReader() {}

    /**
     * Decodes and resolves a pack.
     *
     * @throws SenmlException when the bytes are not SenML, or larger than the limits
     */
    public static List<SenmlRecord> read(byte[] bytes, SenmlFormat format) {
        if (bytes.length > MAX_BYTES) {
            throw new SenmlException("pack of " + bytes.length + " bytes, at most " + MAX_BYTES + " are accepted");
        }
        try (JsonParser parser = (format == SenmlFormat.CBOR ? CBOR : JSON).createParser(bytes)) {
            return readPack(parser, format);
        } catch (IOException | ArithmeticException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // Jackson reports hostile input with IOException; some corners of its CBOR parser leak the other three.
            throw new SenmlException("not " + format.contentType() + ": " + firstLine(e), e);
        }
    }

    private static List<SenmlRecord> readPack(JsonParser parser, SenmlFormat format) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw new SenmlException("a pack is an array of records");
        }
        List<SenmlRecord> records = new ArrayList<>();
        Base base = new Base();
        int index = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new SenmlException("record " + index + " is not a map");
            }
            if (index == MAX_RECORDS) {
                throw new SenmlException("more than " + MAX_RECORDS + " records");
            }
            SenmlRecord record = base.resolve(readFields(parser, format, index), index);
            if (record != null) {
                records.add(record);
            }
            index++;
        }
        if (parser.nextToken() != null) {
            throw new SenmlException("bytes after the end of the pack");
        }
        return List.copyOf(records);
    }

    private static Map<SenmlLabel, Object> readFields(JsonParser parser, SenmlFormat format, int index)
            throws IOException {
        Map<SenmlLabel, Object> fields = new EnumMap<>(SenmlLabel.class);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            if (parser.currentToken() != JsonToken.FIELD_NAME || field == null) {
                throw new SenmlException("record " + index + " is cut short");
            }
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new SenmlException("record " + index + " is cut short");
            }
            SenmlLabel label = SenmlLabel.of(field, format);
            if (label == null) {
                if (field.endsWith("_")) {
                    throw new SenmlException("record " + index + " needs '" + field + "' to be understood");
                }
                parser.skipChildren();
            } else if (fields.put(label, readValue(parser, token, label, format, index)) != null) {
                throw new SenmlException("record " + index + " has '" + label.json + "' twice");
            }
        }
        return fields;
    }

    private static Object readValue(JsonParser parser, JsonToken token, SenmlLabel label, SenmlFormat format, int index)
            throws IOException {
        Object value = switch (label) {
            case BASE_NAME, BASE_UNIT, NAME, UNIT, STRING ->
                token == JsonToken.VALUE_STRING ? checkedLength(parser.getText(), label, index) : null;
            case BOOLEAN -> token.isBoolean() ? parser.getBooleanValue() : null;
            case DATA -> readData(parser, token, format);
            default -> token.isNumeric() ? readNumber(parser) : null;
        };
        if (value == null) {
            throw new SenmlException("record " + index + ": '" + label.json + "' has a value of the wrong type");
        }
        return value;
    }

    private static String checkedLength(String text, SenmlLabel label, int index) {
        if (text.length() > MAX_STRING) {
            throw new SenmlException("record " + index + ": '" + label.json + "' is longer than " + MAX_STRING);
        }
        return text;
    }

    private static Number readNumber(JsonParser parser) throws IOException {
        switch (parser.getNumberType()) {
            case INT, LONG:
                return parser.getLongValue();
            default:
                double number = parser.getDoubleValue();
                if (!Double.isFinite(number)) {
                    throw new SenmlException("numbers must be finite");
                }
                return number;
        }
    }

    private static byte @Nullable [] readData(JsonParser parser, JsonToken token, SenmlFormat format)
            throws IOException {
        if (format == SenmlFormat.CBOR) {
            return token == JsonToken.VALUE_EMBEDDED_OBJECT ? parser.getBinaryValue() : null;
        }
        return token == JsonToken.VALUE_STRING ? Base64.getUrlDecoder().decode(parser.getText()) : null;
    }

    private static String firstLine(Exception e) {
        String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    /** The base fields, which hold from the record that sets them to the end of the pack (RFC 8428 §4.1). */
    private static final class Base {
        private String name = "";
        private double time;
        private @Nullable String unit;
        private @Nullable Number value;
        private @Nullable Double sum;

        @Nullable
        SenmlRecord resolve(Map<SenmlLabel, Object> fields, int index) {
            name = fields.get(BASE_NAME) instanceof String s ? s : name;
            time = fields.get(BASE_TIME) instanceof Number n ? n.doubleValue() : time;
            unit = fields.get(BASE_UNIT) instanceof String s ? s : unit;
            value = fields.get(BASE_VALUE) instanceof Number n ? n : value;
            sum = fields.get(BASE_SUM) instanceof Number n ? Double.valueOf(n.doubleValue()) : sum;
            checkVersion(fields.get(BASE_VERSION), index);
            Object ownValue = value(fields, index);
            Double ownSum = sum(fields.get(SUM));
            if (ownValue == null && ownSum == null) {
                return onlyBaseFields(fields, index);
            }
            String fullName = name + (fields.get(NAME) instanceof String s ? s : "");
            if (!VALID_NAME.matcher(fullName).matches()) {
                throw new SenmlException("record " + index + " has no valid name");
            }
            double fullTime = time + (fields.get(TIME) instanceof Number n ? n.doubleValue() : 0);
            if (!Double.isFinite(fullTime)) {
                throw new SenmlException("record " + index + " has a time out of range");
            }
            return new SenmlRecord(
                    fullName,
                    fullTime,
                    fields.get(UNIT) instanceof String s ? s : unit,
                    ownValue,
                    ownSum,
                    fields.get(UPDATE_TIME) instanceof Number n ? n.doubleValue() : null);
        }

        private static void checkVersion(@Nullable Object version, int index) {
            if (version instanceof Number n && n.doubleValue() > SENML_VERSION) {
                throw new SenmlException("record " + index + " asks for SenML version " + n + ", not understood");
            }
        }

        private @Nullable Object value(Map<SenmlLabel, Object> fields, int index) {
            Object found = null;
            for (SenmlLabel label : List.of(VALUE, STRING, BOOLEAN, DATA)) {
                Object candidate = fields.get(label);
                if (candidate != null && found != null) {
                    throw new SenmlException("record " + index + " has more than one value");
                }
                found = candidate == null ? found : candidate;
            }
            return found instanceof Number n && value != null ? add(value, n) : found;
        }

        private @Nullable Double sum(@Nullable Object own) {
            double total = (sum == null ? 0 : sum) + (own instanceof Number n ? n.doubleValue() : 0);
            return own == null ? null : Double.valueOf(total);
        }

        private static Number add(Number a, Number b) {
            if (a instanceof Long left && b instanceof Long right) {
                return Math.addExact(left, right);
            }
            return a.doubleValue() + b.doubleValue();
        }

        /** A record may carry base fields alone; anything else without a value is a mistake. */
        private static @Nullable SenmlRecord onlyBaseFields(Map<SenmlLabel, Object> fields, int index) {
            if (fields.isEmpty() || fields.keySet().stream().anyMatch(label -> label.cbor >= 0)) {
                throw new SenmlException("record " + index + " has no value");
            }
            return null;
        }
    }
}
