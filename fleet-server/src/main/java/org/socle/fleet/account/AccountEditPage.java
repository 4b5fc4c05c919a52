package org.socle.fleet.account;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Account;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.Views;

/** Somebody else's account: what it may do and where, a new link for it, its end. */
public final class AccountEditPage implements Page {
    private final Accounts accounts;
    private final Places places;
    private final Views views;
    private final String url;

    /**
     * The page.
     *
     * @param url where the pages are, for links to send
     */
    public AccountEditPage(Accounts accounts, Places places, Views views, String url) {
        this.accounts = accounts;
        this.places = places;
        this.views = views;
        this.url = url;
    }

    /**
     * Content of the page.
     *
     * @param where what it sees, in words
     * @param own whether it is the viewer's own, which somebody else has to change
     * @param link to send to its person; empty unless there is a new one
     * @param error why something was refused; empty when nothing was
     */
    public record Content(
            Account account,
            String where,
            String state,
            List<Role> roles,
            RightsForm draft,
            boolean everything,
            boolean own,
            String link,
            String error) {}

    @Override
    public String path() {
        return "/accounts/{id}";
    }

    @Override
    public Permission needs() {
        return Permission.MANAGE_ACCOUNTS;
    }

    @Override
    public List<Form> forms() {
        return List.of(
                new Form(path(), needs(), this::change),
                new Form(path() + "/disable", needs(), context -> disable(context, true)),
                new Form(path() + "/enable", needs(), context -> disable(context, false)),
                new Form(path() + "/reset", needs(), this::reset));
    }

    @Override
    public void show(Context context) {
        show(context, null, "", null);
    }

    private Accounts.Listed listed(Context context) {
        String id = context.pathParam("id");
        Optional<Accounts.Listed> found = id.matches("\\d{1,18}")
                ? accounts.find(Access.viewer(context).scope(), Long.parseLong(id))
                : Optional.empty();
        return found.orElseThrow(() -> new NotFoundResponse("there is no account '" + id + "'"));
    }

    private void show(Context context, @Nullable RightsForm draft, String link, @Nullable Refusal refusal) {
        Viewer viewer = Access.viewer(context);
        Accounts.Listed listed = listed(context);
        Account account = listed.account();
        Frame frame = views.named(context, account.name(), refusal);
        views.render(
                context,
                "account-edit.jte",
                frame,
                new Content(
                        account,
                        RightsForm.where(listed, frame),
                        AccountsPage.state(account, frame),
                        Role.ofPeople(),
                        draft == null ? RightsForm.of(listed) : draft,
                        viewer.scope().everything(),
                        Long.valueOf(account.id()).equals(viewer.account()),
                        link.isEmpty() ? "" : url + link,
                        frame.error(refusal)));
    }

    private void change(Context context) {
        Viewer viewer = Access.viewer(context);
        Account account = listed(context).account();
        RightsForm draft = RightsForm.read(new Fields(context));
        try {
            accounts.change(viewer, account.id(), draft.rights(viewer.scope(), places));
            context.redirect("/accounts/" + account.id(), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, draft, "", refusal);
        }
    }

    private void disable(Context context, boolean disabled) {
        Account account = listed(context).account();
        try {
            accounts.disable(Access.viewer(context), account.id(), disabled);
            context.redirect("/accounts/" + account.id(), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, null, "", refusal);
        }
    }

    private void reset(Context context) {
        Viewer viewer = Access.viewer(context);
        Account account = listed(context).account();
        Accounts.Invited invited = accounts.reset(viewer.who(), viewer.scope(), account.id());
        show(context, null, invited.path(), null);
    }
}
