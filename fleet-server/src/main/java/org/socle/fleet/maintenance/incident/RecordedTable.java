package org.socle.fleet.maintenance.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.socle.fleet.device.Status;
import org.socle.fleet.maintenance.Reach;

/**
 * Trouble that is in what the server itself keeps of a machine, not in its readings: a clone, a certificate that nobody renews, an agent
 * of an older version, a school's line that has become slow. A new one is one line of {@link #ALL}. Only machines that were heard of in the last 30 days count.
 */
final class RecordedTable {
    static final String CLONE = "clone";
    static final String CERTIFICATE = "certificate_expiring";
    static final String AGENT = "agent_outdated";
    static final String LINE = "line_slow";

    /** A test of the school's line, from the newest on. */
    private static final String TESTS =
            " FROM speed_test WHERE speed_test.school = line.school ORDER BY at DESC LIMIT ";

    /**
     * The machine that tested last in schools whose two newest tests were both slower than half of what the twenty before gave on
     * average; five of those are needed. One slow test is somebody's download. The limits are ours.
     */
    private static final String SLOW = "machine.id IN (SELECT (SELECT machine" + TESTS + "1) FROM speed_line AS line"
            + " WHERE (SELECT count(*) FROM (SELECT 1" + TESTS + "20 OFFSET 2)) >= 5"
            + " AND (SELECT max(down) FROM (SELECT down" + TESTS + "2))"
            + " < 0.5 * (SELECT avg(down) FROM (SELECT down" + TESTS + "20 OFFSET 2)))";

    private static final Duration ALIVE = Duration.ofDays(30);

    /** A new server finds all agents old: they get this time to follow it. */
    private static final Duration UPGRADE = Duration.ofDays(7);

    /** An agent renews after two thirds of a year: a month before the end it has failed for three. */
    private static final Duration NOTICE = Duration.ofDays(30);

    /**
     * One kind of trouble.
     *
     * @param condition on a row of {@code machine}; may use {@code :soon}, and {@code :older} for the versions below the server's
     */
    private record Kind(String cause, Reach reach, String condition) {}

    private static final List<Kind> ALL = List.of(
            new Kind(CLONE, Reach.MACHINE, "clone_of IS NOT NULL"),
            new Kind(
                    CERTIFICATE,
                    Reach.MACHINE,
                    "(SELECT max(expires) FROM certificate WHERE certificate.machine = machine.id"
                            + " AND certificate.revoked IS NULL) <= :soon"),
            new Kind(AGENT, Reach.SCHOOL, "agent_version IN (SELECT value FROM json_each(:older))"),
            new Kind(LINE, Reach.SCHOOL, SLOW));

    static final Set<String> CAUSES = ALL.stream().map(Kind::cause).collect(Collectors.toUnmodifiableSet());

    private final Version own;

    /** @param own the server's version, which is the one that its agents should have */
    RecordedTable(Version own) {
        this.own = own;
    }

    /** How far a kind of trouble reaches. */
    static Reach reach(String cause) {
        return ALL.stream()
                .filter(kind -> kind.cause().equals(cause))
                .map(Kind::reach)
                .findFirst()
                .orElse(Reach.MACHINE);
    }

    /** All that there is now. */
    List<Newcomer> now(Handle handle, Instant now) {
        String older = known(handle, now.minus(UPGRADE)) ? older(handle) : "[]";
        return ALL.stream()
                .flatMap(kind -> of(handle, kind, older, now).stream())
                .toList();
    }

    /** Whether the server has had its version since a moment. */
    private boolean known(Handle handle, Instant since) {
        return handle.createQuery(
                        "SELECT EXISTS (SELECT 1 FROM server_version WHERE version = :own AND since <= :since)")
                .bind("own", own.toString())
                .bind("since", since.toEpochMilli())
                .mapTo(Boolean.class)
                .one();
    }

    /** Keeps since when the server has its version. */
    void learn(Handle handle, Instant now) {
        handle.createUpdate("INSERT INTO server_version (version, since) VALUES (:own, :now) ON CONFLICT DO NOTHING")
                .bind("own", own.toString())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** Versions of agents below the server's, as JSON. */
    private String older(Handle handle) {
        return handle
                .createQuery("SELECT DISTINCT agent_version FROM machine WHERE agent_version IS NOT NULL")
                .mapTo(String.class)
                .stream()
                .filter(version -> Version.of(version).filter(own::newerThan).isPresent())
                .map(version -> '"' + version + '"')
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static List<Newcomer> of(Handle handle, Kind kind, String older, Instant now) {
        var query = handle.createQuery("SELECT machine.id, coalesce(" + SeenTable.SCHOOL + ", 0) AS school FROM machine"
                + " LEFT JOIN place ON place.id = machine.place"
                + " WHERE machine.revoked IS NULL AND last_seen >= :alive AND " + kind.condition());
        query.bind("alive", now.minus(ALIVE).toEpochMilli());
        if (kind.condition().contains(":soon")) {
            query.bind("soon", now.plus(NOTICE).toEpochMilli());
        }
        if (kind.condition().contains(":older")) {
            query.bind("older", older);
        }
        return query.map((row, context) -> new Newcomer(
                        row.getLong("id"), row.getLong("school"), kind.cause(), 0, Status.WATCH, now, now, now))
                .list();
    }
}
