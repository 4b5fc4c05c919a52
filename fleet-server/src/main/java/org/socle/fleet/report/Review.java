package org.socle.fleet.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.energy.bill.Method;
import org.socle.fleet.lifecycle.ShareText;
import org.socle.fleet.lifecycle.footprint.FootprintText;

/**
 * What a place reports of a year: everything a reader needs, in figures without a language, and the words of its methods in both. Kept
 * as JSON, so that what was handed over stays as it was. Energies in kilowatt-hours; null where something is not known.
 *
 * @param schema of this JSON, counted up when a field changes its meaning
 * @param uai of a school; empty for other places
 * @param period as it stands in addresses
 * @param through the last day it tells of, as ISO 8601: of a period that goes on, the day it was made; null in reviews that were
 *     frozen before they said so
 * @param made when, as ISO 8601
 * @param edition of the factors
 * @param months all of the period, in order
 * @param change against the year before; null when no month is known in both
 * @param schools those with the widest gap first
 * @param silent how many schools nothing is known of
 * @param rates of the law, side by side
 * @param making of the equipment in use at the end of the period, beside the carbon of electricity and never added to it
 * @param factors that were used, with their sources
 * @param words by language
 */
record Review(
        int schema,
        String place,
        String uai,
        String period,
        @Nullable String through,
        String made,
        String edition,
        Amount whole,
        List<Month> months,
        @Nullable Change change,
        List<School> schools,
        int silent,
        Savings savings,
        List<Quota> rates,
        Making making,
        Own own,
        List<Source> factors,
        Map<String, Words> words) {
    static final int SCHEMA = 1;

    /** The same, drawn up at another time. */
    Review madeAt(String time) {
        return new Review(
                schema, place, uai, period, through, time, edition, whole, months, change, schools, silent, savings,
                rates, making, own, factors, words);
    }

    /**
     * What was consumed.
     *
     * @param offHours outside school time, of {@code dated}
     * @param dated of which the hour is known
     * @param known share of the machines' time of which something is known, 0 to 1
     * @param metered what a meter counted
     * @param priced what has a tariff; likewise factored
     * @param kilograms of CO₂ equivalent
     * @param eurosUncertainty by how much that may be off, likewise the kilograms; null in reviews frozen before they said so
     */
    record Amount(
            int machines,
            double kwh,
            double uncertainty,
            double offHours,
            double dated,
            double metered,
            double known,
            double priced,
            @Nullable Double euros,
            double factored,
            @Nullable Double kilograms,
            @Nullable Double eurosUncertainty,
            @Nullable Double kilogramsUncertainty) {}

    /**
     * One month.
     *
     * @param amount null when nothing is known of it
     * @param parts used, idle, outside school time, of unknown hour; as drawn
     */
    record Month(String month, @Nullable Amount amount, List<Double> parts) {}

    /**
     * Against the year before, over the months known well enough in both.
     *
     * @param share such as -0.12 for 12 % less; likewise of what a machine consumed
     */
    record Change(List<String> months, double kwh, double before, double share, double perMachine) {}

    /**
     * One school.
     *
     * @param outside kilowatt-hours a machine outside school time
     * @param gap by how much that is above the school in the middle
     */
    record School(String name, String uai, Amount amount, double outside, double gap) {}

    /** What could be saved a year, by kind; in the whole each machine counts once. */
    record Savings(int machines, double kwh, double uncertainty, List<Kind> kinds) {}

    /** One kind of waste. */
    record Kind(String kind, int machines, double kwh, double uncertainty) {}

    /**
     * One rate of the law, for programs; its words are in {@link Words}.
     *
     * @param unit {@code EUR} or {@code pieces}
     * @param wider the wider numerator
     */
    record Quota(
            String rate,
            int year,
            double numerator,
            double wider,
            double denominator,
            String unit,
            @Nullable Double percent,
            @Nullable Integer target) {}

    /**
     * Kilograms of CO₂ equivalent a year of making equipment, and what using it again avoids: as ranges.
     *
     * @param pieces that are counted
     * @param used of them, before they came; the rest is null when there is none
     */
    record Making(
            int pieces,
            double yearly,
            double low,
            double high,
            int used,
            @Nullable Double avoidedLow,
            @Nullable Double avoidedHigh) {}

    /** What Socle itself took. */
    record Own(
            @Nullable Double agents,
            @Nullable Double server,
            @Nullable Double pages) {}

    /** One factor; {@code value} is null for one that is known as a range only, {@code low} and {@code high} for one without. */
    record Source(
            String kind,
            String subject,
            @Nullable Integer year,
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high,
            String unit,
            String source) {}

    /** How all is reckoned, in one language. */
    record Words(List<Method> methods, List<ShareText> rates, List<FootprintText.Tile> making) {}
}
