package org.socle.fleet.enrolment;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.socle.enrol.Keys;
import org.socle.fleet.trust.ServerTrust;

/** SQL of the table {@code certificate}. Stateless; every method works in the caller's transaction. */
final class CertificateTable {

    /**
     * How long a certificate is good after a newer one was used. A machine whose disk was rolled back has the old one again the next
     * morning, or after the holidays.
     */
    static final Duration GRACE = Duration.ofDays(60);

    /** Asked again sooner, a machine has not heard the answer. */
    private static final Duration ANSWER_LOST = Duration.ofHours(1);

    /** That it may be used: not taken away, and not followed by another one for long, unless it keeps coming back. */
    private static final String GOOD = "c.revoked IS NULL AND m.revoked IS NULL"
            + " AND (c.superseded IS NULL OR c.returned IS NOT NULL OR c.superseded > :graceFrom)";

    /**
     * A certificate that lets its machine in.
     *
     * @param supersedes whether there are older ones of the machine that are not known to be followed by this one
     * @param returns whether it comes back for the first time although a newer one was in use: its disk was rolled back
     */
    record Valid(long machine, UUID device, Instant issued, boolean supersedes, boolean returns) {}

    void add(Handle handle, X509Certificate certificate, long machine, int authority, Instant now) {
        handle.createUpdate("INSERT INTO certificate (serial, machine, key, authority, issued, expires)"
                        + " VALUES (:serial, :machine, :key, :authority, :now, :expires)")
                .bind("serial", serial(certificate))
                .bind("machine", machine)
                .bind("key", Keys.fingerprint(certificate.getPublicKey()))
                .bind("authority", authority)
                .bind("now", now.toEpochMilli())
                .bind("expires", certificate.getNotAfter().getTime())
                .execute();
    }

    /** What it may be used for now; empty when for nothing. */
    Optional<Valid> valid(Handle handle, X509Certificate certificate, Instant now) {
        return find(handle, certificate, now, "c.superseded IS NOT NULL", "c.expires > :now");
    }

    /**
     * Whether it may be renewed. One that keeps coming back may for a while after its end as well: the disk of its machine is rolled
     * back to it at each start, and nobody could give that machine another one for longer than a day.
     */
    Optional<Valid> renewable(Handle handle, X509Certificate certificate, Instant now) {
        return find(
                handle,
                certificate,
                now,
                "(c.superseded IS NOT NULL OR EXISTS (SELECT 1 FROM certificate newer WHERE newer.machine = c.machine"
                        + " AND newer.issued > c.issued AND newer.issued < :now - " + ANSWER_LOST.toMillis() + "))",
                "(c.expires > :now OR (c.returned IS NOT NULL AND c.expires > :now - " + ServerTrust.LATE.toMillis()
                        + "))");
    }

    private static Optional<Valid> find(
            Handle handle, X509Certificate certificate, Instant now, String followed, String inTime) {
        return handle.createQuery("SELECT c.machine, m.device, c.issued, EXISTS (SELECT 1 FROM certificate older"
                        + " WHERE older.machine = c.machine AND older.issued < c.issued AND older.revoked IS NULL"
                        + " AND older.superseded IS NULL) AS supersedes, c.returned IS NULL AND " + followed
                        + " AS returns FROM certificate c JOIN machine m ON m.id = c.machine"
                        + " WHERE c.serial = :serial AND c.key = :key AND " + GOOD + " AND " + inTime)
                .bind("serial", serial(certificate))
                .bind("key", Keys.fingerprint(certificate.getPublicKey()))
                .bind("now", now.toEpochMilli())
                .bind("graceFrom", now.minus(GRACE).toEpochMilli())
                .map((row, context) -> new Valid(
                        row.getLong("machine"),
                        UUID.fromString(row.getString("device")),
                        Instant.ofEpochMilli(row.getLong("issued")),
                        row.getBoolean("supersedes"),
                        row.getBoolean("returns")))
                .findOne();
    }

    /** Notes that the certificates of a machine that were issued before one are followed by it, which is in use. */
    void supersede(Handle handle, Valid newer, Instant now) {
        handle.createUpdate("UPDATE certificate SET superseded = :now"
                        + " WHERE machine = :machine AND superseded IS NULL AND issued < :before")
                .bind("now", now.toEpochMilli())
                .bind("machine", newer.machine())
                .bind("before", newer.issued().toEpochMilli())
                .execute();
    }

    /**
     * Notes that a certificate has come back.
     *
     * @return whether it is the first of its machine
     */
    boolean returned(Handle handle, X509Certificate certificate, Valid known, Instant now) {
        boolean first = handle.createQuery(
                        "SELECT count(*) FROM certificate WHERE machine = :machine AND returned IS NOT NULL")
                .bind("machine", known.machine())
                .mapTo(Integer.class)
                .one()
                .equals(0);
        handle.createUpdate("UPDATE certificate SET returned = :now WHERE serial = :serial")
                .bind("now", now.toEpochMilli())
                .bind("serial", serial(certificate))
                .execute();
        return first;
    }

    /** Revokes the certificates of a machine that were issued before a time. */
    int revoke(Handle handle, long machine, Instant issuedBefore, Instant now) {
        return handle.createUpdate("UPDATE certificate SET revoked = :now"
                        + " WHERE machine = :machine AND revoked IS NULL AND issued < :before")
                .bind("now", now.toEpochMilli())
                .bind("machine", machine)
                .bind("before", issuedBefore.toEpochMilli())
                .execute();
    }

    /** How many machines would be locked out if an authority were no longer trusted. */
    int relyingOn(Handle handle, int authority, Instant now) {
        return handle.createQuery(
                        "SELECT count(DISTINCT c.machine) FROM certificate c JOIN machine m ON m.id = c.machine"
                                + " WHERE c.authority = :authority AND c.revoked IS NULL AND c.expires > :now"
                                + " AND m.revoked IS NULL AND NOT EXISTS (SELECT 1 FROM certificate other"
                                + " WHERE other.machine = c.machine AND other.authority <> :authority"
                                + " AND other.revoked IS NULL AND other.expires > :now)")
                .bind("authority", authority)
                .bind("now", now.toEpochMilli())
                .mapTo(Integer.class)
                .one();
    }

    private static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }
}
