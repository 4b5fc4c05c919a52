package org.socle.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One-level JSON objects of strings, numbers and booleans: the form of states, commands and replies. */
public final class FlatJson {
    private static final int MAX_BYTES = 16_384;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(MAX_BYTES)
                    .maxNestingDepth(8)
                    .maxNumberLength(64)
                    .build())
            .build();

    private FlatJson() {}

    /** Reads an object; values that are objects or lists are passed over.
     *
     * @throws ContractException when it is none, or larger than 16 kB
     */
    public static Map<String, Object> read(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new ContractException(
                    "message of " + bytes.length + " bytes, at most " + MAX_BYTES + " are accepted");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new ContractException("a JSON object is expected");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                Object value = value(parser, parser.nextToken());
                if (value != null) {
                    fields.put(name, value);
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new ContractException("the JSON object does not end where it should");
            }
        } catch (IOException e) {
            throw new ContractException("not JSON", e);
        }
        return fields;
    }

    private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token) throws IOException {
        if (token == null) {
            throw new ContractException("the JSON object is cut short");
        }
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_NULL -> null;
            default -> {
                parser.skipChildren();
                yield null;
            }
        };
    }

    public static byte[] write(Map<String, ?> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(128);
        try (JsonGenerator generator = JSON.createGenerator(out)) {
            generator.writeStartObject();
            for (Map.Entry<String, ?> field : fields.entrySet()) {
                generator.writeFieldName(field.getKey());
                generator.writePOJO(field.getValue());
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return out.toByteArray();
    }

    /** A text that has to be there.
     *
     * @throws ContractException when it is not
     */
    public static String text(Map<String, Object> fields, String name) {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw new ContractException("'" + name + "' is missing or not a text");
    }

    public static @Nullable String optionalText(Map<String, Object> fields, String name) {
        return fields.get(name) instanceof String text ? text : null;
    }
}
