package org.socle.fleet.maintenance.figure;

import com.github.miachm.sods.Range;
import com.github.miachm.sods.Sheet;
import com.github.miachm.sods.SpreadSheet;
import com.github.miachm.sods.Style;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.account.Permission;
import org.socle.fleet.school.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.CsvKind;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Views;

/** {@code /figures.csv} and {@code /figures.ods}: the figures for spreadsheets and programs. */
public final class FiguresFiles {
    private static final List<String> TABLES = List.of("schools", "machines", "models");
    private static final String ODS = "application/vnd.oasis.opendocument.spreadsheet";

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
        SpreadSheet book = new SpreadSheet();
        for (FigureSheet each : sheets(context, query)) {
            book.appendSheet(sheet(each));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            book.save(out);
        } catch (IOException e) {
            throw new UncheckedIOException("a spreadsheet in memory cannot fail to be written", e);
        }
        context.header("Content-Disposition", "attachment; filename=\"socle-figures.ods\"");
        context.contentType(ODS).result(out.toByteArray());
    }

    private static Sheet sheet(FigureSheet figures) {
        Sheet sheet = new Sheet(
                figures.name(), figures.rows().size() + 1, figures.head().size());
        Style bold = new Style();
        bold.setBold(true);
        for (int column = 0; column < figures.head().size(); column++) {
            Range cell = sheet.getRange(0, column);
            cell.setValue(figures.head().get(column));
            cell.setStyle(bold);
        }
        for (int row = 0; row < figures.rows().size(); row++) {
            for (int column = 0; column < figures.head().size(); column++) {
                @Nullable Object value = figures.rows().get(row).get(column);
                if (value != null) {
                    sheet.getRange(row + 1, column).setValue(value);
                }
            }
        }
        return sheet;
    }
}
