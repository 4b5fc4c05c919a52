package org.socle.fleet.energy.bill;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.socle.fleet.web.Frame;

/** Periods by name, and those that the page of energy offers. Pure. */
final class PeriodChoices {
    private static final int MONTHS = 13;
    private static final int DAYS = 7;

    private PeriodChoices() {}

    /** A period as a sentence says it. */
    static String name(Months months, Frame frame) {
        if (months.day()) {
            return frame.format().day(months.first());
        }
        return months.single()
                ? month(months.first(), frame)
                : frame.text(months.word().contains("-") ? "energy.school_year" : "energy.year", months.word());
    }

    /** The month of a day, by name. */
    static String month(LocalDate day, Frame frame) {
        return DateTimeFormatter.ofPattern(
                        frame.text("period.months"), frame.messages().locale())
                .format(day);
    }

    /** Months, years, days where there are any, and what is chosen now. */
    static List<EnergyPage.Choice> of(Asked asked, LocalDate today, Frame frame) {
        Months chosen = asked.months();
        List<Months> offered = new ArrayList<>(IntStream.range(0, MONTHS)
                .mapToObj(back -> Months.of(YearMonth.from(today).minusMonths(back)))
                .toList());
        offered.add(Months.schoolYear(today));
        offered.add(Months.schoolYear(today.minusYears(1)));
        offered.add(Months.parse(Integer.toString(today.getYear())).orElseThrow());
        offered.add(Months.parse(Integer.toString(today.getYear() - 1)).orElseThrow());
        if (asked.small()) {
            IntStream.range(0, DAYS)
                    .mapToObj(back -> Months.of(today.minusDays(back)))
                    .forEach(offered::add);
        }
        if (!offered.contains(chosen)) {
            offered.add(chosen);
        }
        return offered.stream()
                .map(months -> new EnergyPage.Choice(months.word(), name(months, frame), months.equals(chosen)))
                .toList();
    }
}
