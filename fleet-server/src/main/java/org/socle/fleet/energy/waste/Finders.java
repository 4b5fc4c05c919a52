package org.socle.fleet.energy.waste;

import java.util.List;
import java.util.Optional;
import org.socle.fleet.energy.factor.Factors;

/** THE list of finders. */
final class Finders {
    /** Two weeks: less is no habit. */
    private static final int FEWEST_DAYS = 14;

    private static final List<Finder> ALL = List.of(
            new NeverOffFinder(),
            new LitAtNightFinder(),
            new OversizedFinder(),
            new OnWhileEmptyFinder(),
            new NeverSleepsFinder(),
            new ScreenUnusedFinder(),
            new CostlyFinder());

    private Finders() {}

    /** Everything that is wasted by a machine; nothing of one that is known too little. */
    static List<Waste> find(Weeks weeks, Factors factors, Supply supply) {
        return weeks.days() < FEWEST_DAYS
                ? List.of()
                : ALL.stream()
                        .map(finder -> finder.find(weeks, factors, supply))
                        .flatMap(Optional::stream)
                        .toList();
    }
}
