package org.socle.fleet.account;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Account;
import org.socle.fleet.access.Permission;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.Views;

/** Where an invited person chooses name and password. */
public final class JoinPage implements Page {
    private final Accounts accounts;
    private final SignIn signIn;
    private final Access access;
    private final Views views;

    public JoinPage(Accounts accounts, SignIn signIn, Access access, Views views) {
        this.accounts = accounts;
        this.signIn = signIn;
        this.access = access;
        this.views = views;
    }

    /** Content of the page. */
    public record Content(String path, String name, String role, String error) {}

    @Override
    public String path() {
        return "/join/{secret}";
    }

    @Override
    public Permission needs() {
        return Permission.ANYBODY;
    }

    @Override
    public List<Form> forms() {
        return List.of(new Form(path(), Permission.ANYBODY, this::join));
    }

    @Override
    public void show(Context context) {
        Account account = account(context);
        show(context, account, account.name(), null);
    }

    private Account account(Context context) {
        return accounts.invited(context.pathParam("secret")).orElseThrow(NotFoundResponse::new);
    }

    private void show(Context context, Account account, String name, @Nullable Refusal refusal) {
        String title = views.messages(context).text("join.title");
        Frame frame = views.openForm(
                        context,
                        refusal == null ? title : views.messages(context).text("error.prefix", title))
                .refused(refusal);
        if (refusal != null) {
            context.status(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        views.render(
                context,
                "join.jte",
                frame,
                new Content(
                        context.path(),
                        name,
                        frame.text("role." + account.role().word()),
                        frame.error(refusal)));
    }

    private void join(Context context) {
        Access.checkForm(context);
        Account account = account(context);
        Fields fields = new Fields(context);
        try {
            if (!fields.raw("password").equals(fields.raw("again"))) {
                throw new Refusal("password.refused.again");
            }
            Account joined = accounts.join(context.pathParam("secret"), fields.text("name"), fields.raw("password"));
            signIn.signedIn(joined, "link");
            access.begin(context, joined.id());
            context.redirect("/today", HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, account, fields.text("name"), refusal);
        }
    }
}
