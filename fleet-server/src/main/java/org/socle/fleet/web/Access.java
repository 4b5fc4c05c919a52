package org.socle.fleet.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.SameSite;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.security.RouteRole;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.socle.enrol.Secret;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Viewer;

/**
 * Finds out who asks, and lets through who may. A route without a {@link Permission} lets nobody through; a form without its
 * token neither.
 */
public final class Access {
    private static final String COOKIE = "socle_session";
    private static final String FORM_COOKIE = "socle_form";
    private static final String TLS_PREFIX = "__Host-";
    private static final String SECURE = "secure";
    private static final String VIEWER = "viewer";
    private static final String BEARER = "Bearer ";
    private static final String FORM_TOKEN = "form_token";
    private static final String FORM_SECRET = "form_secret";
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final Visitors visitors;
    private final boolean behindTls;

    /**
     * Tells visitors apart.
     *
     * @param behindTls whether people reach the pages over the TLS of a reverse proxy
     */
    public Access(Visitors visitors, boolean behindTls) {
        this.visitors = visitors;
        this.behindTls = behindTls;
    }

    /**
     * Who asks. Every query a page makes takes his scope.
     *
     * @throws UnauthorizedResponse when nobody is signed in
     */
    public static Viewer viewer(Context context) {
        return found(context).orElseThrow(UnauthorizedResponse::new);
    }

    /** Who asks; empty when nobody is signed in. */
    static Optional<Viewer> found(Context context) {
        return Optional.ofNullable(context.attribute(VIEWER));
    }

    /** Finds out how the request came; runs before everything else, since names of cookies depend on it. */
    void arrive(Context context) {
        context.attribute(SECURE, context.req().isSecure() || behindTls && proxied(context));
    }

    /**
     * Whether the reverse proxy on this machine says that it got the request over TLS. Without its word the request may be of
     * a browser on this machine, which would not keep a cookie marked as secure; from elsewhere its word could be anybody's.
     */
    private static boolean proxied(Context context) {
        return "https".equalsIgnoreCase(context.header("X-Forwarded-Proto"))
                && ClientAddress.isLoopback(context.req().getRemoteAddr());
    }

    /** Finds out who asks; runs before everything else. */
    void identify(Context context) {
        String cookie = context.cookie(name(COOKIE, context));
        String authorization = context.header("Authorization");
        Optional<Viewer> viewer = cookie == null ? Optional.empty() : visitors.ofSession(cookie);
        if (viewer.isEmpty() && authorization != null && authorization.startsWith(BEARER)) {
            viewer = visitors.ofToken(authorization.substring(BEARER.length()));
        }
        viewer.ifPresent(found -> context.attribute(VIEWER, found));
    }

    /** Lets through who may; runs before every route. */
    void check(Context context) {
        Set<RouteRole> needed = context.routeRoles();
        Optional<Viewer> viewer = found(context);
        if (!needed.contains(Permission.ANYBODY)) {
            if (viewer.isEmpty()) {
                throw new UnauthorizedResponse();
            }
            if (needed.stream()
                    .noneMatch(role -> role instanceof Permission permission
                            && viewer.get().may(permission))) {
                throw new ForbiddenResponse();
            }
        }
        String session = viewer.map(Viewer::session).orElse(null);
        if (session != null && !READING.contains(context.method().name())) {
            requireToken(context, formToken(session));
        }
    }

    /**
     * Makes sure that a form sent by somebody who is not signed in is ours.
     *
     * @throws ForbiddenResponse when it is not
     */
    public static void checkForm(Context context) {
        if (found(context).isEmpty()) {
            String secret = context.cookie(name(FORM_COOKIE, context));
            if (secret == null) {
                throw new ForbiddenResponse();
            }
            requireToken(context, formToken(secret));
        }
    }

    private static void requireToken(Context context, String expected) {
        String sent = context.formParam(FORM_TOKEN);
        if (sent == null
                || !MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8))) {
            throw new ForbiddenResponse();
        }
    }

    /** What the forms of a page have to send back; for somebody who is not signed in it goes with a cookie of its own. */
    static String formToken(Context context) {
        return found(context)
                .map(Viewer::session)
                .map(Access::formToken)
                .orElseGet(() -> formToken(formSecret(context)));
    }

    /** What a form of this session has to send back, so that no other site can send it. */
    public static String formToken(String secret) {
        return Secret.hash("form:" + secret);
    }

    /** A secret that only this browser has while nobody is signed in to it. */
    public static String browser(Context context) {
        return formSecret(context);
    }

    private static String formSecret(Context context) {
        String known = context.cookie(name(FORM_COOKIE, context));
        String made = context.attribute(FORM_SECRET);
        if (known != null && known.length() > 20) {
            return known;
        }
        if (made == null) {
            made = Secret.random();
            context.attribute(FORM_SECRET, made);
            context.cookie(cookie(FORM_COOKIE, made, -1, context));
        }
        return made;
    }

    /** Signs an account in; whoever was signed in before in this browser no longer is. */
    public void begin(Context context, long account) {
        end(context);
        String browser = context.userAgent();
        String secret = visitors.begin(account, browser == null ? "" : browser);
        context.cookie(cookie(COOKIE, secret, (int) visitors.length().toSeconds(), context));
    }

    /** Signs the visitor out. */
    void end(Context context) {
        String session = context.cookie(name(COOKIE, context));
        if (session != null) {
            visitors.end(session);
            context.cookie(cookie(COOKIE, "", 0, context));
        }
    }

    /** Whether the request came over TLS, the server's own or that of the reverse proxy before it. */
    static boolean secure(Context context) {
        return Boolean.TRUE.equals(context.attribute(SECURE));
    }

    /** With the prefix, no other host and no plain page can set it. */
    private static String name(String cookie, Context context) {
        return secure(context) ? TLS_PREFIX + cookie : cookie;
    }

    private static Cookie cookie(String name, String value, int seconds, Context context) {
        Cookie cookie = new Cookie(name(name, context), value);
        cookie.setPath("/");
        cookie.setMaxAge(seconds);
        cookie.setHttpOnly(true);
        cookie.setSecure(secure(context));
        // Lax, not strict: the sign-in link is opened from a terminal or a message, and has to lead somewhere.
        cookie.setSameSite(SameSite.LAX);
        return cookie;
    }
}
