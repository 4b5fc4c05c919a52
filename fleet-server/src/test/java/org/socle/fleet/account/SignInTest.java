package org.socle.fleet.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.socle.fleet.access.Account;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.access.Who;
import org.socle.fleet.app.MovableClock;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.AuditFilter;
import org.socle.fleet.audit.Entry;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Messages;
import org.socle.fleet.web.Refusal;

class SignInTest {
    private static final String PASSWORD = "tracteur violet sous la pluie";
    private static final String HERE = "192.0.2.1";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final Database database;
    private final Accounts accounts;
    private final Credentials credentials;
    private final Sessions sessions;
    private final SignIn signIn;
    private Account marie;
    private Viewer viewer;

    SignInTest(@TempDir Path directory) {
        database = Database.open(directory);
        accounts = new Accounts(database, clock);
        TotpKey key = TotpKey.in(directory);
        credentials = new Credentials(database, clock, key);
        sessions = new Sessions(database, clock);
        signIn = new SignIn(database, clock, key);
    }

    @BeforeEach
    void invite() {
        Accounts.Invited invited = accounts.invite(
                Who.cli("root"),
                Scope.EVERYTHING,
                "Marie Roy",
                "marie@example.org",
                new Accounts.Rights(Role.TECHNICIAN, true, List.of()));
        marie = accounts.join(invited.path().substring(6), "Marie Roy", PASSWORD);
        viewer = sessions.viewer(sessions.create(marie.id(), "")).orElseThrow();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static void refused(String reason, Runnable change) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(change::run)
                .satisfies(refusal -> assertThat(refusal.in(Messages.ENGLISH)).isEqualTo(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Marie Roy", " marie roy ", "MARIE@example.org"})
    void nameAndAddressBothSignIn(String login) {
        assertThat(signIn.password(login, PASSWORD, HERE).account()).isEqualTo(marie);
    }

    @ParameterizedTest
    @CsvSource({
        "Marie Roy, Tracteur violet sous la pluie",
        "Marie Roy, ''",
        "nobody, tracteur violet sous la pluie",
        "'', ''",
        "%, x"
    })
    void nothingElseDoes(String login, String password) {
        SignIn.Outcome outcome = signIn.password(login, password, HERE);

        assertThat(outcome.account()).isNull();
        assertThat(outcome.step()).isEmpty();
    }

    @Test
    void anUnknownNameTakesAsLongAsAKnownOne() {
        long known = Long.MAX_VALUE;
        long unknown = Long.MAX_VALUE;
        // In turns, so that whatever else the machine does meets both.
        for (int i = 0; i < 20; i++) {
            clock.forward(Duration.ofHours(1));
            known = Math.min(known, nanos("Marie Roy"));
            unknown = Math.min(unknown, nanos("nobody"));
        }
        assertThat((double) unknown / known).isBetween(0.6, 1.7);
    }

    private long nanos(String login) {
        long start = System.nanoTime();
        assertThat(signIn.password(login, "wrong wrong wrong", HERE).delay()).isZero();
        return System.nanoTime() - start;
    }

    @Test
    void guessingGetsSlowerAndSlowerAndEndsWithTheRightPassword() {
        for (int i = 0; i < 4; i++) {
            assertThat(signIn.password("Marie Roy", "wrong", HERE).delay()).isZero();
        }
        assertThat(signIn.password("marie@example.org", PASSWORD, HERE).delay())
                .as("the right one has to wait too, by whatever name")
                .isEqualTo(Duration.ofSeconds(2));
        clock.forward(Duration.ofSeconds(2));
        assertThat(signIn.password("Marie Roy", "wrong", HERE).delay()).isZero();
        assertThat(signIn.password("Marie Roy", "wrong", HERE).delay()).isEqualTo(Duration.ofSeconds(4));
        clock.forward(Duration.ofSeconds(4));
        assertThat(signIn.password("Marie Roy", PASSWORD, HERE).account()).isEqualTo(marie);
        assertThat(signIn.password("Marie Roy", "wrong", HERE).delay()).isZero();
        assertThat(signIn.password("Marie Roy", "wrong", HERE).delay()).isZero();
    }

    @Test
    void oneAddressCannotTryEverybody() {
        for (int i = 0; i < 20; i++) {
            assertThat(signIn.password("nobody" + i, "wrong", "2001:db8:1:2::" + i)
                            .delay())
                    .isZero();
        }
        // An account of his own is no way to start afresh.
        assertThat(signIn.password("Marie Roy", PASSWORD, "2001:db8:1:2::99").delay())
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(signIn.password("Marie Roy", PASSWORD, "2001:db8:1:3::1").account())
                .isEqualTo(marie);
    }

    @Test
    void manyAttemptsAtOnceAreNoWayAround() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<SignIn.Outcome>> attempts = Stream.generate(
                            () -> (Callable<SignIn.Outcome>) () -> signIn.password("Marie Roy", "wrong", HERE))
                    .limit(50)
                    .toList();
            long tried = threads.invokeAll(attempts).stream()
                    .filter(outcome -> value(outcome).delay().isZero())
                    .count();
            assertThat(tried).isEqualTo(4);
        } finally {
            threads.shutdownNow();
        }
    }

    private static SignIn.Outcome value(Future<SignIn.Outcome> outcome) {
        try {
            return outcome.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theThrottleForgetsNobodyAndStaysSmall() {
        Throttle throttle = new Throttle(2, Duration.ofMinutes(15), 100, clock);
        throttle.attempt("victim");
        throttle.attempt("victim");
        for (int i = 0; i < 5_000; i++) {
            throttle.attempt("flood " + i);
        }
        assertThat(throttle.size()).isLessThanOrEqualTo(164);
        assertThat(throttle.attempt("victim")).isEqualTo(Duration.ofSeconds(2));
        for (int i = 0; i < 30; i++) {
            clock.forward(Duration.ofMinutes(15));
            throttle.attempt("victim");
        }
        assertThat(throttle.attempt("victim")).isEqualTo(Duration.ofMinutes(15));
        clock.forward(Duration.ofMinutes(31));
        assertThat(throttle.attempt("victim")).isZero();
    }

    @Test
    void aSecondFactorIsAskedForAndItsCodeWorksOnce() {
        Credentials.Setup setup = credentials.setup(viewer);
        refused(
                "This code is wrong. Look at the phone’s time.",
                () -> credentials.enable(viewer, setup.secret(), "000000"));
        List<String> recovery = credentials.enable(viewer, setup.secret(), Totp.code(setup.secret(), clock.instant()));
        assertThat(recovery).hasSize(8).allMatch(code -> code.matches("[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}"));

        SignIn.Outcome password = signIn.password("Marie Roy", PASSWORD, HERE);
        assertThat(password.account()).isNull();
        assertThat(password.step()).isNotEmpty();
        assertThat(signIn.code(password.step(), Totp.code(setup.secret(), clock.instant()), HERE)
                        .account())
                .as("the code that set it up has been used")
                .isNull();
        clock.forward(Duration.ofSeconds(30));
        String code = Totp.code(setup.secret(), clock.instant());
        assertThat(signIn.code("guessed", code, HERE).account()).isNull();
        assertThat(signIn.code(password.step(), code, HERE).account()).isNotNull();
        assertThat(signIn.code(password.step(), code, HERE).account()).isNull();
        SignIn.Outcome again = signIn.password("Marie Roy", PASSWORD, HERE);
        assertThat(signIn.code(again.step(), code, HERE).account())
                .as("replayed")
                .isNull();

        String one = recovery.get(0).toUpperCase(Locale.ROOT).replace("-", " ");
        assertThat(signIn.code(again.step(), one, HERE).account()).isNotNull();
        assertThat(credentials.recoveryCodes(viewer)).isEqualTo(7);
        SignIn.Outcome third = signIn.password("Marie Roy", PASSWORD, HERE);
        assertThat(signIn.code(third.step(), one, HERE).account()).as("used up").isNull();
        clock.forward(Duration.ofMinutes(6));
        assertThat(signIn.code(third.step(), recovery.get(1), HERE).account())
                .as("too late")
                .isNull();
    }

    @Test
    void codesCannotBeTriedOut() {
        Credentials.Setup setup = credentials.setup(viewer);
        credentials.enable(viewer, setup.secret(), Totp.code(setup.secret(), clock.instant()));
        String step = signIn.password("Marie Roy", PASSWORD, HERE).step();
        for (int i = 0; i < 4; i++) {
            assertThat(signIn.code(step, "00000" + i, HERE).delay()).isZero();
        }
        assertThat(signIn.code(step, "000009", HERE).delay()).isEqualTo(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @CsvSource({"59, 287082", "1111111109, 081804", "1234567890, 005924", "20000000000, 353130"})
    void codesAreThoseOfTheStandard(long seconds, String code) {
        // RFC 6238, appendix B: the last six of its eight digits, for the secret 12345678901234567890.
        assertThat(Totp.code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Instant.ofEpochSecond(seconds)))
                .isEqualTo(code);
    }

    @Test
    void passwordsAreKeptAsArgon2idWithItsParameters() {
        String phc = Passwords.hash(PASSWORD);

        assertThat(phc).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(Passwords.hash(PASSWORD)).isNotEqualTo(phc);
        assertThat(Passwords.matches(phc, PASSWORD)).isTrue();
        assertThat(Passwords.matches(phc, PASSWORD + " ")).isFalse();
        assertThat(Passwords.matches(null, "")).isFalse();
        // Made by the reference implementation: argon2 somesalt -id -t 2 -m 16 -p 1 for "password".
        assertThat(Passwords.matches(
                        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                        "password"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "court, This password is too short: at least 12 characters are needed.",
        "motdepasse12, This password is too easy to guess. Add words that have nothing to do with each other.",
        "aaaaaaaaaaaaaaaa, This password is too easy to guess. Add words that have nothing to do with each other.",
        "123456789012, This password is too easy to guess. Add words that have nothing to do with each other.",
        "password1234, This password is too easy to guess. Add words that have nothing to do with each other.",
        "marieroymarie, This password is too easy to guess. Add words that have nothing to do with each other.",
    })
    void weakPasswordsAreRefused(String password, String reason) {
        refused(reason, () -> credentials.password(viewer, PASSWORD, password));
        assertThat(signIn.password("Marie Roy", PASSWORD, HERE).account()).isNotNull();
    }

    @Test
    void anotherPasswordEndsTheOtherSessions() {
        String other = sessions.create(marie.id(), "Mozilla/5.0 (X11; Linux) Gecko/20100101 Firefox/140.0");
        assertThat(sessions.of(marie.id()))
                .extracting(Sessions.Session::browser)
                .contains("Firefox", "");

        refused("The current password is not right.", () -> credentials.password(viewer, "wrong", PASSWORD + "!"));
        credentials.password(viewer, PASSWORD, "girafe mauve en hiver");

        assertThat(sessions.viewer(other)).isEmpty();
        assertThat(sessions.viewer(viewer.session())).isPresent();
        assertThat(signIn.password("Marie Roy", PASSWORD, HERE).account()).isNull();
        assertThat(signIn.password("Marie Roy", "girafe mauve en hiver", HERE).account())
                .isNotNull();
    }

    @Test
    void aDisabledAccountIsShutOutAtOnce() {
        String token = new ApiTokens(database, clock).create(viewer, "reader", null, null);
        Viewer admin =
                new Viewer(null, "root", Role.ADMINISTRATOR, Scope.EVERYTHING, Role.ADMINISTRATOR.permissions(), null);

        accounts.disable(admin, marie.id(), true);
        assertThat(sessions.viewer(viewer.session())).isEmpty();
        assertThat(new ApiTokens(database, clock).viewer(token)).isEmpty();
        assertThat(signIn.password("Marie Roy", PASSWORD, HERE).account()).isNull();
        accounts.disable(admin, marie.id(), false);
        assertThat(signIn.password("Marie Roy", PASSWORD, HERE).account()).isNotNull();
    }

    @Test
    void anInvitationWorksOnceAndNotForEver() {
        Accounts.Invited paul = accounts.invite(
                Who.cli("root"), Scope.EVERYTHING, "Paul", "", new Accounts.Rights(Role.SCHOOL, true, List.of()));
        String secret = paul.path().substring(6);
        refused("An account already is called “marie roy”.", () -> accounts.join(secret, "marie roy", PASSWORD));
        assertThat(accounts.join(secret, "Paul Bac", PASSWORD).name()).isEqualTo("Paul Bac");
        refused(
                "This link has been used or is too old. Ask for another one.",
                () -> accounts.join(secret, "Paul Bac", PASSWORD));

        String late = accounts.reset(
                        Who.cli("root"), Scope.EVERYTHING, paul.account().id())
                .path()
                .substring(6);
        assertThat(signIn.password("Paul Bac", PASSWORD, HERE).account())
                .as("reset")
                .isNull();
        clock.forward(Accounts.LINK_VALIDITY);
        assertThat(accounts.invited(late)).isEmpty();
    }

    @Test
    void theServersOwnTokenEndsAndIsSeenByAdministratorsOnly() {
        ApiTokens tokens = new ApiTokens(database, clock);
        String first = tokens.create("quickstart");
        String second = tokens.create("quickstart");
        assertThat(tokens.valid(first)).as("replaced").isFalse();
        assertThat(tokens.valid(second)).isTrue();

        assertThat(tokens.ofServer(viewer)).as("a technician").isEmpty();
        Accounts.Invited invited = accounts.invite(
                Who.cli("root"),
                Scope.EVERYTHING,
                "Anne",
                "",
                new Accounts.Rights(Role.ADMINISTRATOR, true, List.of()));
        Account anne = accounts.join(invited.path().substring(6), "Anne", PASSWORD);
        Viewer administrator = sessions.viewer(sessions.create(anne.id(), "")).orElseThrow();
        ApiTokens.Token own = tokens.ofServer(administrator).get(0);
        assertThat(own.name()).isEqualTo("quickstart");
        assertThat(own.expires()).isEqualTo(clock.instant().plus(Duration.ofDays(30)));

        tokens.revoke(viewer, own.id());
        assertThat(tokens.valid(second)).as("not the technician’s to revoke").isTrue();
        clock.forward(Duration.ofDays(30));
        assertThat(tokens.valid(second)).as("over").isFalse();
        String third = tokens.create("quickstart");
        tokens.revoke(administrator, own.id());
        assertThat(tokens.valid(third)).as("revoked").isFalse();
    }

    @Test
    void nothingSecretIsStored() {
        String session = String.valueOf(viewer.session());
        Credentials.Setup setup = credentials.setup(viewer);
        List<String> recovery = credentials.enable(viewer, setup.secret(), Totp.code(setup.secret(), clock.instant()));
        String token = new ApiTokens(database, clock).create(viewer, "reader", null, null);

        String stored = database.<String, RuntimeException>read(
                handle -> Stream.of("session", "account", "api_token", "recovery_code", "audit", "invitation")
                        .flatMap(table -> handle.createQuery("SELECT * FROM " + table).mapToMap().list().stream())
                        .map(Object::toString)
                        .reduce("", String::concat));
        assertThat(stored)
                .contains("Marie Roy")
                .doesNotContain(session, token, PASSWORD, setup.secret(), Totp.plain(recovery.get(0)));
        assertThat(stored).doesNotContain(recovery.get(0));
    }

    @Test
    void whatHappenedIsInTheLog() {
        signIn.password("Marie Roy", PASSWORD, HERE);

        assertThat(new Audit(database, clock).list(Scope.EVERYTHING, AuditFilter.NONE, 1, 10))
                .extracting(Entry::action)
                .containsExactly(Action.SIGNED_IN, Action.ACCOUNT_JOINED, Action.ACCOUNT_INVITED);
    }
}
