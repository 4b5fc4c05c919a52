package org.socle.fleet.lifecycle.footprint;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.lifecycle.Acquisition;
import org.socle.fleet.lifecycle.Category;
import org.socle.fleet.lifecycle.Facts;
import org.socle.fleet.lifecycle.Item;
import org.socle.fleet.maintenance.ticket.UsedPart;
import org.socle.fleet.sobriety.factor.Factor;
import org.socle.fleet.sobriety.factor.Factors;

/**
 * What making the equipment in use costs in carbon, a year of its real life, and what the second-hand part of it avoids. Pure.
 *
 * <p>Making: the factor of its kind and that of the parts replaced, over the years from its making to its retirement; while it is
 * in use, over its age or the usual life, whichever is longer. Avoided: the yearly impact of a new one (use included) times the
 * shares ADEME gives (2022, several criteria, not carbon alone), less its parts a year.
 *
 * @param edition of the factors
 * @param all what is in use on the day, the heaviest first
 */
public record Footprints(String edition, List<Footprint> all) {

    /** Of what is in use on a day. */
    public static Footprints of(List<Item> items, List<UsedPart> used, Factors factors, LocalDate day) {
        Map<Long, List<UsedPart>> parts = used.stream().collect(Collectors.groupingBy(UsedPart::machine));
        return new Footprints(
                factors.edition(),
                items.stream()
                        .filter(item -> !item.out() && item.facts().present(day))
                        .map(item -> of(item, ofMachine(item, parts), factors, day))
                        .sorted(Comparator.comparingDouble(Footprint::yearly)
                                .reversed()
                                .thenComparing(each -> each.item().name()))
                        .toList());
    }

    private static List<UsedPart> ofMachine(Item item, Map<Long, List<UsedPart>> parts) {
        Long machine = item.machine();
        return machine == null ? List.of() : parts.getOrDefault(machine, List.of());
    }

    private static Footprint of(Item item, List<UsedPart> used, Factors factors, LocalDate day) {
        Facts facts = item.facts();
        String subject = subject(facts.category());
        Factor embodied = factors.of("embodied", subject).orElse(null);
        Double made = embodied == null ? null : embodied.value();
        double parts = 0;
        int strange = 0;
        for (UsedPart part : used) {
            Optional<Double> known = PartKind.named(part.designation())
                    .flatMap(kind -> factors.of("part", kind.word()))
                    .map(Factor::value);
            parts += known.orElse(0.0) * part.quantity();
            strange += known.isPresent() ? 0 : part.quantity();
        }
        Optional<Facts.Made> born = facts.madeIn();
        int usual =
                (int) Math.ceil(factors.of("life", subject).map(Factor::value).orElse(1.0));
        int years = born.map(birth -> years(birth.year(), facts, day, usual)).orElse(usual);
        return new Footprint(
                item,
                Math.max(1, years),
                born.map(Facts.Made::estimated).orElse(true),
                made,
                made == null ? Range.NONE : range(Objects.requireNonNull(embodied), made),
                parts,
                strange,
                avoided(facts, subject, factors, parts / Math.max(1, years)));
    }

    /** From its making to its end, that is known even when it comes after the day; else the longer of age and usual life. */
    private static int years(int born, Facts facts, LocalDate day, int usual) {
        LocalDate retired = facts.retired();
        return retired != null && retired.isAfter(day)
                ? retired.getYear() - born
                : Math.max(usual, day.getYear() - born);
    }

    private static Range range(Factor factor, double value) {
        Double low = factor.low();
        Double high = factor.high();
        return new Range(low == null ? value : low, high == null ? value : high);
    }

    private static @Nullable Range avoided(Facts facts, String subject, Factors factors, double partsYearly) {
        Acquisition how = facts.how();
        Factor share = factors.of("avoided", subject).orElse(null);
        Double whole = factors.of("lifecycle", subject).map(Factor::value).orElse(null);
        Double life = factors.of("life", subject).map(Factor::value).orElse(null);
        if (how == null || !how.used() || share == null || whole == null || life == null) {
            return null;
        }
        Double low = share.low();
        Double high = share.high();
        return low == null || high == null
                ? null
                : new Range(low, high).over(life / whole).less(new Range(partsYearly, partsYearly));
    }

    /** The subject that factors know a kind of equipment by; empty for one that they know nothing of. */
    private static String subject(@Nullable Category category) {
        if (category == null) {
            return "";
        }
        return switch (category) {
            case LAPTOP, DESKTOP, ALL_IN_ONE, TABLET -> category.word();
            case SCREEN -> "monitor";
            case THIN_CLIENT, PHONE, SERVER, PROJECTOR, OTHER -> "";
        };
    }

    /** Those that there is a factor for. */
    public long counted() {
        return all.stream().filter(each -> each.made() != null).count();
    }

    /** Those whose years are an estimate, among the counted. */
    public long estimated() {
        return all.stream()
                .filter(each -> each.made() != null && each.estimated())
                .count();
    }

    /** Those that avoid something known. */
    public long used() {
        return all.stream().filter(each -> each.avoided() != null).count();
    }

    /** Parts that there is no factor for. */
    public int strange() {
        return all.stream().mapToInt(Footprint::strange).sum();
    }

    /** Kilograms a year of making all that is counted. */
    public double yearly() {
        return all.stream().mapToDouble(Footprint::yearly).sum();
    }

    /** The range of {@link #yearly()}. */
    public Range yearlyRange() {
        return all.stream().map(Footprint::yearlyRange).reduce(Range.NONE, Range::plus);
    }

    /** Kilograms that the second-hand part of it avoids a year. */
    public Range avoided() {
        return all.stream().map(Footprint::avoided).filter(Objects::nonNull).reduce(Range.NONE, Range::plus);
    }
}
