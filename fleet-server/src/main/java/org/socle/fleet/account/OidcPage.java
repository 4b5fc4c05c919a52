package org.socle.fleet.account;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.function.Consumer;
import org.socle.fleet.access.Account;
import org.socle.fleet.access.Permission;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Query;

/** The way to whoever else vouches for people, and the way back. Shows nothing itself. */
public final class OidcPage {
    private final Oidc oidc;
    private final SignIn signIn;
    private final Access access;

    public OidcPage(Oidc oidc, SignIn signIn, Access access) {
        this.oidc = oidc;
        this.signIn = signIn;
        this.access = access;
    }

    /** Both as pages of their own. */
    public List<Page> pages() {
        return List.of(new Redirect("/oidc/start", this::start), new Redirect("/oidc/callback", this::finish));
    }

    private record Redirect(String path, Consumer<Context> go) implements Page {
        @Override
        public Permission needs() {
            return Permission.ANYBODY;
        }

        @Override
        public void show(Context context) {
            go.accept(context);
        }
    }

    private void start(Context context) {
        context.redirect(oidc.start(Access.browser(context)).toString(), HttpStatus.SEE_OTHER);
    }

    private void finish(Context context) {
        Query query = new Query(context);
        Account account = oidc.finish(Access.browser(context), query.text("state"), query.text("code"));
        access.begin(context, signIn.signedIn(account, "oidc").id());
        context.redirect("/today", HttpStatus.SEE_OTHER);
    }
}
