package org.socle.fleet.report;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Scope;
import org.socle.fleet.energy.bill.Bars;
import org.socle.fleet.energy.bill.Months;
import org.socle.fleet.energy.bill.ReviewAddress;
import org.socle.fleet.energy.factor.FactorEditions;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlacePath;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.CsvKind;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Json;
import org.socle.fleet.web.Ods;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.Url;
import org.socle.fleet.web.Views;

/** The yearly review of a place: as it would be drawn up now, or as it was frozen; to be read, as tagged PDF, as JSON. */
public final class ReviewPage implements Page {
    private static final String PATH = "/reports/sobriety/{id}/{period}";
    private static final int MOST_VERSIONS = 100_000;
    private static final int YEARS = 3;

    /** Of the bars on paper, in points. */
    private static final float HEIGHT = 96;

    private final Reviews reviews;
    private final FactorEditions editions;
    private final Places places;
    private final Views views;
    private final Clock clock;

    public ReviewPage(Reviews reviews, FactorEditions editions, Places places, Views views, Clock clock) {
        this.reviews = reviews;
        this.editions = editions;
        this.places = places;
        this.views = views;
        this.clock = clock;
    }

    /**
     * Content of the page, and of the paper.
     *
     * @param version which frozen one it is; empty for one drawn up now
     * @param edition says that an old edition of factors was asked for; empty otherwise
     * @param address of the page, without the version; {@code query} is what files of the same need in their address
     * @param keeps whether who looks may freeze it; {@code hint} says what that does
     * @param error why it was not frozen; empty when that was not asked, or was done
     */
    public record Content(
            Place place,
            String version,
            String edition,
            String address,
            String query,
            List<Choice> periods,
            List<Link> files,
            List<Link> versions,
            boolean keeps,
            String hint,
            String error,
            ReviewText.Text text) {}

    /**
     * Content of the paper.
     *
     * @param picture the months, drawn; null when nothing is known of any
     */
    public record Paper(Content review, @Nullable Picture picture) {}

    /** Another period. */
    public record Choice(String href, String label, boolean current) {}

    /** A frozen version, or a file to take away. */
    public record Link(String href, String label) {}

    /** What an address asks for. */
    private record Wanted(Place place, Months months, Optional<Integer> version, String edition) {
        String address() {
            return ReviewAddress.of(place, months);
        }

        /** What makes it the same one in another form. */
        String query() {
            return version.map(number -> "?version=" + number)
                    .orElse(edition.isEmpty() ? "" : "?" + Url.pair("edition", edition));
        }
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public List<Form> forms() {
        return List.of(new Form(PATH + "/keep", Permission.KEEP_REPORTS, this::keep));
    }

    /** {@code …/review.pdf}, {@code …/review.json}, {@code …/review.csv} and {@code …/review.ods}. */
    public void routes(RoutesConfig routes) {
        routes.get(PATH + "/review.pdf", this::pdf, Permission.LOOK);
        routes.get(PATH + "/review.json", this::json, Permission.LOOK);
        routes.get(PATH + "/review.csv", this::csv, Permission.LOOK);
        routes.get(PATH + "/review.ods", this::ods, Permission.LOOK);
    }

    private Wanted wanted(Context context) {
        return wanted(context, new Query(context).only("version", "edition", "lang"));
    }

    private Wanted wanted(Context context, Query query) {
        Place place = PlacePath.byId(context, places);
        String word = context.pathParam("period");
        Months months = Months.parse(word)
                .filter(found -> !found.single())
                .filter(found -> !found.first().isAfter(LocalDate.now(clock)))
                .orElseThrow(() -> Query.wrong(
                        "period", word, "a year (2026) or a school year (2025-2026) that has begun is expected"));
        int version = query.number("version", 0, 0, MOST_VERSIONS);
        String edition = query.text("edition");
        if (version != 0 && !edition.isEmpty()) {
            throw Query.wrong("edition", edition, new Refusal("review.refused.edition", version));
        }
        return new Wanted(place, months, version == 0 ? Optional.empty() : Optional.of(version), edition);
    }

    private Review review(Context context, Wanted wanted) {
        Scope scope = Access.viewer(context).scope();
        return wanted.version
                .map(number -> reviews.kept(scope, wanted.place, wanted.months, number)
                        .orElseThrow(() -> new NotFoundResponse("there is no version " + number + " of this review")))
                .orElseGet(() -> reviews.now(scope, wanted.place, wanted.months, editions.asked(new Query(context))));
    }

    @Override
    public void show(Context context) {
        show(context, wanted(context), null);
    }

    private void show(Context context, Wanted wanted, @Nullable Refusal refusal) {
        Review review = review(context, wanted);
        Frame frame = views.named(context, title(context, review), refusal);
        views.render(context, "review.jte", frame, content(context, wanted, review, frame, frame.error(refusal)));
    }

