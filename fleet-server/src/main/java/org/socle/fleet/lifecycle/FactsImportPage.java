package org.socle.fleet.lifecycle;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.CsvList;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.ImportPreview;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.SentLists;
import org.socle.fleet.web.Views;

/** Facts of equipment from a file: first what it would do, line by line, then doing it, all or nothing. */
public final class FactsImportPage implements Page {
    private final Equipment equipment;
    private final Views views;

    FactsImportPage(Equipment equipment, Views views) {
        this.equipment = equipment;
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param text the list, as it was sent
     * @param preview what it would do; null while there is none
     * @param error why the list as a whole was refused; empty when it was not
     */
    public record Content(String text, @Nullable ImportPreview preview, String error) {}

    @Override
    public String path() {
        return LifecyclePage.PATH + "/import";
    }

    @Override
    public Permission needs() {
        return Permission.EDIT_FACTS;
    }

    @Override
    public List<Form> forms() {
        return List.of(new Form(path(), needs(), this::preview), new Form(path() + "/apply", needs(), this::apply));
    }

    @Override
    public void show(Context context) {
        show(context, "", null, null);
    }

    private void show(Context context, String text, @Nullable FactsPlan plan, @Nullable Refusal refusal) {
        Frame frame = views.frame(context, "facts.import", refusal);
        views.render(
                context,
                "facts-import.jte",
                frame,
                new Content(
                        CsvList.shown(text),
                        plan == null ? null : preview(plan, SentLists.back(context, text), frame),
                        frame.error(refusal)));
    }

    private void preview(Context context) {
        Viewer viewer = Access.viewer(context);
        String text = "";
        try {
            text = CsvList.sent(context);
            show(context, text, equipment.plan(viewer.scope(), FactsFile.parse(text)), null);
        } catch (Refusal refusal) {
            show(context, text, null, refusal);
        }
    }

    private void apply(Context context) {
        Fields fields = new Fields(context);
        String text = CsvList.sent(context);
        Viewer viewer = Access.viewer(context);
        FactsFile file = null;
        try {
            file = FactsFile.parse(text);
            equipment.apply(viewer, file, fields.text("fingerprint"));
            context.redirect(LifecyclePage.PATH, HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, text, file == null ? null : equipment.plan(viewer.scope(), file), refusal);
        }
    }

    private static ImportPreview preview(FactsPlan plan, String text, Frame frame) {
        List<ImportPreview.Line> lines = plan.entries().stream()
                .sorted(Comparator.comparing(FactsPlan.Entry::verdict))
                .limit(ImportPreview.SHOWN)
                .map(entry -> line(entry, frame))
                .toList();
        boolean nothing = plan.steps().isEmpty();
        return new ImportPreview(
                Arrays.stream(FactsPlan.Verdict.values())
                        .filter(verdict -> plan.count(verdict) > 0)
                        .map(verdict -> frame.text("import.sum." + word(verdict), plan.count(verdict)))
                        .toList(),
                lines,
                plan.entries().size() - lines.size(),
                text,
                plan.possible() && !nothing ? plan.fingerprint() : "",
                plan.possible() && nothing);
    }

    private static String word(FactsPlan.Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private static ImportPreview.Line line(FactsPlan.Entry entry, Frame frame) {
        FactsFile.Line line = entry.line();
        Refusal refusal = entry.refusal();
        String changes = entry.differences().stream()
                .map(change -> frame.text(
                        "import.difference.field",
                        frame.text("facts." + change.key()),
                        shown(change.key(), change.before(), frame),
                        shown(change.key(), change.after(), frame)))
                .collect(Collectors.joining(frame.text("list.comma")));
        // A refused line has its reason in place of a verdict.
        String verdict = refusal != null ? "" : frame.text("import.verdict." + word(entry.verdict()));
        return new ImportPreview.Line(
                Integer.toString(line.line()),
                Stream.of(line.number(), line.uai())
                        .filter(text -> !text.isBlank())
                        .collect(Collectors.joining(frame.text("list.comma"))),
                refusal != null
                        ? refusal.in(frame.messages())
                        : changes.isEmpty() ? verdict : frame.text("import.verdict.with", verdict, changes),
                refusal != null);
    }

    private static String shown(String key, String value, Frame frame) {
        String label = "facts." + key + "." + value;
        return value.isEmpty() ? "–" : frame.messages().has(label) ? frame.text(label) : value;
    }
}
