package org.socle.fleet.enrolment;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.socle.enrol.Keys;

/** SQL of the table {@code certificate}. Stateless; every method works in the caller's transaction. */
final class CertificateTable {

    /**
     * A certificate that lets its machine in.
     *
     * @param superseded whether older ones of the same machine still would
     */
    record Valid(long machine, UUID device, Instant issued, boolean superseded) {}

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

    Optional<Valid> valid(Handle handle, X509Certificate certificate, Instant now) {
        return handle.createQuery("SELECT c.machine, m.device, c.issued, EXISTS (SELECT 1 FROM certificate older"
                        + " WHERE older.machine = c.machine AND older.issued < c.issued AND older.revoked IS NULL)"
                        + " AS superseded FROM certificate c JOIN machine m ON m.id = c.machine"
                        + " WHERE c.serial = :serial AND c.key = :key AND c.revoked IS NULL AND m.revoked IS NULL"
                        + " AND c.expires > :now")
                .bind("serial", serial(certificate))
                .bind("key", Keys.fingerprint(certificate.getPublicKey()))
                .bind("now", now.toEpochMilli())
                .map((row, context) -> new Valid(
                        row.getLong("machine"),
                        UUID.fromString(row.getString("device")),
                        Instant.ofEpochMilli(row.getLong("issued")),
                        row.getBoolean("superseded")))
                .findOne();
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
