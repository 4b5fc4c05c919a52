package org.socle.fleet.calendar;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What follows from where a school is, by the first three digits of its UAI code.
 *
 * @param academie as the ministry calls it
 * @param zone code of the zone of its holidays
 * @param clock the time there
 * @param publicHolidays a word of {@link PublicHolidays}
 */
record Departement(String academie, String zone, ZoneId clock, String publicHolidays) {
    private static final int PREFIX = 3;
    private static final Map<String, Departement> ALL = load();

    private static Map<String, Departement> load() {
        try (Reader in = new InputStreamReader(
                        Objects.requireNonNull(
                                Departement.class.getResourceAsStream("/calendar/departements.csv"),
                                "departements.csv"),
                        StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(in)) {
            return records.stream()
                    .collect(Collectors.toUnmodifiableMap(
                            record -> record.getField("uai"),
                            record -> new Departement(
                                    record.getField("academie"),
                                    record.getField("zone"),
                                    ZoneId.of(record.getField("time_zone")),
                                    record.getField("public_holidays"))));
        } catch (IOException e) {
            throw new UncheckedIOException("departements.csv", e);
        }
    }

    /**
     * Of a school; empty when nothing is known of where it is.
     *
     * @param uai its code, or an empty text
     */
    static Optional<Departement> of(String uai) {
        return uai.length() < PREFIX ? Optional.empty() : Optional.ofNullable(ALL.get(uai.substring(0, PREFIX)));
    }
}
