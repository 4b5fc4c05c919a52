package org.socle.fleet.finding.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Machine;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.Rule;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.reading.Snapshot;

/**
 * A disk that is rolled back at each start of the machine: what the agent learns, counts and still has to send is lost each evening. Held
 * until the machine was started once more and went on from where it was.
 */
public final class FrozenDiskRule implements Rule {
    private static final String FROZEN = "frozen";

    /** Clocks are set by less; only a machine that was started again begins later than this. */
    private static final Duration SAME_BOOT = Duration.ofMinutes(2);

    /** A disk that was restored once, by hand, is over the next day. Ours. */
    private static final Duration MORE_THAN_ONCE = Duration.ofDays(2);

    @Override
    public List<String> names() {
        return List.of(FROZEN);
    }

    @Override
    public Duration patience(Limits limits) {
        return MORE_THAN_ONCE;
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        Snapshot now = situation.now();
        if (now.reading(Agent.STATE_GENERATION, 0).isEmpty()) {
            return Stream.empty();
        }
        boolean holds = situation.stands(FROZEN, 0) && !(startedWhole(situation) && anotherBoot(situation));
        return now.rolledBackSince(situation.before()) || holds
                ? Stream.of(Find.watch(FROZEN, now, Agent.STATE_GENERATION, 0))
                : Stream.empty();
    }

    private static boolean startedWhole(Situation situation) {
        double before = situation.before().number(Agent.STATE_GENERATION, 0).orElse(Double.MAX_VALUE);
        return situation.now().number(Agent.STATE_GENERATION, 0).orElse(0) > before;
    }

    private static boolean anotherBoot(Situation situation) {
        Instant before = situation.before().instant(Machine.BOOT_TIME, 0).orElse(Instant.MAX);
        return situation
                .now()
                .instant(Machine.BOOT_TIME, 0)
                .filter(boot -> boot.minus(SAME_BOOT).isAfter(before))
                .isPresent();
    }
}
