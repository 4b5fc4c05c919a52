package org.socle.fleet.reading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.contract.ContractException;
import org.socle.contract.Pack;
import org.socle.contract.catalogue.Machine;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.senml.SenmlFormat;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.ScopeSql;

/** SQL of packs, latest values and roll-ups. Stateless; every method works in the caller's transaction. */
public final class ReadingTable implements ReadingStore {
    private static final Logger LOG = LoggerFactory.getLogger(ReadingTable.class);

    @Override
    public boolean add(Handle handle, long machine, Pack pack, Instant packTime, Instant received) {
        long at = packTime.toEpochMilli();
        int inserted = handle.createUpdate("INSERT INTO pack (machine, at, origin, received, body)"
                        + " VALUES (:machine, :at, :origin, :received, :body) ON CONFLICT DO NOTHING")
                .bind("machine", machine)
                .bind("at", at)
                .bind("origin", pack.sequence().orElse(-at))
                .bind("received", received.toEpochMilli())
                .bind("body", pack.at(0).encode(SenmlFormat.CBOR))
                .execute();
        return inserted == 1;
    }

    @Override
    public Snapshot latest(Handle handle, long machine) {
        return latest(handle, Scope.EVERYTHING, machine);
    }

    Snapshot latest(Handle handle, Scope scope, long machine) {
        return ScopeSql.bind(
                        handle.createQuery("SELECT body FROM latest WHERE machine = :machine AND "
                                + ScopeSql.machine(scope, ":machine")),
                        scope)
                .bind("machine", machine)
                .mapTo(byte[].class)
                .findOne()
                .map(body -> decoded(machine, body))
                .orElse(Snapshot.EMPTY);
    }

    /** What cannot be read is as good as nothing: the machine's next complete report replaces it, and no other waits for that. */
    private static Snapshot decoded(long machine, byte[] body) {
        try {
            return Snapshot.decode(body);
        } catch (ContractException e) {
            LOG.error("the latest values of machine {} cannot be read, and are left out", machine, e);
            return Snapshot.EMPTY;
        }
    }

    @Override
    public void latest(Handle handle, long machine, Snapshot snapshot) {
        handle.createUpdate("INSERT INTO latest (machine, body) VALUES (:machine, :body)"
                        + " ON CONFLICT (machine) DO UPDATE SET body = excluded.body")
                .bind("machine", machine)
                .bind("body", snapshot.encode())
                .execute();
    }

    @Override
    public void rollUp(Handle handle, long machine, Collection<Reading> readings) {
        for (Step step : RollUpTable.NAMES.keySet()) {
            Map<RollUp.Key, RollUp> taken = new LinkedHashMap<>();
            for (Reading reading : readings) {
                if (reading.resource().numeric()) {
                    RollUp.Key key = new RollUp.Key(reading.resource(), reading.instance(), start(reading, step));
                    taken.computeIfAbsent(key, each -> new RollUp()).add(reading);
                }
            }
            try (RollUpTable table = new RollUpTable(handle, step)) {
                taken.forEach(
                        (key, rollUp) -> table.add(machine, key.resource().key(), key.instance(), key.at(), rollUp));
            }
        }
    }

    /** The beginning of the hour or day a reading falls in, in ms since 1970. */
    static long start(Reading reading, Step step) {
        return start(reading.at(), step).toEpochMilli();
    }

    private static Instant start(Instant at, Step step) {
        return at.truncatedTo(step == Step.DAY ? ChronoUnit.DAYS : ChronoUnit.HOURS);
    }

    /**
     * The history of one numeric resource in one instance, oldest first, at most {@link #Readings.MAX_POINTS} points.
     *
     * @param from first instant included
     * @param to first instant excluded
     */
    public List<Point> history(
            Handle handle,
            Scope scope,
            long machine,
            Resource resource,
            int instance,
            Instant from,
            Instant to,
            Step step) {
        return step == Step.RAW
                ? raw(handle, scope, machine, resource, instance, from, to)
                : rolledUp(handle, scope, machine, resource, instance, from, to, step);
    }

    private static List<Point> rolledUp(
            Handle handle,
            Scope scope,
            long machine,
            Resource resource,
            int instance,
            Instant from,
            Instant to,
            Step step) {
        List<Point> newestFirst = ScopeSql.bind(
                        handle.createQuery("SELECT at, n, sum, min, max, last FROM " + RollUpTable.NAMES.get(step)
                                + " WHERE machine = :machine AND key = :key AND instance = :instance"
                                + " AND at >= :from AND at < :to AND " + RollUpTable.NUMBERS + " AND "
                                + ScopeSql.machine(scope, ":machine") + " ORDER BY at DESC LIMIT :limit"),
                        scope)
                .bind("machine", machine)
                .bind("key", resource.key())
                .bind("instance", instance)
                .bind("from", start(from, step).toEpochMilli())
                .bind("to", to.toEpochMilli())
                .bind("limit", Readings.MAX_POINTS)
                .map((row, context) -> point(row))
                .list();
        return newestFirst.stream().sorted(Comparator.comparing(Point::at)).toList();
    }

