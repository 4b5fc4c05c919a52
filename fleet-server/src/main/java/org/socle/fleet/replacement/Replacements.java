package org.socle.fleet.replacement;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Battery;
import org.socle.contract.catalogue.Storage;
import org.socle.fleet.access.Scope;
import org.socle.fleet.finding.forecast.Forecast;
import org.socle.fleet.finding.forecast.Forecasts;
import org.socle.fleet.finding.forecast.Limit;
import org.socle.fleet.store.Database;

/**
 * The list of machines to replace or mend by the end of next school year. It is made for the whole fleet at once and kept for six
 * hours, so that its page costs the same whatever the size of the fleet; each viewer is shown the machines he sees. Thread-safe.
 */
public final class Replacements {
    /** Worked on as often in twelve months: ours. */
    static final int MOST_REPAIRS = 3;

    /** In cents: what a refurbished desktop costs, roughly. Ours. */
    static final long MOST_COST = 15_000;

    /** Five years without a pause, in hours. */
    static final double OLD_HOURS = 5 * 365 * 24;

    private static final Duration FRESH = Duration.ofHours(6);
    private static final Duration RECENT = Duration.ofDays(60);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    /** Below, nobody has to look ahead yet: two years would not be enough. */
    private static final DoublePredicate DISK_USED = used -> used >= 30;

    private static final DoublePredicate BATTERY_USED = health -> health <= 85;
    private static final Set<String> DISK_RULES = Set.of("disk_failing", "disk_reallocating");
    private static final Set<String> OS_RULES = Set.of("os_unsupported");

    private final Database database;
    private final Clock clock;
    private final Forecasts forecasts;
    private final ReplacementTable table = new ReplacementTable();
    private @Nullable Made made;

    private record Made(Instant at, List<Listed> all) {}

    private record Listed(String path, Candidate candidate) {}

    public Replacements(Database database, Forecasts forecasts, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.forecasts = forecasts;
    }

    /**
     * A machine on the list.
     *
     * @param model empty when unknown
     * @param school name of its school; {@code uai} its code
     * @param whys at least one, the most pressing first
     */
    public record Candidate(UUID device, String name, String model, String school, String uai, List<Why> whys) {}

    /**
     * One reason, with what it rests on.
     *
     * @param part name of the disk or the like; empty for the machine as a whole
     * @param number of interventions, cents, or hours; 0 where the reason has none
     * @param since when it was found; null where it was not
     * @param limit what is looked ahead for; null where nothing is
     * @param forecast when that is reached; null likewise
     */
    public record Why(
            Reason reason,
            String part,
            long number,
            @Nullable Instant since,
            @Nullable Limit limit,
            @Nullable Forecast forecast) {
        static Why of(Reason reason, long number) {
            return new Why(reason, "", number, null, null, null);
        }
    }

    /** The last day of next school year. */
    public static LocalDate horizon(LocalDate today) {
        LocalDate end = LocalDate.of(today.getYear(), Month.AUGUST, 31);
        return today.isAfter(end) ? end.plusYears(2) : end.plusYears(1);
    }

    /** The machines on the list that are seen, those with the most pressing reasons first. */
    public List<Candidate> of(Scope scope) {
        return made().all().stream()
                .filter(listed -> scope.sees(listed.path()))
                .map(Listed::candidate)
                .toList();
    }

    private synchronized Made made() {
        Instant now = clock.instant();
        Made known = made;
        if (known != null && known.at().plus(FRESH).isAfter(now)) {
            return known;
        }
        Made fresh = new Made(now, make(now));
        made = fresh;
        return fresh;
    }

    /** What the database knows, in one look at it. */
    private record Facts(
            List<ReplacementTable.Known> machines,
            List<ReplacementTable.Found> found,
            List<ReplacementTable.Worked> worked,
            List<ReplacementTable.Value> hours,
            List<ReplacementTable.Value> disks,
            List<ReplacementTable.Value> batteries) {}

