package org.socle.fleet.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.SameSite;
import io.javalin.http.UnauthorizedResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.account.ApiTokens;
import org.socle.fleet.account.Sessions;
import org.socle.fleet.enrolment.EstApi;

/** Lets requests through that come from somebody signed in, or go where nobody has to be. */
final class Access {
    private static final String COOKIE = "socle_session";
    private static final String SESSION = "session";
    private static final String BEARER = "Bearer ";
    private static final String FORM_TOKEN = "form_token";
    private static final Set<String> OPEN =
            Set.of("/healthz", "/readyz", "/metrics", "/favicon.ico", "/api/v1/openapi.yaml");

    private final Sessions sessions;
    private final ApiTokens tokens;
    private final Set<String> openPages;

    Access(Sessions sessions, ApiTokens tokens, Set<String> openPages) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.openPages = openPages;
    }

    /** The secret of the visitor's session; null when he is not signed in. */
    static @Nullable String session(Context context) {
        return context.attribute(SESSION);
    }

    /** Runs before everything else. */
    void check(Context context) {
        String cookie = context.cookie(COOKIE);
        if (cookie != null && sessions.valid(cookie)) {
            context.attribute(SESSION, cookie);
            if (!context.method().name().equals("GET")
                    && !context.method().name().equals("HEAD")) {
                checkForm(context, cookie);
            }
            return;
        }
        String authorization = context.header("Authorization");
        boolean token = authorization != null
                && authorization.startsWith(BEARER)
                && tokens.valid(authorization.substring(BEARER.length()));
        if (!token && !open(context.path())) {
            throw new UnauthorizedResponse();
        }
    }

    private boolean open(String path) {
        return OPEN.contains(path)
                || openPages.contains(path)
                || EstApi.open(path)
                || path.startsWith("/sign-in/")
                || path.startsWith("/assets/");
    }

    private static void checkForm(Context context, String session) {
        String sent = context.formParam(FORM_TOKEN);
        if (!Sessions.formToken(session).equals(sent)) {
            throw new ForbiddenResponse();
        }
    }

    /** Signs the visitor in. */
    void begin(Context context) {
        context.cookie(cookie(sessions.create(), (int) Sessions.LENGTH.toSeconds()));
    }

    /** Signs the visitor out. */
    void end(Context context) {
        String session = session(context);
        if (session != null) {
            sessions.end(session);
        }
        context.cookie(cookie("", 0));
    }

    private static Cookie cookie(String value, int seconds) {
        Cookie cookie = new Cookie(COOKIE, value);
        cookie.setPath("/");
        cookie.setMaxAge(seconds);
        cookie.setHttpOnly(true);
        // Lax, not strict: the sign-in link is opened from a terminal or a message, and has to lead somewhere.
        cookie.setSameSite(SameSite.LAX);
        return cookie;
    }
}
