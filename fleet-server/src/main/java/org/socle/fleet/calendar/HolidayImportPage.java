package org.socle.fleet.calendar;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.CsvList;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.ImportPreview;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.SentLists;
import org.socle.fleet.web.Views;

/** School holidays from the ministry's file: first what it would do, then doing it, all or nothing. */
public final class HolidayImportPage implements Page {
    private final Holidays holidays;
    private final Views views;

    public HolidayImportPage(Holidays holidays, Views views) {
        this.holidays = holidays;
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param text the list as it was pasted; empty after a file
     * @param preview what it would do; null while there is none
     * @param error why the list as a whole was refused; empty when it was not
     */
    public record Content(String text, @Nullable ImportPreview preview, String error) {}

    @Override
    public String path() {
        return "/calendar/import";
    }

    @Override
    public Permission needs() {
        return Permission.EDIT_HOLIDAYS;
    }

    @Override
    public List<Form> forms() {
        return List.of(
                new Form(path(), Permission.EDIT_HOLIDAYS, this::preview),
                new Form(path() + "/apply", Permission.EDIT_HOLIDAYS, this::apply));
    }

    @Override
    public void show(Context context) {
        show(context, "", null, null);
    }

    private void show(Context context, String text, @Nullable HolidayPlan plan, @Nullable Refusal refusal) {
        Frame frame = views.frame(context, "holidays.import", refusal);
        views.render(
                context,
                "holidays-import.jte",
                frame,
                new Content(
                        CsvList.shown(text),
                        plan == null ? null : preview(context, plan, frame),
                        frame.error(refusal)));
    }

    private void preview(Context context) {
        String pasted = new Fields(context).raw("list");
        try {
            show(context, pasted, holidays.plan(HolidayFile.parse(CsvList.sent(context))), null);
        } catch (Refusal refusal) {
            show(context, pasted, null, refusal);
        }
    }

    private void apply(Context context) {
        Fields fields = new Fields(context);
        String text = CsvList.sent(context);
        try {
            holidays.apply(Access.viewer(context), HolidayFile.parse(text), fields.text("fingerprint"));
            context.redirect("/calendar", HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, text, null, refusal);
        }
    }

    private static ImportPreview preview(Context context, HolidayPlan plan, Frame frame) {
        List<ImportPreview.Line> lines = plan.entries().stream()
                .sorted(Comparator.comparing(HolidayPlan.Entry::verdict))
                .limit(ImportPreview.SHOWN)
                .map(entry -> line(entry, frame))
                .toList();
        boolean nothing = plan.steps().isEmpty();
        return new ImportPreview(
                Arrays.stream(HolidayPlan.Verdict.values())
                        .filter(verdict -> plan.count(verdict) > 0)
                        .map(verdict -> frame.text("holidays.sum." + word(verdict), plan.count(verdict)))
                        .toList(),
                lines,
                plan.entries().size() - lines.size(),
                SentLists.back(context, plan.text()),
                plan.possible() && !nothing ? plan.fingerprint() : "",
                plan.possible() && nothing);
    }

    private static String word(HolidayPlan.Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private static ImportPreview.Line line(HolidayPlan.Entry entry, Frame frame) {
        Holiday holiday = entry.holiday();
        String what = holiday == null
                ? frame.text("holidays.line", entry.zone(), entry.what())
                : frame.text(
                        "holidays.line.days",
                        entry.zone(),
                        entry.what(),
                        CalendarText.days(holiday.first(), holiday.last(), frame));
        return new ImportPreview.Line(
                Integer.toString(entry.number()),
                what,
                verdict(entry, frame),
                entry.verdict() == HolidayPlan.Verdict.REFUSED);
    }

    private static String verdict(HolidayPlan.Entry entry, Frame frame) {
        String verdict = frame.text("holidays.verdict." + word(entry.verdict()));
        Refusal reason = entry.reason();
        String why = reason != null
                ? reason.in(frame.messages())
                : entry.replaced().stream()
                        .map(known -> frame.text(
                                "holidays.replaced",
                                known.holiday().name(),
                                CalendarText.days(
                                        known.holiday().first(), known.holiday().last(), frame)))
                        .collect(Collectors.joining(frame.text("list.comma")));
        return why.isEmpty() ? verdict : frame.text("import.verdict.with", verdict, why);
    }
}
