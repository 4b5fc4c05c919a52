package org.socle.fleet.statistics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Whole days for which figures are asked, by each school's own clock. Immutable.
 *
 * @param word as it stands in addresses: {@code year}, {@code months} or {@code 2026-11}
 * @param first day
 * @param end the day after the last one
 */
public record Period(String word, LocalDate first, LocalDate end) {
    private static final int MOST_MONTHS = 24;
    private static final int YEAR = 12;

    /**
     * What an address asks for: this school year, from September; the last twelve months; or one month of the last two years.
     *
     * @param today so that "this" and "last" mean something
     */
    public static Optional<Period> of(String word, LocalDate today) {
        if (word.equals("year")) {
            LocalDate september = LocalDate.of(today.getYear(), Month.SEPTEMBER, 1);
            LocalDate first = today.isBefore(september) ? september.minusYears(1) : september;
            return Optional.of(new Period(word, first, first.plusYears(1)));
        }
        if (word.equals("months")) {
            return Optional.of(new Period(word, today.minusMonths(YEAR).plusDays(1), today.plusDays(1)));
        }
        if (word.matches("\\d{4}-(0[1-9]|1[0-2])")) {
            YearMonth month = YearMonth.parse(word);
            YearMonth now = YearMonth.from(today);
            if (!month.isAfter(now) && month.isAfter(now.minusMonths(MOST_MONTHS))) {
                return Optional.of(
                        new Period(word, month.atDay(1), month.plusMonths(1).atDay(1)));
            }
        }
        return Optional.empty();
    }

    /** Its first moment by a clock. */
    Instant from(ZoneId zone) {
        return first.atStartOfDay(zone).toInstant();
    }

    /** The first moment after it by a clock. */
    Instant to(ZoneId zone) {
        return end.atStartOfDay(zone).toInstant();
    }
}
