package org.socle.fleet.sobriety.report;

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
import org.socle.fleet.account.Permission;
import org.socle.fleet.school.Place;
import org.socle.fleet.school.PlacePath;
import org.socle.fleet.school.Places;
import org.socle.fleet.scope.Scope;
import org.socle.fleet.sobriety.bill.Months;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Json;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.Views;

/** The yearly review of a place: as it would be drawn up now, or as it was frozen; to be read, as tagged PDF, as JSON. */
public final class ReviewPage implements Page {
    private static final String PATH = "/reports/sobriety/{id}/{period}";
    private static final int MOST_VERSIONS = 100_000;
    private static final int YEARS = 3;

    private final Reviews reviews;
    private final Places places;
    private final Views views;
    private final Clock clock;

    public ReviewPage(Reviews reviews, Places places, Views views, Clock clock) {
        this.reviews = reviews;
        this.places = places;
        this.views = views;
        this.clock = clock;
    }

    /**
     * Content of the page, and of the paper.
     *
     * @param version which frozen one it is; empty for one drawn up now
     * @param address of the page, without the version; {@code files} is what files of the same need in their address
     * @param keeps whether who looks may freeze it
     * @param error why it was not frozen; empty when that was not asked, or was done
     */
    public record Content(
            Place place,
            String period,
            String name,
            String version,
            String address,
            String files,
            List<Choice> periods,
            List<Link> versions,
            boolean keeps,
            String error,
            ReviewText.Text text) {}

    /** Another period. */
    public record Choice(String href, String label, boolean current) {}

    /** A frozen version. */
    public record Link(String href, String label) {}

    /** What an address asks for. */
    private record Wanted(Place place, Months months, Optional<Integer> version) {
        String address() {
            return address(place, months);
        }

        static String address(Place place, Months months) {
            return "/reports/sobriety/" + place.id() + "/" + months.word();
        }
    }

    /** Where the review of a place for the school year of a day is. */
    public static String address(Place place, LocalDate day) {
        return Wanted.address(place, Months.schoolYear(day));
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public List<Form> forms() {
        return List.of(new Form(PATH + "/keep", Permission.KEEP_REPORTS, this::keep));
    }

    /** {@code …/review.pdf} and {@code …/review.json}. */
    public void routes(RoutesConfig routes) {
        routes.get(PATH + "/review.pdf", this::pdf, Permission.LOOK);
        routes.get(PATH + "/review.json", this::json, Permission.LOOK);
    }

    private Wanted wanted(Context context) {
        Place place = PlacePath.byId(context, places);
        String word = context.pathParam("period");
        Months months = Months.parse(word)
                .filter(found -> !found.single())
                .filter(found -> !found.first().isAfter(LocalDate.now(clock)))
                .orElseThrow(() -> Query.wrong(
                        "period", word, "a year (2026) or a school year (2025-2026) that has begun is expected"));
        Query query = new Query(context).only("version", "lang");
        int version = query.number("version", 0, 0, MOST_VERSIONS);
        return new Wanted(place, months, version == 0 ? Optional.empty() : Optional.of(version));
    }

    private Review review(Context context, Wanted wanted) {
        Scope scope = Access.viewer(context).scope();
        return wanted.version
                .map(number -> reviews.kept(scope, wanted.place, wanted.months, number)
                        .orElseThrow(() -> new NotFoundResponse("there is no version " + number + " of this review")))
                .orElseGet(() -> reviews.now(scope, wanted.place, wanted.months));
    }

    @Override
    public void show(Context context) {
        show(context, wanted(context), null);
    }

    private void show(Context context, Wanted wanted, @Nullable Refusal refusal) {
        Frame frame = views.named(context, title(context, wanted), refusal);
        views.render(context, "review.jte", frame, content(context, wanted, frame, frame.error(refusal)));
    }

    private String title(Context context, Wanted wanted) {
        return views.messages(context).text("review.title", wanted.place.name(), wanted.months.word());
    }

    private Content content(Context context, Wanted wanted, Frame frame, String error) {
        Scope scope = Access.viewer(context).scope();
        List<KeptReview> kept = reviews.list(scope, wanted.place, wanted.months);
        String version = wanted.version
                .map(number -> kept.stream()
                        .filter(each -> each.number() == number)
                        .findFirst()
                        .map(each -> label(each, frame))
                        .orElse(frame.text("review.version.older", number)))
                .orElse("");
        return new Content(
                wanted.place,
                wanted.months.word(),
                ReviewText.period(wanted.months.word(), frame),
                version,
                wanted.address(),
                wanted.version.map(number -> "?version=" + number).orElse(""),
                periods(wanted, frame),
                kept.stream()
                        .map(each -> new Link(wanted.address() + "?version=" + each.number(), label(each, frame)))
                        .toList(),
                wanted.version.isEmpty()
                        && frame.may(Permission.KEEP_REPORTS)
                        && scope.covers(Scope.of(wanted.place.path())),
                error,
                new ReviewText(review(context, wanted), frame).text());
    }

    private static String label(KeptReview kept, Frame frame) {
        return frame.text(
                "review.version", kept.number(), frame.format().dateTime(kept.kept()), kept.who(), kept.edition());
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
                        new Choice(Wanted.address(wanted.place, months), months.word(), months.equals(wanted.months)))
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
        Frame frame = views.frame(context, title(context, wanted));
        String html = views.text("pdf/review.jte", frame, content(context, wanted, frame, ""));
        context.header(
                "Content-Disposition",
                "inline; filename=\"socle-review-" + wanted.place.id() + "-" + wanted.months.word()
                        + wanted.version.map(number -> "-v" + number).orElse("") + ".pdf\"");
        context.contentType("application/pdf").result(Pdf.of(html));
    }

    private void json(Context context) {
        Json.write(context, review(context, wanted(context)));
    }
}
