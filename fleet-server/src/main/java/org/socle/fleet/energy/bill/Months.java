package org.socle.fleet.energy.bill;

import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Whole months, or one day, for which figures are asked. Immutable.
 *
 * @param word as it stands in addresses: {@code 2026-10} for a month, {@code 2026} for a year, {@code 2025-2026} for a school
 *     year, {@code 2026-10-14} for a day
 * @param first its first day
 * @param end the day after its last one
 */
public record Months(String word, LocalDate first, LocalDate end) {
    private static final int YEAR_DIGITS = 4;

    /** One month. */
    public static Months of(YearMonth month) {
        return new Months(month.toString(), month.atDay(1), month.plusMonths(1).atDay(1));
    }

    /** One day. */
    public static Months of(LocalDate day) {
        return new Months(day.toString(), day, day.plusDays(1));
    }

    /** The school year a day is in: from September to August. */
    public static Months schoolYear(LocalDate day) {
        int year = day.getMonth().compareTo(Month.SEPTEMBER) < 0 ? day.getYear() - 1 : day.getYear();
        LocalDate first = LocalDate.of(year, Month.SEPTEMBER, 1);
        return new Months(year + "-" + (year + 1), first, first.plusYears(1));
    }

    /** What an address asks for. */
    public static Optional<Months> parse(String word) {
        if (word.matches("20\\d{2}-(0[1-9]|1[0-2])")) {
            return Optional.of(of(YearMonth.parse(word)));
        }
        if (word.matches("20\\d{2}-\\d{2}-\\d{2}")) {
            try {
                return Optional.of(of(LocalDate.parse(word)));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }
        if (word.matches("20\\d{2}")) {
            LocalDate first = LocalDate.of(Integer.parseInt(word), 1, 1);
            return Optional.of(new Months(word, first, first.plusYears(1)));
        }
        if (word.matches("20\\d{2}-20\\d{2}")) {
            int from = Integer.parseInt(word.substring(0, YEAR_DIGITS));
            Months year = schoolYear(LocalDate.of(from, Month.SEPTEMBER, 1));
            return Optional.of(year).filter(found -> found.word.equals(word));
        }
        return Optional.empty();
    }

    /** Whether it is one day. */
    public boolean day() {
        return first.plusDays(1).equals(end);
    }

    /** As many months, a year before. */
    public Months yearBefore() {
        if (word.length() == YEAR_DIGITS) {
            return parse(Integer.toString(first.getYear() - 1)).orElseThrow();
        }
        return single() ? of(YearMonth.from(first).minusYears(1)) : schoolYear(first.minusYears(1));
    }

    /** Whether it is one month. */
    public boolean single() {
        return first.plusMonths(1).equals(end);
    }
}