    private String title(Context context, Review review) {
        return Span.of(review).title(review.place(), views.frame(context, ""));
    }

    private Content content(Context context, Wanted wanted, Review review, Frame frame, String error) {
        Scope scope = Access.viewer(context).scope();
        List<KeptReview> kept = reviews.list(scope, wanted.place, wanted.months);
        String version = wanted.version
                .map(number -> kept.stream()
                        .filter(each -> each.number() == number)
                        .findFirst()
                        .map(each -> label(wanted.months, each, frame))
                        .orElse(frame.text("review.version.older", number)))
                .orElse("");
        boolean old = wanted.version.isEmpty()
                && !review.edition().equals(editions.current().edition());
        return new Content(
                wanted.place,
                version,
                old ? frame.text("factor.asked", review.edition()) : "",
                wanted.address(),
                wanted.query(),
                periods(wanted, frame),
                files(wanted, frame),
                kept.stream()
                        .map(each -> new Link(
                                wanted.address() + "?version=" + each.number(), label(wanted.months, each, frame)))
                        .toList(),
                wanted.version.isEmpty()
                        && !old
                        && frame.may(Permission.KEEP_REPORTS)
                        && scope.covers(Scope.of(wanted.place.path())),
                frame.text(Span.of(review).running() ? "review.keep.running" : "review.keep.hint"),
                error,
                new ReviewText(review, frame).text());
    }

    private static List<Link> files(Wanted wanted, Frame frame) {
        String query = wanted.query();
        String more = query.isEmpty() ? "" : "&" + query.substring(1);
        return List.of(
                new Link(wanted.address() + "/review.pdf" + query, frame.text("review.pdf")),
                new Link(wanted.address() + "/review.ods" + query, frame.text("figure.ods")),
                new Link(wanted.address() + "/review.csv?for=sheet" + more, frame.text("csv.sheet")),
                new Link(wanted.address() + "/review.csv?for=data" + more, frame.text("csv.data")),
                new Link(wanted.address() + "/review.json" + query, "JSON"));
    }

    private static String label(Months months, KeptReview kept, Frame frame) {
        Span span = Span.of(months, kept.kept());
        return frame.text(
                span.running() ? "review.version.running" : "review.version",
                kept.number(),
                frame.format().dateTime(kept.kept()),
                kept.who(),
                kept.edition(),
                frame.format().day(span.last()));
    }

    /** The school years and years that end or go on in the last ones. */
    private List<Choice> periods(Wanted wanted, Frame frame) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), frame.format().zone());
        return IntStream.range(0, YEARS)
                .boxed()
                .flatMap(back -> Stream.of(
                        Months.schoolYear(today.minusYears(back)),
                        Months.parse(String.format(Locale.ROOT, "%d", today.getYear() - back))
                                .orElseThrow()))
                .map(months ->
                        new Choice(ReviewAddress.of(wanted.place, months), months.word(), months.equals(wanted.months)))
                .toList();
    }

    private void keep(Context context) {
        Wanted wanted = wanted(context);
        try {
            int number = reviews.keep(Access.viewer(context), wanted.place, wanted.months);
            context.redirect(wanted.address() + "?version=" + number, HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, wanted, refusal);
        }
    }

    private void pdf(Context context) {
        Wanted wanted = wanted(context);
        Review review = review(context, wanted);
        Frame frame = views.frame(context, title(context, review));
        Content content = content(context, wanted, review, frame, "");
        Bars drawing = content.text.drawing();
        Picture picture = drawing == null
                ? null
                : new PaperBars(content.text.columns(), drawing.top(), HEIGHT, frame).picture(content.text.title());
        context.header("Content-Disposition", "inline; filename=\"" + name(wanted, review) + ".pdf\"");
        context.contentType("application/pdf")
                .result(Pdf.of(views.text("pdf/review.jte", frame, new Paper(content, picture))));
    }

    /** The name of a file says what the title says: which version, and how far it goes. */
    private static String name(Wanted wanted, Review review) {
        Span span = Span.of(review);
        return "socle-review-" + wanted.place.id() + "-" + wanted.months.word()
                + (span.running() ? "-to-" + span.last() : "")
                + wanted.version.map(number -> "-v" + number).orElse("");
    }

    private void json(Context context) {
        Json.write(context, review(context, wanted(context)));
    }

    private void csv(Context context) {
        Query query = new Query(context).only("for", "version", "edition", "lang");
        CsvKind kind = CsvKind.asked(query);
        Wanted wanted = wanted(context, query);
        Review review = review(context, wanted);
        kind.write(context, name(wanted, review), new ReviewFile(review, views.frame(context, "")).csv(kind));
    }

    private void ods(Context context) {
        Wanted wanted = wanted(context);
        Review review = review(context, wanted);
        Ods.write(context, name(wanted, review), new ReviewFile(review, views.frame(context, "")).sheets());
    }
}
