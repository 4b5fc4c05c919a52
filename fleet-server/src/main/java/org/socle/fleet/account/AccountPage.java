package org.socle.fleet.account;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.enrol.Secret;
import org.socle.fleet.access.Account;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.Views;

/** One's own account: password, second factor, sessions, API tokens. */
public final class AccountPage implements Page {
    private static final int MOST_SESSIONS = 10;
    private static final List<Integer> DAYS = List.of(30, 90, 365);

    private final Credentials credentials;
    private final Sessions sessions;
    private final ApiTokens tokens;
    private final Places places;
    private final Views views;
    private final Clock clock;

    public AccountPage(
            Credentials credentials, Sessions sessions, ApiTokens tokens, Places places, Views views, Clock clock) {
        this.credentials = credentials;
        this.sessions = sessions;
        this.tokens = tokens;
        this.places = places;
        this.views = views;
        this.clock = clock;
    }

    /**
     * Content of the page.
     *
     * @param role in words
     * @param recoveryCodes how many are left
     * @param more sessions that are not listed
     * @param tokens one's own, then the server's for who looks after all accounts
     * @param days how long a token may last
     * @param secret of a token that has just been made; empty otherwise
     * @param done what has just been done, in words; empty otherwise
     * @param error why something was refused; empty when nothing was
     */
    public record Content(
            Account account,
            String role,
            int recoveryCodes,
            List<SessionLine> sessions,
            int more,
            List<TokenLine> tokens,
            List<Integer> days,
            String secret,
            String done,
            String error) {}

    /** One session in words. */
    public record SessionLine(String browser, String used, boolean here) {}

    /** One token in words. */
    public record TokenLine(long id, String name, String what) {}

    @Override
    public String path() {
        return "/account";
    }

    @Override
    public Permission needs() {
        return Permission.OWN_ACCOUNT;
    }

    @Override
    public List<Form> forms() {
        return List.of(
                new Form("/account/password", needs(), this::password),
                new Form("/account/sign-out", needs(), this::signOut),
                new Form("/account/tokens", needs(), this::createToken),
                new Form("/account/tokens/{token}/revoke", needs(), this::revokeToken));
    }

    @Override
    public void show(Context context) {
        show(context, "", "", null);
    }

    private void show(Context context, String secret, String done, @Nullable Refusal refusal) {
        Viewer viewer = Access.viewer(context);
        Account account = credentials.own(viewer);
        Frame frame = views.frame(context, "account.title", refusal);
        List<Sessions.Session> all = sessions.of(account.id());
        String here = Secret.hash(String.valueOf(viewer.session()));
        views.render(
                context,
                "account.jte",
                frame,
                new Content(
                        account,
                        frame.text("role." + account.role().word()),
                        account.hasTotp() ? credentials.recoveryCodes(viewer) : 0,
                        all.stream()
                                .limit(MOST_SESSIONS)
                                .map(session -> new SessionLine(
                                        session.browser().isEmpty()
                                                ? frame.text("account.session.unknown")
                                                : session.browser(),
                                        frame.format().ago(session.lastUsed()),
                                        session.hash().equals(here)))
                                .toList(),
                        Math.max(0, all.size() - MOST_SESSIONS),
                        Stream.concat(
                                        tokens.of(account.id()).stream()
                                                .map(token -> line(token, sees(token, frame), frame)),
                                        tokens.ofServer(viewer).stream()
                                                .map(token -> line(token, frame.text("token.server"), frame)))
                                .toList(),
                        DAYS,
                        secret,
                        done.isEmpty() ? "" : frame.text(done),
                        frame.error(refusal)));
    }

    private static String sees(ApiTokens.Token token, Frame frame) {
        String place = token.place();
        return place == null ? frame.text("token.all") : place;
    }

    private TokenLine line(ApiTokens.Token token, String sees, Frame frame) {
        Instant expires = token.expires();
        String what = frame.text(
                "token.what",
                sees,
                expires == null
                        ? frame.text("token.forever")
                        : expires.isBefore(clock.instant())
                                ? frame.text("token.over")
                                : frame.text("token.until", frame.format().dateTime(expires)));
        return new TokenLine(token.id(), token.name(), what);
    }

    private void password(Context context) {
        Fields fields = new Fields(context);
        try {
            if (!fields.raw("password").equals(fields.raw("again"))) {
                throw new Refusal("password.refused.again");
            }
            credentials.password(Access.viewer(context), fields.raw("current"), fields.raw("password"));
            show(context, "", "account.password.done", null);
        } catch (Refusal refusal) {
            show(context, "", "", refusal);
        }
    }

    private void signOut(Context context) {
        credentials.signOutEverywhere(Access.viewer(context));
        show(context, "", "account.signout.done", null);
    }

    private void createToken(Context context) {
        Viewer viewer = Access.viewer(context);
        Fields fields = new Fields(context);
        try {
            String asked = fields.text("place");
            Long place = asked.isEmpty()
                    ? null
                    : (Long) places.named(viewer.scope(), asked)
                            .map(Place::id)
                            .orElseThrow(() -> new Refusal("token.refused.place", asked));
            int days = IntStream.range(0, DAYS.size())
                    .map(DAYS::get)
                    .filter(each -> Integer.toString(each).equals(fields.text("days")))
                    .findFirst()
                    .orElse(DAYS.get(0));
            String secret = tokens.create(
                    viewer, fields.text("name"), place, clock.instant().plus(Duration.ofDays(days)));
            show(context, secret, "", null);
        } catch (Refusal refusal) {
            show(context, "", "", refusal);
        }
    }

    private void revokeToken(Context context) {
        String id = context.pathParam("token");
        if (id.matches("\\d{1,18}")) {
            tokens.revoke(Access.viewer(context), Long.parseLong(id));
        }
        context.redirect(path(), HttpStatus.SEE_OTHER);
    }
}
