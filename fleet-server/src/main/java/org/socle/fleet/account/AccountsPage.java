package org.socle.fleet.account;

import io.javalin.http.Context;
import java.util.List;
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
import org.socle.fleet.web.Pager;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.Views;

/** Who has an account, and the form to invite somebody. */
public final class AccountsPage implements Page {
    private static final int SIZE = 25;

    private final Accounts accounts;
    private final Places places;
    private final Views views;
    private final String url;

    /**
     * The page.
     *
     * @param url where the pages are, for links to send
     */
    public AccountsPage(Accounts accounts, Places places, Views views, String url) {
        this.accounts = accounts;
        this.places = places;
        this.views = views;
        this.url = url;
    }

    /**
     * Content of the page.
     *
     * @param draft what the form holds
     * @param everything whether the viewer may let others see everything
     * @param link to send to somebody who has just been invited; empty otherwise
     * @param error why it was refused; empty when it was not
     */
    public record Content(
            List<Line> lines,
            Pager pager,
            List<Role> roles,
            RightsForm draft,
            String name,
            String email,
            boolean everything,
            String link,
            String error) {}

    /** One account in words. */
    public record Line(String href, String name, String what, String state) {}

    @Override
    public String path() {
        return "/accounts";
    }

    @Override
    public String menu() {
        return "menu.accounts";
    }

    @Override
    public Permission needs() {
        return Permission.MANAGE_ACCOUNTS;
    }

    @Override
    public List<Form> forms() {
        return List.of(new Form(path(), needs(), this::invite));
    }

    @Override
    public void show(Context context) {
        show(context, RightsForm.EMPTY, "", "", "", null);
    }

    private void show(
            Context context, RightsForm draft, String name, String email, String link, @Nullable Refusal refusal) {
        Viewer viewer = Access.viewer(context);
        int page = new Query(context).number("page", 1, 1, Pager.MOST);
        List<Accounts.Listed> all = accounts.list(viewer.scope());
        Frame frame = views.frame(context, "accounts.title", refusal);
        views.render(
                context,
                "accounts.jte",
                frame,
                new Content(
                        all.stream()
                                .skip((long) (page - 1) * SIZE)
                                .limit(SIZE)
                                .map(listed -> line(listed, frame))
                                .toList(),
                        Pager.of("/accounts?", page, all.size() > page * SIZE),
                        Role.ofPeople(),
                        draft,
                        name,
                        email,
                        viewer.scope().everything(),
                        link.isEmpty() ? "" : url + link,
                        frame.error(refusal)));
    }

    private static Line line(Accounts.Listed listed, Frame frame) {
        Account account = listed.account();
        return new Line(
                "/accounts/" + account.id(),
                account.name(),
                frame.text(
                        "accounts.what", frame.text("role." + account.role().word()), RightsForm.where(listed, frame)),
                state(account, frame));
    }

    /** What is special about an account; empty when nothing is. */
    static String state(Account account, Frame frame) {
        if (account.disabled() != null) {
            return frame.text("accounts.disabled");
        }
        return account.invited() ? frame.text("accounts.invited") : "";
    }

    private void invite(Context context) {
        Viewer viewer = Access.viewer(context);
        Fields fields = new Fields(context);
        RightsForm draft = RightsForm.read(fields);
        String name = fields.text("name");
        String email = fields.text("email");
        try {
            Accounts.Invited invited =
                    accounts.invite(viewer.who(), viewer.scope(), name, email, draft.rights(viewer.scope(), places));
            show(context, RightsForm.EMPTY, "", "", invited.path(), null);
        } catch (Refusal refusal) {
            show(context, draft, name, email, "", refusal);
        }
    }
}
