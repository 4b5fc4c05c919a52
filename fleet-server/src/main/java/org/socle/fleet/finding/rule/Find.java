package org.socle.fleet.finding.rule;

import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Family;
import org.socle.contract.catalogue.Resource;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.machine.Status;
import org.socle.fleet.reading.Reading;
import org.socle.fleet.reading.Snapshot;

/** What rules share: walking over instances, naming the reading that gave it away. */
final class Find {
    private Find() {}

    /** Asks {@code check} about every instance of a family; null means nothing is wrong with it. */
    static Stream<Finding> each(Snapshot now, Family family, IntFunction<@Nullable Finding> check) {
        return now.instances(family).stream().map(check::apply).flatMap(Stream::ofNullable);
    }

    /** Deserves a look. The evidence must be in the snapshot. */
    static Finding watch(String rule, Snapshot now, Resource evidence, int instance) {
        return finding(rule, Status.WATCH, now, evidence, instance);
    }

    /** Does not do its work, or is about to stop doing it. The evidence must be in the snapshot. */
    static Finding down(String rule, Snapshot now, Resource evidence, int instance) {
        return finding(rule, Status.DOWN, now, evidence, instance);
    }

    private static Finding finding(String rule, Status severity, Snapshot now, Resource evidence, int instance) {
        Reading reading = now.reading(evidence, instance).orElseThrow();
        return new Finding(
                rule,
                severity,
                evidence,
                instance,
                now.instanceName(evidence.family(), instance),
                String.valueOf(reading.value()));
    }
}
