package org.socle.fleet.account;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.fleet.access.Account;
import org.socle.fleet.access.Who;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.Subject;
import org.socle.fleet.store.Database;

/**
 * Writes down who failed to sign in, and from where: a line of the log in a form that fail2ban reads (docs/server.md), and an entry
 * of the audit log. Never what was typed: people type their password where the name belongs. Thread-safe.
 */
final class FailedSignIns {
    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
    private static final int MOST_ADDRESSES = 10_000;

    private final Database database;
    private final Audit audit;
    private final AccountTable table = new AccountTable();

    /** The audit log keeps everything for ever: of names that nobody has, one an hour for each address is enough. */
    private final Throttle strangers;

    private final Throttle allStrangers;

    FailedSignIns(Database database, Clock clock) {
        this.database = database;
        this.audit = new Audit(database, clock);
        this.strangers = new Throttle(1, Duration.ofHours(1), MOST_ADDRESSES, clock);
        this.allStrangers = new Throttle(100, Duration.ofMinutes(10), 1, clock);
    }

    /**
     * Tells of an attempt that failed.
     *
     * @param known whose account it was tried on; empty when nobody has that name
     * @param proof what was wrong: {@code password}, {@code totp}
     */
    void tell(Optional<Account> known, String proof, String address) {
        LOG.warn(
                "failed sign-in from {}: {}, {}",
                address,
                proof,
                known.map(each -> "account " + each.id()).orElse("no account"));
        if (known.isEmpty()
                && !(strangers.attempt(address).isZero()
                        && allStrangers.attempt("all").isZero())) {
            return;
        }
        database.writing(handle -> audit.record(
                handle,
                Who.SERVER,
                Action.SIGN_IN_FAILED,
                known.isPresent()
                        ? Subject.account(known.get().id(), known.get().name(), table.onlyPlace(handle, known.get()))
                        : Subject.server(),
                Map.of("proof", proof, "address", address)));
    }

    /** Tells of an attempt that came too soon after others and was not looked at. */
    void early(String address) {
        LOG.warn("failed sign-in from {}: too many attempts", address);
    }
}
