package org.socle.fleet.maintenance.rule;

import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Family;
import org.socle.fleet.device.Status;
import org.socle.fleet.maintenance.Finding;
import org.socle.fleet.reading.Snapshot;

/** What rules share: walking over instances, writing a figure. */
final class Find {
    private Find() {}

    /** Asks {@code check} about every instance of a family; null means nothing is wrong with it. */
    static Stream<Finding> each(Snapshot now, Family family, IntFunction<@Nullable Finding> check) {
        return now.instances(family).stream().map(check::apply).flatMap(Stream::ofNullable);
    }

    static Finding watch(String rule, Snapshot now, Family family, int instance, double value) {
        return new Finding(rule, Status.WATCH, now.instanceName(family, instance), figure(value));
    }

    static Finding down(String rule, Snapshot now, Family family, int instance, double value) {
        return new Finding(rule, Status.DOWN, now.instanceName(family, instance), figure(value));
    }

    private static String figure(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
