package org.socle.fleet.enrolment;

import java.time.Clock;
import org.socle.fleet.store.Database;

/** How many machines rely on a certificate authority. Thread-safe. */
public final class Relying {
    private final Database database;
    private final Clock clock;
    private final CertificateTable table = new CertificateTable();

    public Relying(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The machines that would be locked out if an authority were no longer trusted. */
    public int on(int authority) {
        return database.<Integer, RuntimeException>read(handle -> table.relyingOn(handle, authority, clock.instant()));
    }
}
