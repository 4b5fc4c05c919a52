package org.socle.fleet.finding;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.socle.fleet.finding.rule.BatteryWornRule;
import org.socle.fleet.finding.rule.CableErrorsRule;
import org.socle.fleet.finding.rule.CaptivePortalRule;
import org.socle.fleet.finding.rule.ClockOffRule;
import org.socle.fleet.finding.rule.ClockWrongRule;
import org.socle.fleet.finding.rule.DiskErrorsRule;
import org.socle.fleet.finding.rule.DiskFailingRule;
import org.socle.fleet.finding.rule.DiskReallocatingRule;
import org.socle.fleet.finding.rule.DiskWearingRule;
import org.socle.fleet.finding.rule.FanStoppedRule;
import org.socle.fleet.finding.rule.FileSystemFillRule;
import org.socle.fleet.finding.rule.FileSystemReadOnlyRule;
import org.socle.fleet.finding.rule.FrozenDiskRule;
import org.socle.fleet.finding.rule.HeatRule;
import org.socle.fleet.finding.rule.LinkLossRule;
import org.socle.fleet.finding.rule.MemoryErrorsRule;
import org.socle.fleet.finding.rule.MemoryShortRule;
import org.socle.fleet.finding.rule.OsSupportRule;
import org.socle.fleet.finding.rule.ProbeFailingRule;
import org.socle.fleet.finding.rule.ProcessorThrottlingRule;
import org.socle.fleet.finding.rule.ThrottledRule;
import org.socle.fleet.finding.rule.TotemRule;
import org.socle.fleet.finding.rule.UnderVoltageRule;
import org.socle.fleet.finding.rule.UpdatesOverdueRule;
import org.socle.fleet.finding.rule.WeakWifiRule;

/** The list of rules. Their words are {@code rule.{name}.*} in the message files. */
public final class Rules {
    private static final List<Rule> ALL = List.of(
            new DiskFailingRule(),
            new DiskReallocatingRule(),
            new DiskWearingRule(),
            new DiskErrorsRule(),
            new FileSystemReadOnlyRule(),
            new FileSystemFillRule(),
            new HeatRule(),
            new FanStoppedRule(),
            new ThrottledRule(),
            new ProcessorThrottlingRule(),
            new UnderVoltageRule(),
            new MemoryErrorsRule(),
            new MemoryShortRule(),
            new CableErrorsRule(),
            new WeakWifiRule(),
            new LinkLossRule(),
            new TotemRule(),
            new CaptivePortalRule(),
            new ClockWrongRule(),
            new ClockOffRule(),
            new OsSupportRule(),
            new UpdatesOverdueRule(),
            new BatteryWornRule(),
            new FrozenDiskRule(),
            new ProbeFailingRule());

    private static final List<String> NAMES =
            ALL.stream().flatMap(rule -> rule.names().stream()).toList();

    private static final Map<String, Rule> BY_NAME = ALL.stream()
            .flatMap(rule -> rule.names().stream().map(name -> Map.entry(name, rule)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Rules() {}

    /** The names of everything that may be found. */
    public static List<String> names() {
        return NAMES;
    }

    /** The name itself when something may be found under it; else empty. */
    public static Optional<String> named(String name) {
        return Optional.of(name).filter(NAMES::contains);
    }

    /** The rule that finds something under a name; empty when none does any longer. */
    public static Optional<Rule> finding(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Everything the rules find on a machine. */
    public static List<Finding> check(Situation situation) {
        return ALL.stream().flatMap(rule -> rule.check(situation)).toList();
    }
}
