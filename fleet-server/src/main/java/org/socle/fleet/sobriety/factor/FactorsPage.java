package org.socle.fleet.sobriety.factor;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.account.Permission;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Format;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.Url;
import org.socle.fleet.web.Views;

/** All factors with their sources, edition by edition; a new edition is added here. */
public final class FactorsPage implements Page {
    private static final String PATH = "/energy/factors";

    private final FactorEditions editions;
    private final Views views;

    public FactorsPage(FactorEditions editions, Views views) {
        this.editions = editions;
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param name of the edition that is shown
     * @param counts whether it is the one that counts
     * @param typed the name that was typed for a new one, and its text
     * @param error why it was refused; empty when none was
     */
    public record Content(
            String name,
            boolean counts,
            String file,
            List<Line> lines,
            List<Link> editions,
            String typed,
            String text,
            String error) {}

    /** One factor. */
    public record Line(String what, String value, String source, String licence) {}

    /** An edition. */
    public record Link(String href, String name, String added) {}

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public List<Form> forms() {
        return List.of(new Form(PATH, Permission.EDIT_HOLIDAYS, this::add));
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
        show(context, null);
    }

    private void add(Context context) {
        Fields fields = new Fields(context);
        try {
            editions.add(Access.viewer(context), fields.text("name"), fields.raw("list"));
            context.redirect(PATH, HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, refusal);
        }
    }

    private void show(Context context, @Nullable Refusal refusal) {
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
                        refusal == null ? "" : fields.text("name"),
                        refusal == null ? "" : fields.raw("list"),
                        frame.error(refusal)));
    }

    private static Line line(Factor factor, Frame frame) {
        Format format = frame.format();
        String what = Stream.of(
                        frame.text("factor.kind." + factor.kind()),
                        factor.subject(),
                        factor.year() == null ? "" : Integer.toString(Objects.requireNonNull(factor.year())),
                        factor.territory())
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" · "));
        Double value = factor.value();
        Double low = factor.low();
        Double high = factor.high();
        String range = low == null || high == null
                ? ""
                : frame.text("factor.range", format.plain(low, 4), format.plain(high, 4));
        String text = Stream.of(value == null ? "" : format.plain(value, 4), range, factor.unit())
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
        return new Line(
                what,
                text,
                factor.note().isEmpty() ? factor.source() : frame.text("factor.note", factor.source(), factor.note()),
                factor.licence());
    }
}
