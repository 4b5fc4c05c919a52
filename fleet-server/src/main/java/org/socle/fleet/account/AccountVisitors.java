package org.socle.fleet.account;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Visitors;

/** People by their sessions, programs by their tokens. Thread-safe. */
public final class AccountVisitors implements Visitors {
    private final Sessions sessions;
    private final ApiTokens tokens;

    public AccountVisitors(Database database, Clock clock) {
        sessions = new Sessions(database, clock);
        tokens = new ApiTokens(database, clock);
    }

    @Override
    public Optional<Viewer> ofSession(String secret) {
        return sessions.viewer(secret);
    }

    @Override
    public Optional<Viewer> ofToken(String token) {
        return tokens.viewer(token);
    }

    @Override
    public String begin(long account, String browser) {
        return sessions.create(account, browser);
    }

    @Override
    public void end(String secret) {
        sessions.end(secret);
    }

    @Override
    public Duration length() {
        return Sessions.LENGTH;
    }
}
