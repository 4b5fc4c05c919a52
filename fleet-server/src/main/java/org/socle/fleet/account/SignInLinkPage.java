package org.socle.fleet.account;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import org.socle.fleet.access.Account;
import org.socle.fleet.access.Permission;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Views;

/**
 * Where a sign-in link leads: a page with one button. Opening it uses nothing up, since programs that look for danger in
 * messages, or draw previews, open every link they see.
 */
public final class SignInLinkPage implements Page {
    private final SignInLinks links;
    private final SignIn signIn;
    private final Access access;
    private final Views views;

    public SignInLinkPage(SignInLinks links, SignIn signIn, Access access, Views views) {
        this.links = links;
        this.signIn = signIn;
        this.access = access;
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param path where its form is sent to
     * @param name of the account that is signed in
     */
    public record Content(String path, String name) {}

    @Override
    public String path() {
        return "/sign-in/{secret}";
    }

    @Override
    public Permission needs() {
        return Permission.ANYBODY;
    }

    @Override
    public List<Form> forms() {
        return List.of(new Form(path(), Permission.ANYBODY, this::use));
    }

    @Override
    public void show(Context context) {
        Account account = links.find(context.pathParam("secret")).orElseThrow(NotFoundResponse::new);
        views.render(
                context,
                "sign-in-link.jte",
                views.openForm(context, views.messages(context).text("signin.title")),
                new Content(context.path(), account.name()));
    }

    private void use(Context context) {
        Access.checkForm(context);
        Account account = links.use(context.pathParam("secret")).orElseThrow(NotFoundResponse::new);
        access.begin(context, signIn.signedIn(account, "link").id());
        context.redirect("/today", HttpStatus.SEE_OTHER);
    }
}