    private static List<Point> raw(
            Handle handle, Scope scope, long machine, Resource resource, int instance, Instant from, Instant to) {
        List<Point> points = new ArrayList<>();
        // A pack holds readings up to one sending interval older than itself; a day covers the longest one allowed.
        ScopeSql.bind(
                        handle.createQuery(
                                "SELECT at, body FROM pack WHERE machine = :machine AND at >= :from AND at < :to"
                                        + " AND " + ScopeSql.machine(scope, ":machine")
                                        + " ORDER BY at DESC LIMIT :limit"),
                        scope)
                .bind("machine", machine)
                .bind("from", from.toEpochMilli())
                .bind("to", to.plus(1, ChronoUnit.DAYS).toEpochMilli())
                .bind("limit", Readings.MAX_POINTS)
                .map((row, context) -> readings(machine, row.getBytes("body"), Instant.ofEpochMilli(row.getLong("at"))))
                .forEach(readings -> readings.stream()
                        .filter(reading -> reading.resource() == resource && reading.instance() == instance)
                        .filter(reading ->
                                !reading.at().isBefore(from) && reading.at().isBefore(to))
                        .map(ReadingTable::point)
                        .forEach(points::add));
        points.sort(Comparator.comparing(Point::at));
        return points.subList(Math.max(0, points.size() - Readings.MAX_POINTS), points.size());
    }

    /** A pack that cannot be read is left out: the others are no worse for it. */
    private static List<Reading> readings(long machine, byte[] body, Instant at) {
        try {
            return Pack.stored(body, SenmlFormat.CBOR)
                    .map(pack -> Snapshot.readingsOf(pack, at))
                    .orElse(List.of());
        } catch (ContractException e) {
            LOG.error("the pack of {} of machine {} cannot be read, and is left out", at, machine, e);
            return List.of();
        }
    }

    /** On which days (UTC) since {@code from} each of these machines reported. Machines that never did are missing. */
    Map<Long, Set<Instant>> daysHeard(Handle handle, Scope scope, Collection<Long> machines, Instant from) {
        Map<Long, Set<Instant>> days = new HashMap<>();
        if (machines.isEmpty()) {
            return days;
        }
        // Every full snapshot has the uptime, and there is at least one a day: its roll-up tells the days.
        ScopeSql.bind(
                        handle.createQuery(
                                "SELECT machine, at FROM rollup_day WHERE machine IN (<machines>) AND key = :key"
                                        + " AND instance = 0 AND at >= :from AND "
                                        + ScopeSql.machines(scope, "+machine")),
                        scope)
                .bindList("machines", machines)
                .bind("key", Machine.UPTIME.key())
                .bind("from", start(from, Step.DAY).toEpochMilli())
                .map((row, context) -> Map.entry(row.getLong("machine"), Instant.ofEpochMilli(row.getLong("at"))))
                .forEach(entry -> days.computeIfAbsent(entry.getKey(), machine -> new HashSet<>())
                        .add(entry.getValue()));
        return days;
    }

    /** Numbers of machines that have packs or latest values, ascending, from the first one above {@code after}. */
    List<Long> machinesAfter(Handle handle, long after, int most) {
        return handle.createQuery("SELECT machine FROM latest WHERE machine > :after ORDER BY machine LIMIT :most")
                .bind("after", after)
                .bind("most", most)
                .mapTo(Long.class)
                .list();
    }

    /**
     * Deletes packs and hourly roll-ups that are too old. A pack that arrived late stays as long as one that did not:
     * it may still be delivered again.
     *
     * @return how many rows
     */
    int forget(Handle handle, Collection<Long> machines, Instant packsBefore, Instant hoursBefore) {
        int deleted = 0;
        for (long machine : machines) {
            deleted += handle.createUpdate(
                            "DELETE FROM pack WHERE machine = :machine AND at < :before AND received < :before")
                    .bind("machine", machine)
                    .bind("before", packsBefore.toEpochMilli())
                    .execute();
            deleted += handle.createUpdate("DELETE FROM rollup_hour WHERE machine = :machine AND at < :before")
                    .bind("machine", machine)
                    .bind("before", hoursBefore.toEpochMilli())
                    .execute();
        }
        return deleted;
    }

    private static Point point(Reading reading) {
        double value = ((Number) reading.value()).doubleValue();
        return new Point(reading.at(), 1, value, value, value, value);
    }

    private static Point point(ResultSet row) throws SQLException {
        int n = row.getInt("n");
        return new Point(
                Instant.ofEpochMilli(row.getLong("at")),
                n,
                row.getDouble("min"),
                row.getDouble("sum") / n,
                row.getDouble("max"),
                row.getDouble("last"));
    }
}
