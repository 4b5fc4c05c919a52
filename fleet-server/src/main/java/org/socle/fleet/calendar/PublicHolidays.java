package org.socle.fleet.calendar;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Public holidays, as Jollyday knows them: {@code fr}, {@code fr/67} where a département has more, {@code re} and so on for
 * what lies overseas. Thread-safe; each year is asked for once.
 */
public final class PublicHolidays {
    /** What holds where nothing else is known. */
    public static final String FRANCE = "fr";

    private final Map<String, Map<LocalDate, String>> years = new ConcurrentHashMap<>();

    /** The holidays of a year, each with the word for its {@link #name}. */
    Map<LocalDate, String> in(String region, int year) {
        return years.computeIfAbsent(region + " " + year, key -> find(region, year));
    }

    private static Map<LocalDate, String> find(String region, int year) {
        String[] parts = region.split("/", 2);
        HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(parts[0]));
        String[] within = parts.length > 1 ? new String[] {parts[1]} : new String[0];
        return manager.getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, within).stream()
                .collect(
                        Collectors.toUnmodifiableMap(Holiday::getDate, Holiday::getPropertiesKey, (one, other) -> one));
    }

    /** What a holiday is called in a language. */
    public static String name(String word, Locale language) {
        // English is the library's own language, which it has under no name: asked for by name, the system's would
        // answer.
        Locale known = language.getLanguage().equals("fr") ? Locale.FRENCH : Locale.ROOT;
        return new Holiday(LocalDate.EPOCH, word, HolidayType.PUBLIC_HOLIDAY).getDescription(known);
    }
}
