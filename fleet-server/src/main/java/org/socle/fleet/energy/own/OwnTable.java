package org.socle.fleet.energy.own;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.ScopeSql;

/** SQL of the tables {@code own_*}. Stateless; works in the caller's transaction. */
final class OwnTable {

    /** Adds what the agents of a place took. */
    void addAgents(Handle handle, AgentCount.Key key, AgentCount.Taken taken) {
        handle.createUpdate("INSERT INTO own_agent (place, month, seconds, energy)"
                        + " VALUES (:place, :month, :seconds, :energy) ON CONFLICT (place, month) DO UPDATE SET"
                        + " seconds = seconds + excluded.seconds, energy = energy + excluded.energy")
                .bind("place", key.place())
                .bind("month", key.month().toEpochDay())
                .bind("seconds", taken.seconds())
                .bind("energy", taken.wattHours())
                .execute();
    }

    /** Adds what the server took; the machines of the day are those that are let in now. */
    void addServer(Handle handle, LocalDate day, double seconds, long served, long taken) {
        handle.createUpdate("INSERT INTO own_server (day, seconds, served, taken, machines)"
                        + " VALUES (:day, :seconds, :served, :taken,"
                        + " (SELECT count(*) FROM machine WHERE revoked IS NULL)) ON CONFLICT (day) DO UPDATE SET"
                        + " seconds = seconds + excluded.seconds, served = served + excluded.served,"
                        + " taken = taken + excluded.taken, machines = excluded.machines")
                .bind("day", day.toEpochDay())
                .bind("seconds", seconds)
                .bind("served", served)
                .bind("taken", taken)
                .execute();
    }

    /** What agents took where they are seen. */
    Map<AgentCount.Key, AgentCount.Taken> agents(Handle handle, Scope scope, LocalDate first, LocalDate end) {
        Map<AgentCount.Key, AgentCount.Taken> taken = new HashMap<>();
        ScopeSql.bind(
                        handle.createQuery("SELECT place, month, seconds, energy FROM own_agent"
                                + " WHERE month >= :first AND month < :end AND "
                                + ScopeSql.placed(scope, "own_agent.place")),
                        scope)
                .bind("first", first.toEpochDay())
                .bind("end", end.toEpochDay())
                .map((row, context) -> Map.entry(
                        new AgentCount.Key(row.getLong("place"), LocalDate.ofEpochDay(row.getLong("month"))),
                        new AgentCount.Taken(row.getDouble("seconds"), row.getDouble("energy"))))
                .forEach(entry -> taken.put(entry.getKey(), entry.getValue()));
        return taken;
    }

    /** What the server took, day by day. */
    List<ServerDay> server(Handle handle, LocalDate first, LocalDate end) {
        return handle.createQuery("SELECT * FROM own_server WHERE day >= :first AND day < :end ORDER BY day")
                .bind("first", first.toEpochDay())
                .bind("end", end.toEpochDay())
                .map((row, context) -> new ServerDay(
                        LocalDate.ofEpochDay(row.getLong("day")),
                        row.getDouble("seconds"),
                        row.getLong("served"),
                        row.getLong("taken"),
                        row.getInt("machines")))
                .list();
    }
}
