package org.socle.fleet.account;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import org.socle.fleet.access.Account;
import org.socle.fleet.access.Permission;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.ClientAddress;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.Views;

/** Name and password, then the code of the second factor where there is one. */
public final class SignInPage implements Page {
    private final SignIn signIn;
    private final Access access;
    private final boolean oidc;
    private final Views views;

    /**
     * The page.
     *
     * @param oidc whether somebody else may vouch for people
     */
    public SignInPage(SignIn signIn, Access access, boolean oidc, Views views) {
        this.signIn = signIn;
        this.access = access;
        this.oidc = oidc;
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param login what was typed
     * @param step sent back with a code; empty when name and password are asked for
     * @param error why nobody is signed in yet; empty at first
     */
    public record Content(String login, String step, boolean oidc, String error) {}

    @Override
    public String path() {
        return "/sign-in";
    }

    @Override
    public Permission needs() {
        return Permission.ANYBODY;
    }

    @Override
    public List<Form> forms() {
        return List.of(
                new Form(path(), Permission.ANYBODY, this::password),
                new Form("/sign-in/code", Permission.ANYBODY, this::code));
    }

    @Override
    public void show(Context context) {
        show(context, "", "", "");
    }

    private void show(Context context, String login, String step, String error) {
        String title = views.messages(context).text("signin.title");
        Frame frame = views.openForm(
                context, error.isEmpty() ? title : views.messages(context).text("error.prefix", title));
        views.render(context, "sign-in.jte", frame, new Content(login, step, oidc, error));
    }

    private void password(Context context) {
        Access.checkForm(context);
        Fields fields = new Fields(context);
        String login = fields.text("login");
        answer(
                context,
                login,
                "signin.wrong",
                signIn.password(login, fields.raw("password"), ClientAddress.of(context)));
    }

    private void code(Context context) {
        Access.checkForm(context);
        Fields fields = new Fields(context);
        answer(
                context,
                "",
                "signin.code.wrong",
                signIn.code(fields.text("step"), fields.text("code"), ClientAddress.of(context)));
    }

    private void answer(Context context, String login, String wrong, SignIn.Outcome outcome) {
        Account account = outcome.account();
        if (account != null) {
            access.begin(context, account.id());
            context.redirect("/today", HttpStatus.SEE_OTHER);
            return;
        }
        if (!outcome.delay().isZero()) {
            context.status(HttpStatus.TOO_MANY_REQUESTS);
            context.header("Retry-After", Long.toString(outcome.delay().toSeconds() + 1));
            show(
                    context,
                    login,
                    outcome.step(),
                    new Refusal(
                                    "signin.later",
                                    views.format(context)
                                            .duration(outcome.delay().plusSeconds(1)))
                            .in(views.messages(context)));
            return;
        }
        boolean asksForCode = wrong.equals("signin.wrong") && !outcome.step().isEmpty();
        context.status(asksForCode ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        show(
                context,
                login,
                outcome.step(),
                asksForCode ? "" : views.messages(context).text(wrong));
    }
}
