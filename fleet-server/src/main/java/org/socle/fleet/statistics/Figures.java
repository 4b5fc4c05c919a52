package org.socle.fleet.statistics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.socle.fleet.access.Scope;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.store.Database;

/**
 * Figures by school and period. They are counted for all schools at once and kept for a quarter of an hour, so that pages cost the
 * same whatever the size of the fleet; each viewer is shown the schools he sees. Thread-safe.
 */
public final class Figures {
    private static final Duration FRESH = Duration.ofMinutes(15);
    private static final int MOST_PERIODS = 6;

    /** So that no school's clock is left out. */
    private static final Duration MARGIN = Duration.ofHours(14);

    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private final Database database;
    private final Clock clock;
    private final SchoolCalendar calendar;
    private final FigureTable table = new FigureTable();

    private final Map<Period, Counted> counted = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Period, Counted> eldest) {
            return size() > MOST_PERIODS;
        }
    };

    private record Counted(Instant at, List<Kept> schools) {}

    public Figures(Database database, Clock clock, SchoolCalendar calendar) {
        this.database = database;
        this.clock = clock;
        this.calendar = calendar;
    }

    /**
     * What is seen of the figures of a period.
     *
     * @param all of it together
     * @param schools each one, the worst availability first
     * @param machines those that were worked on most, first
     * @param models likewise
     * @param at when they were counted
     */
    public record Seen(Tally all, List<OfSchool> schools, List<OfMachine> machines, List<OfModel> models, Instant at) {}

    /** Figures of a school. */
    public record OfSchool(String name, String uai, Tally tally) {}

    /** A machine on which somebody worked; cost in cents. */
    public record OfMachine(UUID device, String name, String model, String school, int interventions, long cost) {}

    /**
     * Machines of one model.
     *
     * @param model empty when unknown
     * @param machines how many there are now
     * @param cost in cents
     */
    public record OfModel(String model, int machines, int interventions, long cost) {
        public double perMachine() {
            return machines == 0 ? 0 : (double) interventions / machines;
        }
    }

    /** The figures of the schools that are seen. */
    public Seen of(Scope scope, Period period) {
        Counted found = counted(period);
        List<Kept> schools = found.schools().stream()
                .filter(school -> school.id() == Count.NOWHERE ? scope.everything() : scope.sees(school.path()))
                .toList();
        return new Seen(
                Tally.sum(schools.stream().map(Kept::tally).toList()),
                schools.stream()
                        .filter(school -> school.id() != Count.NOWHERE)
                        .map(school -> new OfSchool(school.name(), school.uai(), school.tally()))
                        .sorted(Comparator.comparingDouble((OfSchool school) ->
                                        school.tally().availability().orElse(Double.MAX_VALUE))
                                .thenComparing(OfSchool::name))
                        .toList(),
                machines(schools),
                models(schools),
                found.at());
    }

    private static List<OfMachine> machines(List<Kept> schools) {
        return schools.stream()
                .flatMap(school -> school.worked().stream()
                        .map(machine -> new OfMachine(
                                machine.device(),
                                machine.name(),
                                machine.model(),
                                school.name(),
                                machine.interventions(),
                                machine.cost())))
                .sorted(Comparator.comparingInt(OfMachine::interventions)
                        .thenComparingLong(OfMachine::cost)
                        .reversed()
                        .thenComparing(OfMachine::name))
                .toList();
    }

    private static List<OfModel> models(List<Kept> schools) {
        Map<String, OfModel> models = new HashMap<>();
        for (Kept school : schools) {
            school.models()
                    .forEach((model, machines) ->
                            models.merge(model, new OfModel(model, machines, 0, 0), Figures::together));
            school.worked()
                    .forEach(machine -> models.merge(
                            machine.model(),
                            new OfModel(machine.model(), 0, machine.interventions(), machine.cost()),
                            Figures::together));
        }
        List<OfModel> sorted = new ArrayList<>(models.values());
        sorted.removeIf(model -> model.interventions() == 0);
        sorted.sort(Comparator.comparingInt(OfModel::interventions).reversed().thenComparing(OfModel::model));
        return List.copyOf(sorted);
    }

    private static OfModel together(OfModel one, OfModel two) {
        return new OfModel(
                one.model(),
                one.machines() + two.machines(),
                one.interventions() + two.interventions(),
                one.cost() + two.cost());
    }

    private synchronized Counted counted(Period period) {
        Instant now = clock.instant();
        Counted known = counted.get(period);
        if (known != null && known.at().plus(FRESH).isAfter(now)) {
            return known;
        }
        Counted fresh =
                new Counted(now, database.<List<Kept>, RuntimeException>read(handle -> count(handle, period, now)));
        counted.put(period, fresh);
        return fresh;
    }

    private List<Kept> count(Handle handle, Period period, Instant now) {
        Instant from = period.from(ZONE).minus(MARGIN);
        Instant to = period.to(ZONE).plus(MARGIN);
        Count count = new Count(calendar, period, now, table.schools(handle));
        List<FigureTable.Known> machines = table.machines(handle);
        count.machines(machines, table.down(handle, from, to));
        count.solved(table.solved(handle, from, to));
        count.done(table.done(handle, from, to), machines);
        return count.all();
    }
}
