package org.socle.fleet.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.javalin.http.Context;
import java.io.IOException;

/** Answers in JSON. */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(String.class, new Texts()))
            .build();

    private Json() {}

    /** Writes a map, list or record of texts, numbers and booleans. */
    public static void write(Context context, Object value) {
        write(context, "application/json", value);
    }

    /** The same as a text. */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a value cannot be written as JSON", e);
        }
    }

    public static void write(Context context, String contentType, Object value) {
        try {
            context.contentType(contentType).result(MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written as JSON", e);
        }
    }

    private static final class Texts extends StdScalarSerializer<String> {
        private static final long serialVersionUID = 1L;

        private Texts() {
            super(String.class);
        }

        @Override
        public void serialize(String text, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(Shown.of(text));
        }
    }
}
