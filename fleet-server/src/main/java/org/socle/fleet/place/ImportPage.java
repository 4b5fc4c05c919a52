package org.socle.fleet.place;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Arrays;
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

/** A list of places from a file: first what it would do, line by line, then doing it, all or nothing. */
public final class ImportPage implements Page {
    private final Places places;
    private final Views views;

    public ImportPage(Places places, Views views) {
        this.places = places;
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
        return "/places/import";
    }

    @Override
    public Permission needs() {
        return Permission.EDIT_PLACES;
    }

    @Override
    public List<Form> forms() {
        return List.of(
                new Form(path(), Permission.EDIT_PLACES, this::preview),
                new Form(path() + "/apply", Permission.EDIT_PLACES, this::apply));
    }

    @Override
    public void show(Context context) {
        show(context, "", null, null);
    }

    private void show(Context context, String text, @Nullable ImportPlan plan, @Nullable Refusal refusal) {
        Frame frame = views.frame(context, "import.title", refusal);
        views.render(
                context,
                "import.jte",
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
            show(context, text, places.plan(viewer.scope(), ImportFile.parse(text)), null);
        } catch (Refusal refusal) {
            show(context, text, null, refusal);
        }
    }

    private void apply(Context context) {
        String text = CsvList.sent(context);
        Viewer viewer = Access.viewer(context);
        try {
            places.apply(viewer, ImportFile.parse(text), new Fields(context).text("fingerprint"));
            context.redirect("/places", HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, text, places.plan(viewer.scope(), ImportFile.parse(text)), refusal);
        }
    }

    private static ImportPreview preview(ImportPlan plan, String text, Frame frame) {
        List<ImportPreview.Line> lines = plan.lines().stream()
                .sorted((a, b) -> Boolean.compare(b.refusal() != null, a.refusal() != null))
                .limit(ImportPreview.SHOWN)
                .map(line -> line(line, frame))
                .toList();
        return new ImportPreview(
                Arrays.stream(ImportPlan.Verdict.values())
                        .filter(verdict -> plan.count(verdict) > 0)
                        .map(verdict -> frame.text(
                                "import.sum." + verdict.name().toLowerCase(Locale.ROOT), plan.count(verdict)))
                        .toList(),
                lines,
                plan.lines().size() - lines.size(),
                text,
                plan.possible() && !plan.steps().isEmpty() ? plan.fingerprint() : "",
                plan.possible() && plan.steps().isEmpty());
    }

    private static String verdict(ImportPlan.Line line, Frame frame) {
        String verdict = frame.text("import.verdict." + line.verdict().name().toLowerCase(Locale.ROOT));
        String differences = line.differences().stream()
                .map(each -> difference(each, frame))
                .collect(Collectors.joining(frame.text("list.comma")));
        return differences.isEmpty() ? verdict : frame.text("import.verdict.with", verdict, differences);
    }

    private static String difference(Difference difference, Frame frame) {
        String field = difference.field();
        if (field.equals(Difference.PLACE)) {
            return frame.text("import.difference.place", difference.shownBefore(), difference.shownAfter());
        }
        return PlaceKind.of(field).isPresent()
                ? frame.text("import.difference.added", frame.text("place.kind." + field), difference.after())
                : frame.text(
                        "import.difference.field",
                        frame.text("place." + field),
                        difference.shownBefore(),
                        difference.shownAfter());
    }

    private static ImportPreview.Line line(ImportPlan.Line line, Frame frame) {
        ImportLine told = line.line();
        Refusal refusal = line.refusal();
        String what = Stream.of(told.uai(), told.school(), told.room())
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(frame.text("list.comma")));
        return new ImportPreview.Line(
                Integer.toString(told.number()),
                what,
                refusal == null ? verdict(line, frame) : refusal.in(frame.messages()),
                refusal != null);
    }
}
