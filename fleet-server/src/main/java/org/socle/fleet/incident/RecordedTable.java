package org.socle.fleet.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.Reach;
import org.socle.fleet.finding.Threshold;
import org.socle.fleet.machine.Status;

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

    private static final String USUAL = "(SELECT down" + TESTS + "20 OFFSET 2)";

    private static final String DAY = "86400000.0";

    private static final Duration ALIVE = Duration.ofDays(30);

    /**
     * One kind of trouble.
     *
     * @param query columns {@code machine} and {@code measure}: a number of each machine that may have it. May use {@code :now}, {@code
     *     :mine} for since when the server has its version and {@code :older} for the versions below it
     * @param threshold what the number is held against; null where any number is trouble
     * @param from whether trouble is from that limit on; else up to it
     */
    private record Kind(
            String cause,
            Reach reach,
            String query,
            @Nullable Threshold threshold,
            boolean from) {
        boolean is(double measure, Limits limits) {
            return threshold == null || (from ? measure >= limits.of(threshold) : measure <= limits.of(threshold));
        }
    }

    private static final List<Kind> ALL = List.of(
            new Kind(
                    CLONE,
                    Reach.MACHINE,
                    "SELECT id AS machine, 1 AS measure FROM machine WHERE clone_of IS NOT NULL",
                    null,
                    true),
            // Days until its end; of those that are far from it there is nothing to say, whatever the limit.
            new Kind(
                    CERTIFICATE,
                    Reach.MACHINE,
                    "SELECT machine, (max(expires) - :now) / " + DAY + " AS measure FROM certificate"
                            + " WHERE revoked IS NULL GROUP BY machine HAVING max(expires) <= :now + "
                            + Threshold.CERTIFICATE_NOTICE.most() + " * " + DAY,
                    Threshold.CERTIFICATE_NOTICE,
                    false),
            // Days for which it could have followed: a new server finds all agents old.
            new Kind(
                    AGENT,
                    Reach.SCHOOL,
                    "SELECT id AS machine, (:now - :mine) / " + DAY + " AS measure FROM machine"
                            + " WHERE agent_version IN (SELECT value FROM json_each(:older))",
                    Threshold.AGENT_BEHIND,
                    true),
            // The faster of a line's two newest tests in percent of what the twenty before gave on average, at the
            // machine that tested
            // last; five of those are needed. One slow test is somebody's download.
            new Kind(
                    LINE,
                    Reach.SCHOOL,
                    "SELECT (SELECT machine" + TESTS + "1) AS machine, 100.0 * (SELECT max(down) FROM (SELECT down"
                            + TESTS + "2)) / (SELECT avg(down) FROM " + USUAL + ") AS measure FROM speed_line AS line"
                            + " WHERE (SELECT count(*) FROM " + USUAL + ") >= 5",
                    Threshold.LINE_SLOW,
                    false));

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

    /**
     * All that there is now.
     *
     * @param limits those that hold in a place, whose number is null for nowhere
     */
    List<Newcomer> now(Handle handle, Function<@Nullable Long, Limits> limits, Instant now) {
        long mine = since(handle).orElse(now.toEpochMilli());
        String older = older(handle);
        return ALL.stream()
                .flatMap(kind -> of(handle, kind, limits, mine, older, now).stream())
                .toList();
    }

    /** Since when the server has its version. */
    private Optional<Long> since(Handle handle) {
        return handle.createQuery("SELECT since FROM server_version WHERE version = :own")
                .bind("own", own.toString())
                .mapTo(Long.class)
                .findOne();
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

    private record Measured(Newcomer newcomer, double value) {}

    private static List<Newcomer> of(
            Handle handle, Kind kind, Function<@Nullable Long, Limits> limits, long mine, String older, Instant now) {
        var query = handle.createQuery("SELECT machine.id, machine.place, coalesce(" + SeenTable.SCHOOL
                + ", 0) AS school, min(measure) AS measure FROM (" + kind.query() + ") AS found"
                + " JOIN machine ON machine.id = found.machine LEFT JOIN place ON place.id = machine.place"
                + " WHERE machine.revoked IS NULL AND last_seen >= :alive GROUP BY machine.id"
                + " HAVING min(measure) IS NOT NULL");
        query.bind("alive", now.minus(ALIVE).toEpochMilli());
        if (kind.query().contains(":now")) {
            query.bind("now", now.toEpochMilli());
        }
        if (kind.query().contains(":older")) {
            query.bind("older", older).bind("mine", mine);
        }
        return query
                .map((row, context) -> new Measured(
                        new Newcomer(
                                row.getLong("id"),
                                row.getLong("school"),
                                row.getObject("place") == null ? null : row.getLong("place"),
                                kind.cause(),
                                0,
                                Status.WATCH,
                                now,
                                now,
                                now),
                        row.getDouble("measure")))
                .list()
                .stream()
                .filter(each ->
                        kind.is(each.value(), limits.apply(each.newcomer().place())))
                .map(Measured::newcomer)
                .toList();
    }
}
