package org.socle.fleet.energy.factor;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.web.CsvList;
import org.socle.fleet.web.Refusal;

/** Reads an edition of factors: CSV with the columns of the one that is shipped. */
public final class FactorFile {
    static final List<String> COLUMNS = List.of(
            "kind", "subject", "year", "territory", "value", "low", "high", "unit", "source", "licence", "note");
    private static final int FIRST_YEAR = 1990;
    private static final int LAST_YEAR = 2100;

    /** Kilograms of CO₂ a kilowatt-hour: no grid emits more, coal about one. */
    private static final double DIRTIEST = 2;

    private static final int MOST_LINES = 2_000;
    /** The largest edition there is has 30 kB; it goes through the form once more. */
    private static final int MOST_CHARACTERS = 250_000;

    /** What figures are reckoned in: 46.1 grams are not 0.0461 kilograms to a program. */
    private static final Map<String, String> UNITS = Map.of(
            "grid", "kgCO2e/kWh",
            "embodied", "kgCO2e",
            "lifecycle", "kgCO2e",
            "part", "kgCO2e",
            "life", "years",
            "avoided", "share",
            "efficient", "W",
            "price", "EUR");

    private FactorFile() {}

    /**
     * Reads the text of a file.
     *
     * @throws Refusal saying the line and what is wrong with it
     */
    public static Factors parse(String edition, String text) {
        List<Factor> factors = new ArrayList<>();
        Set<String> known = new HashSet<>();
        String clean = text.startsWith("\ufeff") ? text.substring(1) : text;
        if (clean.length() > MOST_CHARACTERS) {
            throw new Refusal("factor.refused.large", MOST_CHARACTERS / 1_000);
        }
        char separator = clean.isBlank() || CsvList.firstLine(clean).contains(";") ? ';' : ',';
        try (CsvReader<NamedCsvRecord> records = CsvReader.builder()
                .fieldSeparator(separator)
                .maxBufferSize(1 << 15)
                .ofNamedCsvRecord(new StringReader(clean))) {
            for (NamedCsvRecord line : records) {
                if (factors.isEmpty()) {
                    columns(line);
                }
                Factor factor = factor(line);
                if (!known.add(
                        factor.kind() + " " + factor.subject() + " " + factor.year() + " " + factor.territory())) {
                    throw new Refusal("factor.refused.twice", line.getStartingLineNumber(), factor.subject());
                }
                factors.add(factor);
                if (factors.size() > MOST_LINES) {
                    throw new Refusal("factor.refused.long", MOST_LINES);
                }
            }
        } catch (CsvParseException e) {
            throw new Refusal("factor.refused.csv");
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot fail to be read", e);
        }
        if (factors.isEmpty()) {
            throw new Refusal("factor.refused.empty");
        }
        if (factors.stream().noneMatch(factor -> factor.kind().equals("grid"))) {
            throw new Refusal("factor.refused.grid");
        }
        return new Factors(edition, factors);
    }

    private static void columns(NamedCsvRecord line) {
        List<String> missing = COLUMNS.stream()
                .filter(column -> !line.getHeader().contains(column))
                .toList();
        if (!missing.isEmpty()) {
            throw new Refusal("factor.refused.columns", String.join(", ", missing));
        }
    }

    private static Factor factor(NamedCsvRecord line) {
        String kind = text(line, "kind");
        if (!Factors.KINDS.contains(kind)) {
            throw new Refusal(
                    "factor.refused.kind", line.getStartingLineNumber(), kind, String.join(", ", Factors.KINDS));
        }
        String territory = text(line, "territory");
        if (kind.equals("grid")
                && Arrays.stream(Territory.values())
                        .filter(one -> one != Territory.UNKNOWN)
                        .noneMatch(one -> one.word().equals(territory))) {
            throw new Refusal("factor.refused.territory", line.getStartingLineNumber(), territory);
        }
        for (String column : List.of("subject", "unit", "source")) {
            if (text(line, column).isEmpty()) {
                throw new Refusal("factor.refused.missing", line.getStartingLineNumber(), column);
            }
        }
        String unit = text(line, "unit");
        String wanted = UNITS.getOrDefault(kind, unit);
        if (!unit.equals(wanted)) {
            throw new Refusal("factor.refused.unit", line.getStartingLineNumber(), unit, wanted);
        }
        Double year = number(line, "year");
        if (year != null && (year < FIRST_YEAR || year > LAST_YEAR || year != Math.rint(year))) {
            throw new Refusal("factor.refused.year", line.getStartingLineNumber(), FIRST_YEAR, LAST_YEAR);
        }
        Double value = number(line, "value");
        if (kind.equals("grid") && value != null && value > DIRTIEST) {
            throw new Refusal("factor.refused.dirty", line.getStartingLineNumber(), (int) DIRTIEST);
        }
        Double low = number(line, "low");
        Double high = number(line, "high");
        if (kind.equals("grid") && (year == null || value == null)) {
            throw new Refusal("factor.refused.missing", line.getStartingLineNumber(), year == null ? "year" : "value");
        }
        if ((value == null && (low == null || high == null))
                || (low != null && high != null && low > high)
                || (value != null && low != null && value < low)
                || (value != null && high != null && value > high)) {
            throw new Refusal("factor.refused.range", line.getStartingLineNumber());
        }
        return new Factor(
                kind,
                text(line, "subject"),
                year == null ? null : (Integer) year.intValue(),
                territory,
                value,
                low,
                high,
                text(line, "unit"),
                text(line, "source"),
                text(line, "licence"),
                text(line, "note"));
    }

    private static String text(NamedCsvRecord line, String column) {
        return line.findField(column).orElse("").strip();
    }

    private static @Nullable Double number(NamedCsvRecord line, String column) {
        String text = text(line, column).replace(',', '.').toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            throw new Refusal("factor.refused.number", line.getStartingLineNumber(), column, text);
        }
        return Double.valueOf(text);
    }
}