    private List<Listed> make(Instant now) {
        List<String> rules = new ArrayList<>(DISK_RULES);
        rules.addAll(OS_RULES);
        Instant recent = now.minus(RECENT);
        Facts facts = database.<Facts, RuntimeException>read(handle -> new Facts(
                table.machines(handle),
                table.found(handle, rules),
                table.worked(handle, now.minus(YEAR)),
                table.values(handle, Storage.POWER_ON_TIME, recent),
                table.values(handle, Storage.PERCENTAGE_USED, recent),
                table.values(handle, Battery.HEALTH, recent)));
        Map<Long, List<Why>> whys = new HashMap<>();
        facts.found()
                .forEach(each -> add(
                        whys,
                        each.machine(),
                        new Why(
                                DISK_RULES.contains(each.rule()) ? Reason.DISK_FAILING : Reason.OS_UNSUPPORTED,
                                each.name(),
                                0,
                                each.since(),
                                null,
                                null)));
        for (ReplacementTable.Worked each : facts.worked()) {
            if (each.interventions() >= MOST_REPAIRS) {
                add(whys, each.machine(), Why.of(Reason.REPAIRS, each.interventions()));
            }
            if (each.cost() >= MOST_COST) {
                add(whys, each.machine(), Why.of(Reason.COST, each.cost()));
            }
        }
        oldest(facts.hours()).forEach((machine, hours) -> {
            if (hours >= OLD_HOURS) {
                add(whys, machine, Why.of(Reason.OLD, Math.round(hours)));
            }
        });
        LocalDate horizon = horizon(LocalDate.ofInstant(now, ZONE));
        ahead(whys, facts.disks(), DISK_USED, Limit.DISK_WORN, Reason.DISK_WORN, horizon);
        ahead(whys, facts.batteries(), BATTERY_USED, Limit.BATTERY_WORN, Reason.BATTERY_WORN, horizon);
        return facts.machines().stream()
                .filter(machine -> whys.containsKey(machine.id()))
                .map(machine -> listed(machine, whys.getOrDefault(machine.id(), List.of())))
                .sorted(Comparator.comparing(
                                (Listed each) -> each.candidate().whys().get(0).reason())
                        .thenComparing(each -> -each.candidate().whys().size())
                        .thenComparing(each -> each.candidate().name()))
                .toList();
    }

    private static Map<Long, Double> oldest(List<ReplacementTable.Value> hours) {
        Map<Long, Double> oldest = new HashMap<>();
        hours.forEach(each -> oldest.merge(each.machine(), each.last(), Math::max));
        return oldest;
    }

    private void ahead(
            Map<Long, List<Why>> whys,
            List<ReplacementTable.Value> values,
            DoublePredicate used,
            Limit limit,
            Reason reason,
            LocalDate horizon) {
        for (ReplacementTable.Value value : values) {
            if (!used.test(value.last())) {
                continue;
            }
            Forecast forecast = forecasts.of(Scope.EVERYTHING, value.machine(), limit, value.instance());
            LocalDate likely = forecast.likely();
            boolean reached = forecast.verdict() == Forecast.Verdict.REACHED;
            if (reached || (likely != null && !likely.isAfter(horizon))) {
                add(whys, value.machine(), new Why(reason, "", Math.round(value.last()), null, limit, forecast));
            }
        }
    }

    private static void add(Map<Long, List<Why>> whys, long machine, Why why) {
        whys.computeIfAbsent(machine, each -> new ArrayList<>()).add(why);
    }

    private static Listed listed(ReplacementTable.Known machine, List<Why> whys) {
        return new Listed(
                machine.path(),
                new Candidate(
                        machine.device(),
                        machine.name(),
                        machine.model(),
                        machine.school(),
                        machine.uai(),
                        whys.stream().sorted(Comparator.comparing(Why::reason)).toList()));
    }
}
