package org.socle.fleet.lifecycle;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What gifts count for, from a file that is shipped. It holds what has been found and no guess: for the rest people are asked.
 * Immutable.
 */
public final class FlatValues {
    private static final String SHIPPED = "/lifecycle/flat-values.csv";

    /** What is shipped. */
    public static final FlatValues ALL = read();

    /**
     * One value.
     *
     * @param under years below which it holds
     * @param cents what such a gift counts for
     * @param source where it was found
     */
    public record Value(Category category, int under, long cents, String source) {}

    private final List<Value> values;

    private FlatValues(List<Value> values) {
        this.values = values;
    }

    private static FlatValues read() {
        List<Value> values = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> lines = CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(
                        Objects.requireNonNull(FlatValues.class.getResourceAsStream(SHIPPED), SHIPPED),
                        StandardCharsets.UTF_8))) {
            for (NamedCsvRecord line : lines) {
                values.add(new Value(
                        Category.of(line.getField("category")).orElseThrow(),
                        Integer.parseInt(line.getField("under_years")),
                        100 * Long.parseLong(line.getField("euros")),
                        line.getField("source")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(SHIPPED, e);
        }
        return new FlatValues(List.copyOf(values));
    }

    public List<Value> all() {
        return values;
    }

    /**
     * What the file says of a gift; empty when it says nothing. The age is that on arrival, by the year it was made in: an
     * estimate does not do, money is not counted by one.
     */
    public OptionalLong shipped(Facts facts) {
        if (facts.how() != Acquisition.GIFT || facts.acquired() == null || facts.made() == null) {
            return OptionalLong.empty();
        }
        int age = facts.acquired().getYear() - facts.made();
        return values.stream()
                .filter(value -> value.category() == facts.category() && age < value.under())
                .mapToLong(Value::cents)
                .findFirst();
    }

    /** What a gift counts for: by the file, else as somebody said; empty when neither knows. */
    public OptionalLong of(Facts facts) {
        OptionalLong shipped = shipped(facts);
        return shipped.isEmpty() && facts.how() == Acquisition.GIFT && facts.flat() != null
                ? OptionalLong.of(facts.flat())
                : shipped;
    }
}
