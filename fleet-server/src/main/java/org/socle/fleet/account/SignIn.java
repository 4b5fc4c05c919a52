package org.socle.fleet.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.socle.enrol.Secret;
import org.socle.fleet.access.Account;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.Subject;
import org.socle.fleet.store.Database;

/** Finds out whether somebody is who he says, and slows down whoever guesses. Thread-safe. */
public final class SignIn {
    private static final Duration CODE_TIME = Duration.ofMinutes(5);
    private static final int MOST_WAITING = 1_000;
    private static final int MOST_KEYS = 10_000;

    private final Database database;
    private final Clock clock;
    private final TotpKey key;
    private final Audit audit;
    private final AccountTable table = new AccountTable();
    private final Throttle byAccount;
    private final Throttle byAddress;
    private final FailedSignIns failed;

    /** Who gave the right password and still has to give a code. */
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    private record Waiting(long account, Instant until) {}

    public SignIn(Database database, Clock clock, TotpKey key) {
        this.database = database;
        this.clock = clock;
        this.key = key;
        this.audit = new Audit(database, clock);
        this.failed = new FailedSignIns(database, clock);
        this.byAccount = new Throttle(4, Duration.ofMinutes(15), MOST_KEYS, clock);
        // A whole school may come from one address.
        this.byAddress = new Throttle(20, Duration.ofMinutes(15), MOST_KEYS, clock);
    }

    /**
     * What became of an attempt.
     *
     * @param account who is signed in now; null when nobody is
     * @param step to send back with the code of the second factor; empty when none is asked for
     * @param delay how long to wait before the next attempt; zero when there is no need
     */
    public record Outcome(@Nullable Account account, String step, Duration delay) {
        private static Outcome wrong() {
            return new Outcome(null, "", Duration.ZERO);
        }

        private static Outcome later(Duration wait) {
            return new Outcome(null, "", wait);
        }
    }

    /**
     * Tries a password. A name that nobody has takes as long, and waits as long, as one that somebody has.
     *
     * @param login name or e-mail address
     * @param address the client's
     */
    public Outcome password(String login, String password, String address) {
        Optional<Account> known = database.<Optional<Account>, RuntimeException>read(
                handle -> table.named(handle, login).filter(account -> account.disabled() == null));
        // By account, since it may be named in two ways.
        String name = known.map(account -> "account " + account.id())
                .orElseGet(() -> "name " + login.strip().toLowerCase(Locale.ROOT));
        Optional<Duration> wait = wait(name, address);
        if (wait.isPresent()) {
            failed.early(address);
            return Outcome.later(wait.get());
        }
        String phc = known.map(account -> secrets(account).password()).orElse(null);
        if (!Passwords.matches(phc, password) || known.isEmpty()) {
            failed.tell(known, "password", address);
            return Outcome.wrong();
        }
        Account account = known.get();
        byAccount.succeeded(name);
        byAddress.forgive(address(address));
        return account.hasTotp()
                ? new Outcome(null, begin(account), Duration.ZERO)
                : new Outcome(signedIn(account, "password"), "", Duration.ZERO);
    }

    /**
     * Tries the code of a second factor, or a recovery code.
     *
     * @param step from the password's outcome
     */
    public Outcome code(String step, String code, String address) {
        Optional<Account> known = waiting(step);
        if (known.isEmpty()) {
            return Outcome.wrong();
        }
        Account account = known.get();
        String name = "code " + account.id();
        Optional<Duration> wait = wait(name, address);
        if (wait.isPresent()) {
            failed.early(address);
            return new Outcome(null, step, wait.get());
        }
        boolean good = database.<Boolean, RuntimeException>write(handle -> {
            String sealed = table.secrets(handle, account.id()).totp();
            Optional<String> secret = sealed == null ? Optional.empty() : key.open(sealed, account.id());
            OptionalLong now = secret.isEmpty() ? OptionalLong.empty() : Totp.step(secret.get(), code, clock.instant());
            return now.isPresent()
                    ? table.useStep(handle, account.id(), now.getAsLong())
                    : table.useRecoveryCode(handle, account.id(), Secret.hash(Totp.plain(code)));
        });
        if (!good) {
            failed.tell(known, "totp", address);
            return new Outcome(null, step, Duration.ZERO);
        }
        byAccount.succeeded(name);
        byAddress.forgive(address(address));
        end(step);
        return new Outcome(signedIn(account, "totp"), "", Duration.ZERO);
    }

    /** Writes down that somebody is signed in, by whatever proof. */
    public Account signedIn(Account account, String proof) {
        database.writing(handle -> audit.record(
                handle,
                Credentials.himself(account),
                Action.SIGNED_IN,
                Subject.account(account.id(), account.name(), table.onlyPlace(handle, account)),
                Map.of("proof", proof)));
        return account;
    }

    private AccountTable.Secrets secrets(Account account) {
        return database.<AccountTable.Secrets, RuntimeException>read(handle -> table.secrets(handle, account.id()));
    }

    private Optional<Duration> wait(String name, String address) {
        Duration wait = byAddress.attempt(address(address));
        if (wait.isZero()) {
            wait = byAccount.attempt(name);
        }
        return wait.isZero() ? Optional.empty() : Optional.of(wait);
    }

    /** Of an IPv6 address the first half: the other is the client's own to choose. */
    static String address(String address) {
        String[] parts = address.split(":");
        return parts.length <= 4 ? address : String.join(":", parts[0], parts[1], parts[2], parts[3]);
    }

    private synchronized String begin(Account account) {
        Iterator<Waiting> oldest = waiting.values().iterator();
        while (oldest.hasNext()
                && (oldest.next().until().isBefore(clock.instant()) || waiting.size() >= MOST_WAITING)) {
            oldest.remove();
        }
        String step = Secret.random();
        waiting.put(Secret.hash(step), new Waiting(account.id(), clock.instant().plus(CODE_TIME)));
        return step;
    }

    private synchronized void end(String step) {
        waiting.remove(Secret.hash(step));
    }

    private Optional<Account> waiting(String step) {
        Waiting found;
        synchronized (this) {
            found = waiting.get(Secret.hash(step));
        }
        if (found == null || found.until().isBefore(clock.instant())) {
            return Optional.empty();
        }
        return database.<Optional<Account>, RuntimeException>read(
                handle -> table.find(handle, found.account()).filter(account -> account.disabled() == null));
    }
}
