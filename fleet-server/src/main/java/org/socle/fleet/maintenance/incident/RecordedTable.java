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
 * of an older version. A new one is one line of {@link #ALL}. Only machines that were heard of in the last 30 days count.
 */
final class RecordedTable {
    static final String CLONE = "clone";
    static final String CERTIFICATE = "certificate_expiring";
    static final String AGENT = "agent_outdated";

    private static final Duration ALIVE = Duration.ofDays(30);

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
            new Kind(AGENT, Reach.SCHOOL, "agent_version IN (SELECT value FROM json_each(:older))"));

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
        String older = handle
                .createQuery("SELECT DISTINCT agent_version FROM machine WHERE agent_version IS NOT NULL")
                .mapTo(String.class)
                .stream()
                .filter(version -> Version.of(version).filter(own::newerThan).isPresent())
                .map(version -> '"' + version + '"')
                .collect(Collectors.joining(",", "[", "]"));
        return ALL.stream()
                .flatMap(kind -> of(handle, kind, older, now).stream())
                .toList();
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
        return query.map((row, context) ->
                        new Newcomer(row.getLong("id"), row.getLong("school"), kind.cause(), 0, Status.WATCH, now, now))
                .list();
    }
}
