package org.socle.fleet.web;

import com.github.miachm.sods.Range;
import com.github.miachm.sods.Sheet;
import com.github.miachm.sods.SpreadSheet;
import com.github.miachm.sods.Style;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Workbooks to take away. */
public final class Ods {
    private static final String TYPE = "application/vnd.oasis.opendocument.spreadsheet";

    private Ods() {}

    /**
     * One sheet.
     *
     * @param head names of the columns
     * @param rows texts and numbers; null where something is not known
     */
    public record Grid(String name, List<String> head, List<List<@Nullable Object>> rows) {}

    /** Answers a workbook. */
    public static void write(Context context, String name, List<Grid> grids) {
        SpreadSheet book = new SpreadSheet();
        grids.forEach(grid -> book.appendSheet(sheet(grid)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            book.save(out);
        } catch (IOException e) {
            throw new UncheckedIOException("a spreadsheet in memory cannot fail to be written", e);
        }
        context.header("Content-Disposition", "attachment; filename=\"" + name + ".ods\"");
        context.contentType(TYPE).result(out.toByteArray());
    }

    private static Sheet sheet(Grid grid) {
        Sheet sheet = new Sheet(grid.name(), grid.rows().size() + 1, grid.head().size());
        Style bold = new Style();
        bold.setBold(true);
        for (int column = 0; column < grid.head().size(); column++) {
            Range cell = sheet.getRange(0, column);
            cell.setValue(grid.head().get(column));
            cell.setStyle(bold);
        }
        for (int row = 0; row < grid.rows().size(); row++) {
            for (int column = 0; column < grid.head().size(); column++) {
                @Nullable Object value = grid.rows().get(row).get(column);
                if (value != null) {
                    sheet.getRange(row + 1, column).setValue(value instanceof String text ? Shown.of(text) : value);
                }
            }
        }
        return sheet;
    }
}
