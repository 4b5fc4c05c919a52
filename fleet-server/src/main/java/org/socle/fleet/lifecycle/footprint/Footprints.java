package org.socle.fleet.lifecycle.footprint;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.energy.factor.Factor;
import org.socle.fleet.energy.factor.Factors;
import org.socle.fleet.lifecycle.Acquisition;
import org.socle.fleet.lifecycle.Category;
import org.socle.fleet.lifecycle.Facts;
import org.socle.fleet.lifecycle.Item;
import org.socle.fleet.ticket.UsedPart;

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
        Map<String, Known> known = new HashMap<>();
        return new Footprints(
                factors.edition(),
                items.stream()
                        .filter(item -> !item.out() && item.facts().present(day))
                        .map(item -> of(
                                item,
                                known.computeIfAbsent(
                                        subject(item.facts().category()), subject -> Known.of(subject, factors)),
                                ofMachine(item, parts),
                                factors,
                                day))
                        .sorted(Comparator.comparingDouble(Footprint::yearly)
                                .reversed()
                                .thenComparing(each -> each.item().name()))
                        .toList());
    }

    private static List<UsedPart> ofMachine(Item item, Map<Long, List<UsedPart>> parts) {
        Long machine = item.machine();
        return machine == null ? List.of() : parts.getOrDefault(machine, List.of());
    }

    /**
     * What factors say of a kind of equipment.
     *
     * @param made kilograms; null without a factor, likewise what a used one avoids a year
     * @param usual years it is used
     */
    private record Known(
            @Nullable Double made,
            Range makings,
            int usual,
            @Nullable Range avoided) {
        static Known of(String subject, Factors factors) {
            Factor embodied = factors.of("embodied", subject).orElse(null);
            Double made = embodied == null ? null : embodied.value();
            Double life = value(factors, "life", subject);
            return new Known(
                    made,
                    embodied == null || made == null ? Range.NONE : range(embodied, made),
                    life == null ? 1 : (int) Math.ceil(life),
                    avoided(factors.of("avoided", subject).orElse(null), value(factors, "lifecycle", subject), life));
        }

        private static @Nullable Double value(Factors factors, String kind, String subject) {
            return factors.of(kind, subject).map(Factor::value).orElse(null);
        }

        private static @Nullable Range avoided(@Nullable Factor share, @Nullable Double whole, @Nullable Double life) {
            if (share == null || whole == null || life == null) {
                return null;
            }
            Double low = share.low();
            Double high = share.high();
            return low == null || high == null ? null : new Range(low, high).over(life / whole);
        }

        private static Range range(Factor factor, double value) {
            Double low = factor.low();
            Double high = factor.high();
            return new Range(low == null ? value : low, high == null ? value : high);
        }
    }

    private static Footprint of(Item item, Known known, List<UsedPart> used, Factors factors, LocalDate day) {
        Facts facts = item.facts();
        double parts = 0;
        int strange = 0;
        for (UsedPart part : used) {
            Optional<Double> kilograms = PartKind.named(part.designation())
                    .flatMap(kind -> factors.of("part", kind.word()))
                    .map(Factor::value);
            parts += kilograms.orElse(0.0) * part.quantity();
            strange += kilograms.isPresent() ? 0 : part.quantity();
        }
        Optional<Facts.Made> born = facts.madeIn();
        int years = Math.max(
                1,
                born.map(birth -> years(birth.year(), facts, day, known.usual()))
                        .orElse(known.usual()));
        Acquisition how = facts.how();
        Range avoided = known.avoided();
        return new Footprint(
                item,
                years,
                born.map(Facts.Made::estimated).orElse(true),
                known.made(),
                known.makings(),
                parts,
                strange,
                avoided == null || how == null || !how.used()
                        ? null
                        : avoided.less(new Range(parts / years, parts / years)));
    }

    /** From its making to its end, that is known even when it comes after the day; else the longer of age and usual life. */
    private static int years(int born, Facts facts, LocalDate day, int usual) {
        LocalDate retired = facts.retired();
        return retired != null && retired.isAfter(day)
                ? retired.getYear() - born
                : Math.max(usual, day.getYear() - born);
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
