package org.socle.fleet.account;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.Views;

/** One's second factor: a picture to scan, a code to show that it worked, codes to keep. */
public final class TotpPage implements Page {
    private final Credentials credentials;
    private final Views views;

    public TotpPage(Credentials credentials, Views views) {
        this.credentials = credentials;
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param setup what to scan; null when there is a second factor already
     * @param codes recovery codes that have just been made; empty otherwise
     * @param error why something was refused; empty when nothing was
     */
    public record Content(Credentials.@Nullable Setup setup, List<String> codes, String error) {}

    @Override
    public String path() {
        return "/account/totp";
    }

    @Override
    public Permission needs() {
        return Permission.OWN_ACCOUNT;
    }

    @Override
    public List<Form> forms() {
        return List.of(
                new Form(path(), needs(), this::enable), new Form("/account/totp/disable", needs(), this::disable));
    }

    @Override
    public void show(Context context) {
        show(context, "", List.of(), null);
    }

    private void show(Context context, String secret, List<String> codes, @Nullable Refusal refusal) {
        Viewer viewer = Access.viewer(context);
        Frame frame = views.frame(context, "totp.title", refusal);
        boolean there = credentials.own(viewer).hasTotp();
        context.header("Cache-Control", "no-store");
        views.render(
                context,
                "totp.jte",
                frame,
                new Content(there ? null : credentials.setup(viewer, secret), codes, frame.error(refusal)));
    }

    private void enable(Context context) {
        Fields fields = new Fields(context);
        String secret = fields.text("secret");
        try {
            show(context, "", credentials.enable(Access.viewer(context), secret, fields.text("code")), null);
        } catch (Refusal refusal) {
            show(context, secret, List.of(), refusal);
        }
    }

    private void disable(Context context) {
        try {
            credentials.disable(Access.viewer(context), new Fields(context).raw("password"));
            context.redirect("/account", HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, "", List.of(), refusal);
        }
    }
}
