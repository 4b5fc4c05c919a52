package org.socle.fleet.energy.factor;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.CsvList;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.ImportPreview;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.Url;
import org.socle.fleet.web.Views;

/** All factors with their sources, edition by edition; a new edition is added here. */
public final class FactorsPage implements Page {
    private static final String PATH = "/energy/factors";
    private static final double KILO = 1000;

    private final FactorEditions editions;
    private final Effects effects;
    private final Views views;

    public FactorsPage(FactorEditions editions, Effects effects, Views views) {
        this.editions = editions;
        this.effects = effects;
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param name of the edition that is shown
     * @param counts whether it is the one that counts
     * @param waiting file of an edition that came with the program and does not count because another one does; null when none did
     * @param preview what a new one would change; null while there is none
     * @param typed the name that was typed for a new one, and its text
     * @param error why it was refused; empty when none was
     */
    public record Content(
            String name,
            boolean counts,
            String file,
            List<Line> lines,
            List<Link> editions,
            @Nullable Link waiting,
            @Nullable Preview preview,
            String typed,
            String text,
            String error) {}

    /** One factor. */
    public record Line(String what, String value, String source, String licence) {}

    /**
     * What a new edition would do.
     *
     * @param sums in words
     * @param left how many changes are not shown
     */
    public record Preview(
            List<String> sums, List<Change> changes, int left, List<Effect> effects, String fingerprint) {}

    /** What becomes of a factor: its value before and after, with source where that is what changes. */
    public record Change(String what, String verdict, String before, String after) {}

    /** What becomes of a year's figures. */
    public record Effect(
            String period, String energy, String carbonBefore, String carbonAfter, String ownBefore, String ownAfter) {}

    /** An edition. */
    public record Link(String href, String name, String added) {}

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public List<Form> forms() {
        return List.of(
                new Form(PATH, Permission.EDIT_HOLIDAYS, this::preview),
                new Form(PATH + "/apply", Permission.EDIT_HOLIDAYS, this::add));
    }

    /** {@code /energy/factors.csv}: an edition as it was added. */
    public void routes(RoutesConfig routes) {
        routes.get(PATH + ".csv", this::file, Permission.LOOK);
    }

    private void file(Context context) {
        Query query = new Query(context).only("edition", "lang");
        String name = query.text("edition").isEmpty() ? editions.current().edition() : query.text("edition");
        String body = editions.body(name)
                .orElseThrow(() -> new NotFoundResponse("there is no edition '" + name + "' of factors"));
        context.header("Content-Disposition", "attachment; filename=\"socle-factors-" + name + ".csv\"");
        context.contentType("text/csv; charset=utf-8").result(body);
    }

    @Override
    public void show(Context context) {
        show(context, null, null);
    }

    private void preview(Context context) {
        Fields fields = new Fields(context);
        try {
            show(context, editions.plan(fields.text("name"), fields.raw("list")), null);
        } catch (Refusal refusal) {
            show(context, null, refusal);
        }
    }

    private void add(Context context) {
        Fields fields = new Fields(context);
        try {
            editions.add(Access.viewer(context), fields.text("name"), fields.raw("list"), fields.text("fingerprint"));
            context.redirect(PATH, HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, null, refusal);
        }
    }

    private void show(Context context, @Nullable EditionPlan plan, @Nullable Refusal refusal) {
        Frame frame = views.frame(context, "factor.title", refusal);
        Query query = new Query(context);
        List<Edition> all = editions.all();
        Factors factors = editions.asked(query);
        String name = factors.edition();
        Fields fields = new Fields(context);
        views.render(
                context,
                "factors.jte",
                frame,
                new Content(
                        name,
                        name.equals(all.get(0).name()),
                        PATH + ".csv?" + Url.pair("edition", name),
                        factors.all().stream()
                                .map(factor -> line(factor, frame))
                                .toList(),
                        all.stream()
                                .map(edition -> new Link(
                                        PATH + "?" + Url.pair("edition", edition.name()),
                                        edition.name(),
                                        frame.format().dateTime(edition.added())))
                                .toList(),
                        editions.waiting().stream()
                                .reduce((first, second) -> second)
                                .map(each -> new Link(PATH + ".csv?" + Url.pair("edition", each), each, ""))
                                .orElse(null),
                        plan == null ? null : preview(context, plan, frame),
                        refusal == null && plan == null ? "" : fields.text("name"),
                        refusal == null && plan == null ? "" : CsvList.shown(fields.raw("list")),
                        frame.error(refusal)));
    }

    private Preview preview(Context context, EditionPlan plan, Frame frame) {
        return new Preview(
                Arrays.stream(EditionPlan.Verdict.values())
                        .filter(verdict -> plan.count(verdict) > 0)
                        .map(verdict -> frame.text("factor.sum." + word(verdict), plan.count(verdict)))
                        .toList(),
                plan.changes().stream()
                        .limit(ImportPreview.SHOWN)
                        .map(change -> change(change, frame))
                        .toList(),
                Math.max(0, plan.changes().size() - ImportPreview.SHOWN),
                effects.of(Access.viewer(context).scope(), plan.before(), plan.after()).stream()
                        .map(effect -> effect(effect, frame))
                        .toList(),
                plan.fingerprint());
    }

    private static String word(EditionPlan.Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private static Change change(EditionPlan.Change change, Frame frame) {
        Factor before = change.before();
        Factor after = change.after();
        String was = before == null ? frame.text("energy.none") : FactorText.value(before, frame);
        String is = after == null ? frame.text("energy.none") : FactorText.value(after, frame);
        if (before != null && after != null && was.equals(is)) {
            // It is the source, the licence or the note that changes.
            was = frame.text("factor.note", was, source(before, frame));
            is = frame.text("factor.note", is, source(after, frame));
        }
        return new Change(
                FactorText.what(change.either(), frame),
                frame.text("factor.verdict." + word(change.verdict())),
                was,
                is);
    }

    private static Effect effect(Effects.Effect effect, Frame frame) {
        return new Effect(
                effect.period(),
                number(effect.wattHours() / KILO, 0, frame),
                number(effect.kilogramsBefore(), 1, frame),
                number(effect.kilogramsAfter(), 1, frame),
                number(kilo(effect.ownBefore()), 3, frame),
                number(kilo(effect.ownAfter()), 3, frame));
    }

    private static @Nullable Double kilo(@Nullable Double wattHours) {
        return wattHours == null ? null : (Double) (wattHours / KILO);
    }

    private static String number(@Nullable Double value, int digits, Frame frame) {
        return value == null ? frame.text("energy.none") : frame.format().plain(value, digits);
    }

    private static Line line(Factor factor, Frame frame) {
        return new Line(
                FactorText.what(factor, frame),
                FactorText.value(factor, frame),
                source(factor, frame),
                factor.licence());
    }

    private static String source(Factor factor, Frame frame) {
        return factor.note().isEmpty() ? factor.source() : frame.text("factor.note", factor.source(), factor.note());
    }
}
