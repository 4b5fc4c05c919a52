package org.socle.fleet.report;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Scope;
import org.socle.fleet.energy.bill.Months;
import org.socle.fleet.energy.factor.FactorEditions;
import org.socle.fleet.energy.factor.Factors;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlacePath;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Url;
import org.socle.fleet.web.Views;

/** The bulletin of a school for a month, to be read, printed on one page of A4, or taken as tagged PDF. */
public final class BulletinPage implements Page {
    /** Of the bars, in points: all of the bulletin stays on one page. */
    private static final float HEIGHT = 96;

    private final Bulletins bulletins;
    private final FactorEditions editions;
    private final Places places;
    private final Views views;
    private final Clock clock;

    public BulletinPage(Bulletins bulletins, FactorEditions editions, Places places, Views views, Clock clock) {
        this.bulletins = bulletins;
        this.editions = editions;
        this.places = places;
        this.views = views;
        this.clock = clock;
    }

    /**
     * Content of the page.
     *
     * @param files what the address of the same on paper has behind its question mark
     * @param edition says that an old edition of factors was asked for; empty for the one that counts
     */
    public record Content(Bulletin bulletin, String files, String edition) {}

    /** Content of the paper. */
    public record Paper(Bulletin bulletin, Picture picture) {}

    @Override
    public String path() {
        return "/schools/{uai}/bulletin";
    }

    /** {@code /schools/{uai}/bulletin.pdf}. */
    public void routes(RoutesConfig routes) {
        routes.get(path() + ".pdf", this::pdf, Permission.LOOK);
    }

    @Override
    public void show(Context context) {
        Place school = PlacePath.school(context, places);
        Frame frame = views.frame(context, views.messages(context).text("bulletin.title", school.name()));
        Factors factors = factors(context);
        Bulletin bulletin = bulletin(context, school, factors, frame);
        boolean old = !factors.edition().equals(editions.current().edition());
        views.render(
                context,
                "bulletin.jte",
                frame,
                new Content(
                        bulletin,
                        Url.pair("period", bulletin.period())
                                + (old ? "&" + Url.pair("edition", factors.edition()) : ""),
                        old ? frame.text("factor.asked", factors.edition()) : ""));
    }

    private void pdf(Context context) {
        Place school = PlacePath.school(context, places);
        Frame frame = views.frame(context, views.messages(context).text("bulletin.title", school.name()));
        Bulletin bulletin = bulletin(context, school, factors(context), frame);
        Picture picture =
                new PaperBars(bulletin.columns(), bulletin.drawing().top(), HEIGHT, frame).picture(bulletin.title());
        context.header(
                "Content-Disposition",
                "inline; filename=\"bulletin-" + school.uai() + "-" + bulletin.period() + ".pdf\"");
        context.contentType("application/pdf")
                .result(Pdf.of(views.text("pdf/bulletin.jte", frame, new Paper(bulletin, picture))));
    }

    private Factors factors(Context context) {
        return editions.asked(new Query(context).only("period", "edition", "lang"));
    }

    private Bulletin bulletin(Context context, Place school, Factors factors, Frame frame) {
        Query query = new Query(context);
        // The last whole month: what people are told should not change any more.
        YearMonth usual = YearMonth.from(
                        LocalDate.ofInstant(clock.instant(), frame.format().zone()))
                .minusMonths(1);
        YearMonth month = query.word("period", word -> Months.parse(word).filter(Months::single), "2026-10")
                .map(months -> YearMonth.from(months.first()))
                .orElse(usual);
        Scope scope = Access.viewer(context).scope().and(Scope.of(school.path()));
        return bulletins.of(scope, school, month, factors, frame);
    }
}
