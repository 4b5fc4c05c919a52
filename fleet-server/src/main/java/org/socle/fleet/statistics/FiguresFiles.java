package org.socle.fleet.statistics;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.socle.fleet.access.Permission;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.CsvKind;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Ods;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Views;

/** {@code /figures.csv} and {@code /figures.ods}: the figures for spreadsheets and programs. */
public final class FiguresFiles {
    private static final List<String> TABLES = List.of("schools", "machines", "models");

    private final Figures figures;
    private final Places places;
    private final Views views;
    private final Clock clock;

    public FiguresFiles(Figures figures, Places places, Views views, Clock clock) {
        this.figures = figures;
        this.places = places;
        this.views = views;
        this.clock = clock;
    }

    public void routes(RoutesConfig routes) {
        routes.get(FiguresPage.PATH + ".csv", this::csv, Permission.LOOK);
        routes.get(FiguresPage.PATH + ".ods", this::ods, Permission.LOOK);
    }

    private List<FigureSheet> sheets(Context context, Query query) {
        Frame frame = views.frame(context, "");
        LocalDate today = LocalDate.ofInstant(clock.instant(), frame.format().zone());
        FiguresPage.Asked asked = FiguresPage.Asked.of(query, places, Access.viewer(context), today);
        return FigureSheet.all(figures.of(asked.scope(), asked.period()), frame);
    }

    private void csv(Context context) {
        Query query = new Query(context).only("for", "period", "place", "table", "lang");
        CsvKind kind = CsvKind.asked(query);
        int table = query.word(
                        "table",
                        word -> Optional.of(TABLES.indexOf(word)).filter(index -> index >= 0),
                        TABLES.toArray(String[]::new))
                .orElse(0);
        kind.write(
                context,
                "socle-" + TABLES.get(table),
                sheets(context, query).get(table).texts(kind));
    }

    private void ods(Context context) {
        Query query = new Query(context).only("period", "place", "lang");
        Ods.write(
                context,
                "socle-figures",
                sheets(context, query).stream()
                        .map(sheet -> new Ods.Grid(sheet.name(), sheet.head(), sheet.rows()))
                        .toList());
    }
}
