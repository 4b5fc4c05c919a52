package org.socle.contract.senml;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes SenML, small: a base name wherever consecutive records share it, one base time, whole numbers as integers,
 * other numbers as 32-bit floats where that loses nothing. Stateless and thread-safe.
 */
public final class SenmlWriter {
    private static final JsonFactory JSON = new JsonFactory();
    private static final CBORFactory CBOR = CBORFactory.builder()
            .enable(CBORGenerator.Feature.WRITE_MINIMAL_INTS)
            .enable(CBORGenerator.Feature.WRITE_MINIMAL_DOUBLES)
            .build();

    private SenmlWriter() {}

    /**
     * Encodes records whose times are all given relative to one base time.
     *
     * @param baseTime seconds; absolute from {@link SenmlRecord#ABSOLUTE_FROM}, else relative to now
     * @param records with times in seconds relative to {@code baseTime}
     */
    public static byte[] write(double baseTime, List<SenmlRecord> records, SenmlFormat format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator generator =
                format == SenmlFormat.CBOR ? CBOR.createGenerator(out) : JSON.createGenerator(out)) {
            new Writing(generator, format == SenmlFormat.CBOR).pack(baseTime, records);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return out.toByteArray();
    }

    private record Writing(JsonGenerator out, boolean cbor) {

        void pack(double baseTime, List<SenmlRecord> records) throws IOException {
            String baseName = "";
            out.writeStartArray(records, records.size());
            for (int i = 0; i < records.size(); i++) {
                SenmlRecord record = records.get(i);
                String wanted = prefix(record.name());
                boolean newBase = !wanted.equals(baseName);
                boolean firstTime = i == 0 && baseTime != 0;
                startMap(record, newBase, firstTime, record.name().length() > wanted.length());
                if (newBase) {
                    field(SenmlLabel.BASE_NAME);
                    out.writeString(wanted);
                    baseName = wanted;
                }
                if (firstTime) {
                    field(SenmlLabel.BASE_TIME);
                    number(baseTime);
                }
                record(record, record.name().substring(wanted.length()));
                out.writeEndObject();
            }
            out.writeEndArray();
        }

        private void startMap(SenmlRecord record, boolean base, boolean baseTime, boolean name) throws IOException {
            int fields = (base ? 1 : 0) + (baseTime ? 1 : 0) + (name ? 1 : 0);
            fields += (record.unit() == null ? 0 : 1) + (record.time() == 0 ? 0 : 1);
            fields += (record.value() == null ? 0 : 1) + (record.sum() == null ? 0 : 1);
            fields += record.updateTime() == null ? 0 : 1;
            out.writeStartObject(record, fields);
        }

        private void record(SenmlRecord record, String name) throws IOException {
            if (!name.isEmpty()) {
                field(SenmlLabel.NAME);
                out.writeString(name);
            }
            String unit = record.unit();
            if (unit != null) {
                field(SenmlLabel.UNIT);
                out.writeString(unit);
            }
            Object value = record.value();
            if (value != null) {
                value(value);
            }
            optional(SenmlLabel.SUM, record.sum());
            if (record.time() != 0) {
                field(SenmlLabel.TIME);
                number(record.time());
            }
            optional(SenmlLabel.UPDATE_TIME, record.updateTime());
        }

        private void optional(SenmlLabel label, @Nullable Double value) throws IOException {
            if (value != null) {
                field(label);
                number(value);
            }
        }

        private void value(Object value) throws IOException {
            if (value instanceof Boolean flag) {
                field(SenmlLabel.BOOLEAN);
                out.writeBoolean(flag);
            } else if (value instanceof String text) {
                field(SenmlLabel.STRING);
                out.writeString(text);
            } else if (value instanceof byte[] data) {
                field(SenmlLabel.DATA);
                out.writeBinary(Base64Variants.MODIFIED_FOR_URL, data, 0, data.length);
            } else if (value instanceof Long number) {
                field(SenmlLabel.VALUE);
                out.writeNumber(number);
            } else if (value instanceof Number number) {
                field(SenmlLabel.VALUE);
                number(number.doubleValue());
            } else {
                throw new IllegalArgumentException("not a SenML value: " + value.getClass());
            }
        }

        private void number(double value) throws IOException {
            if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
                out.writeNumber((long) value);
            } else {
                out.writeNumber(value);
            }
        }

        private void field(SenmlLabel label) throws IOException {
            if (cbor) {
                out.writeFieldId(label.cbor);
            } else {
                out.writeFieldName(label.json);
            }
        }

        private static String prefix(String name) {
            return name.substring(0, name.lastIndexOf('/') + 1);
        }
    }
}
