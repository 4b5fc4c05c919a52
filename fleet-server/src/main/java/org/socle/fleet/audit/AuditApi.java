package org.socle.fleet.audit;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Scope;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.CsvKind;
import org.socle.fleet.web.Cursor;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Json;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Views;

/** {@code /api/v1/audit} and {@code /audit.csv}: the log for programs and spreadsheets. */
public final class AuditApi {
    private static final int DEFAULT_SIZE = 50;
    private static final int MOST = 200;
    private static final int MOST_ROWS = 50_000;

    private final Audit audit;
    private final Views views;

    public AuditApi(Audit audit, Views views) {
        this.audit = audit;
        this.views = views;
    }

    public void routes(RoutesConfig routes) {
        routes.get("/api/v1/audit", this::list, Permission.READ_AUDIT);
        routes.get("/audit.csv", this::export, Permission.READ_AUDIT);
    }

    private void list(Context context) {
        Query query = new Query(context).only("action", "who", "limit", "cursor");
        int size = query.number("limit", DEFAULT_SIZE, 1, MOST);
        long after = Cursor.decode(query.text("cursor"));
        Scope scope = Access.viewer(context).scope();
        List<Entry> found = audit.before(scope, AuditPage.filter(query), after == 0 ? Long.MAX_VALUE : after, size + 1);
        List<Entry> page = found.subList(0, Math.min(size, found.size()));
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("entries", page.stream().map(AuditApi::entry).toList());
        answer.put(
                "next", found.size() > size ? Cursor.encode(page.get(size - 1).id()) : null);
        Json.write(context, answer);
    }

    private static Map<String, @Nullable Object> entry(Entry entry) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", entry.id());
        fields.put("at", entry.at().toString());
        fields.put("who", entry.who().name());
        fields.put("via", entry.who().via().word());
        fields.put("action", entry.action().word());
        fields.put("kind", entry.subject().kind().word());
        fields.put("subject", entry.subject().name());
        fields.put("machine", entry.device());
        fields.put("place", entry.subject().place());
        fields.put("details", entry.details());
        return fields;
    }

    private void export(Context context) {
        Query query = new Query(context);
        CsvKind kind = CsvKind.asked(query);
        Frame frame = views.frame(context, "");
        List<Entry> found = audit.list(Access.viewer(context).scope(), AuditPage.filter(query), 1, MOST_ROWS);
        List<List<String>> rows = new ArrayList<>();
        if (kind == CsvKind.SHEET) {
            rows.add(List.of(
                    frame.text("audit.at"),
                    frame.text("audit.actor"),
                    frame.text("audit.action"),
                    frame.text("audit.subject"),
                    frame.text("audit.details"),
                    frame.text("audit.machine"),
                    frame.text("audit.place")));
            List<AuditLine> lines = AuditLine.of(found, frame);
            for (int i = 0; i < lines.size(); i++) {
                AuditLine line = lines.get(i);
                rows.add(List.of(
                        line.at(),
                        line.who(),
                        line.action(),
                        line.subject(),
                        line.details(),
                        text(found.get(i).device()),
                        text(found.get(i).subject().place())));
            }
        } else {
            rows.add(List.of("at", "who", "via", "action", "kind", "subject", "details", "machine", "place"));
            found.forEach(entry -> rows.add(List.of(
                    offset(entry.at()),
                    entry.who().name(),
                    entry.who().via().word(),
                    entry.action().word(),
                    entry.subject().kind().word(),
                    entry.subject().name(),
                    Json.text(entry.details()),
                    text(entry.device()),
                    text(entry.subject().place()))));
        }
        kind.write(context, "socle-audit", rows);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String offset(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toString();
    }
}
