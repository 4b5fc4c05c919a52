package org.socle.fleet.audit;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Scope;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.CsvKind;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Pager;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Url;
import org.socle.fleet.web.Views;

/** Who did what, newest first; search, filter, export. */
public final class AuditPage implements Page {
    private static final int SIZE = 25;

    private final Audit audit;
    private final Views views;

    public AuditPage(Audit audit, Views views) {
        this.audit = audit;
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param text what was searched for
     * @param exports addresses of the same entries as CSV
     */
    public record Content(
            String text,
            List<Choice> actions,
            boolean filtered,
            List<AuditLine> lines,
            Pager pager,
            List<Export> exports) {}

    /** One action to filter by. */
    public record Choice(String word, String label, boolean current) {}

    /** One way to take the entries away. */
    public record Export(String href, String label) {}

    @Override
    public String path() {
        return "/audit";
    }

    @Override
    public String menu() {
        return "menu.audit";
    }

    @Override
    public Permission needs() {
        return Permission.READ_AUDIT;
    }

    @Override
    public void show(Context context) {
        Query query = new Query(context);
        AuditFilter filter = filter(query);
        int page = query.number("page", 1, 1, Pager.MOST);
        Scope scope = Access.viewer(context).scope();
        List<Entry> found = audit.list(scope, filter, page, SIZE + 1);
        Frame frame = views.frame(context, views.messages(context).text("audit.title"));
        String address = address(filter);
        views.render(
                context,
                "audit.jte",
                frame,
                new Content(
                        filter.text(),
                        Arrays.stream(Action.values())
                                .map(action -> new Choice(
                                        action.word(),
                                        frame.text("audit.action." + action.word()),
                                        action == filter.action()))
                                .toList(),
                        !filter.equals(AuditFilter.NONE),
                        AuditLine.of(found.subList(0, Math.min(SIZE, found.size())), frame),
                        Pager.of("/audit?" + address, page, found.size() > SIZE),
                        Arrays.stream(CsvKind.values())
                                .map(kind -> new Export(
                                        "/audit.csv?" + address + "for=" + kind.word(),
                                        frame.text("csv." + kind.word())))
                                .toList()));
    }

    /** What the address asks for. */
    static AuditFilter filter(Query query) {
        return new AuditFilter(
                query.word(
                                "action",
                                Action::of,
                                Arrays.stream(Action.values()).map(Action::word).toArray(String[]::new))
                        .orElse(null),
                query.text("who"));
    }

    private static String address(AuditFilter filter) {
        Action action = filter.action();
        return Stream.of(
                        action == null ? "" : Url.pair("action", action.word()) + "&",
                        filter.text().isEmpty() ? "" : Url.pair("who", filter.text()) + "&")
                .collect(Collectors.joining());
    }
}
