package org.socle.fleet.energy.factor;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An edition of factors. Immutable.
 *
 * @param edition its name, which stands beside every figure reckoned with it
 */
public record Factors(String edition, List<Factor> all) {
    /** What factors there are. */
    public static final List<String> KINDS = List.of(
            "grid", "embodied", "life", "lifecycle", "avoided", "part", "efficient", "price", "server", "network");

    public Factors {
        all = List.copyOf(all);
    }

    /**
     * The kilograms of CO₂ equivalent of a kilowatt-hour.
     *
     * @return the year's, else that of the last year before that has one; empty where none is known, as for Corsica and overseas
     */
    public Optional<Factor> grid(int year, Territory territory) {
        return all.stream()
                .filter(factor -> factor.kind().equals("grid")
                        && factor.territory().equals(territory.word())
                        && factor.value() != null)
                .filter(factor -> factor.year() != null && factor.year() <= year)
                .max(Comparator.comparing(Factor::year));
    }

    /** A figure of a kind of device or part. */
    public Optional<Factor> of(String kind, String subject) {
        return all.stream()
                .filter(factor -> factor.kind().equals(kind) && factor.subject().equals(subject))
                .findFirst();
    }
}
