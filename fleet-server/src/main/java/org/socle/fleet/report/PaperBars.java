package org.socle.fleet.report;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.socle.fleet.energy.bill.Bars;
import org.socle.fleet.energy.bill.BillText;
import org.socle.fleet.web.Frame;

/**
 * Bars for paper, with their scale and key, as one picture: a reader that speaks says its alternative text instead of thirty cells
 * without words. Drawn by PDFBox itself, for what draws by way of the screen needs fonts of the computer, which servers have none of.
 */
final class PaperBars {
    private static final float WIDTH = 493;
    private static final float LEFT = 46;
    private static final float ABOVE = 8;
    private static final float LABELS = 14;
    private static final float KEY = 13;
    private static final float SIZE = 8;
    private static final float SWATCH = 8;
    private static final float LOW = -3;
    private static final float GAP_SHARE = 0.15f;
    private static final float HATCH = 3;
    private static final int PERCENT = 100;
    private static final double THOUSANDTHS = 1000;

    private static final Color TEXT = new Color(0x40403c);
    private static final Color GRID = new Color(0xcfcdc6);
    private static final Color DARK = new Color(0x6b4a05);
    private static final Map<String, Color> COLOURS = Map.of(
            "used", new Color(0x0b4f8a),
            "idle", new Color(0x86a8c8),
            "off_hours", new Color(0xe6bf73),
            "undated", new Color(0xcfcdc6));

    private final List<Bulletin.Column> columns;
    private final double top;
    private final float height;
    private final Frame frame;

    /** Of the key. */
    private int rows = 1;

    /**
     * A drawing.
     *
     * @param top watt-hours at the upper edge
     * @param height of the bars alone, in points
     */
    PaperBars(List<Bulletin.Column> columns, double top, float height, Frame frame) {
        this.columns = columns;
        this.top = top;
        this.height = height;
        this.frame = frame;
    }

    /**
     * The drawing.
     *
     * @param title what it shows
     */
    Picture picture(String title) {
        return new Picture(address(), words(title));
    }

    private String address() {
        try (PDDocument document = new PDDocument();
                InputStream file = Pdf.font()) {
            PDFont font = PDType0Font.load(document, file, true);
            List<Entry> entries = entries(font);
            rows = 1 + entries.stream().mapToInt(Entry::row).max().orElse(0);
            PDPage page = new PDPage(new PDRectangle(WIDTH, ABOVE + height + bottom()));
            document.addPage(page);
            try (PDPageContentStream out = new PDPageContentStream(document, page)) {
                scale(out, font);
                bars(out, font);
                key(out, font, entries);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return "data:application/pdf;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("a drawing in memory cannot fail to be written", e);
        }
    }

    private float bottom() {
        return LABELS + rows * KEY;
    }

    private void scale(PDPageContentStream out, PDFont font) throws IOException {
        boolean known = columns.stream().anyMatch(Bulletin.Column::known);
        for (int half = 0; half <= 2; half++) {
            float y = bottom() + height * half / 2;
            out.setStrokingColor(half == 0 ? TEXT : GRID);
            out.setLineWidth(0.5f);
            out.moveTo(LEFT, y);
            out.lineTo(WIDTH, y);
            out.stroke();
            // Where nothing is known there is nothing to measure by.
            String value = half == 0 ? "0" : known ? exact(top * half / 2) : "";
            text(out, font, value, LEFT - 4 - width(font, value), y + LOW);
        }
    }

    /** A mark is not rounded: a half of 0.5 is not 0.3. */
    private String exact(double wattHours) {
        return frame.text("energy.kwh", frame.format().plain(wattHours / THOUSANDTHS, 4));
    }

    private void bars(PDPageContentStream out, PDFont font) throws IOException {
        float step = (WIDTH - LEFT) / Math.max(1, columns.size());
        for (int i = 0; i < columns.size(); i++) {
            Bulletin.Column column = columns.get(i);
            float left = LEFT + i * step + step * GAP_SHARE;
            float wide = step * (1 - 2 * GAP_SHARE);
            if (column.known()) {
                float below = bottom();
                for (int part = 0; part < Bars.PARTS.size(); part++) {
                    float high = column.parts().get(part) * height / PERCENT;
                    box(out, Bars.PARTS.get(part), left, below, wide, high);
                    below += high;
                }
            } else {
                gap(out, left, bottom(), wide);
            }
            float middle = left + (wide - width(font, column.label())) / 2;
            text(out, font, column.label(), middle, bottom() - LABELS + 4);
        }
    }

    /**
     * A part with its name, in the key.
     *
     * @param part empty for what is not known
     */
    private record Entry(String part, String name, float left, int row) {}

    private List<Entry> entries(PDFont font) throws IOException {
        List<String> parts =
                new ArrayList<>(Bars.PARTS.stream().filter(this::drawn).toList());
        if (columns.stream().anyMatch(column -> !column.known())) {
            parts.add("");
        }
        List<Entry> entries = new ArrayList<>();
        float left = LEFT;
        int row = 0;
        for (String part : parts) {
            String name = frame.text(part.isEmpty() ? "energy.no_data" : "energy.part." + part);
            float wide = SWATCH + 4 + width(font, name);
            if (left > LEFT && left + wide > WIDTH) {
                left = LEFT;
                row++;
            }
            entries.add(new Entry(part, name, left, row));
            left += wide + SWATCH;
        }
        return entries;
    }

    private void key(PDPageContentStream out, PDFont font, List<Entry> entries) throws IOException {
        for (Entry entry : entries) {
            float y = (rows - 1 - entry.row) * KEY + 3;
            if (entry.part.isEmpty()) {
                gap(out, entry.left, y, SWATCH);
            } else {
                box(out, entry.part, entry.left, y - 1, SWATCH, SWATCH);
            }
            text(out, font, entry.name, entry.left + SWATCH + 4, y);
        }
    }

    private boolean drawn(String part) {
        int index = Bars.PARTS.indexOf(part);
        return columns.stream().anyMatch(column -> column.parts().get(index) > 0);
    }

    /** What is outside school hours is hatched too: a printer without colours prints two of them alike. */
    private static void box(PDPageContentStream out, String part, float left, float below, float wide, float high)
            throws IOException {
        if (high <= 0) {
            return;
        }
        out.saveGraphicsState();
        out.setNonStrokingColor(COLOURS.getOrDefault(part, GRID));
        out.addRect(left, below, wide, high);
        out.fill();
        if (part.equals("off_hours")) {
            out.addRect(left, below, wide, high);
            out.clip();
            out.setStrokingColor(DARK);
            out.setLineWidth(0.5f);
            for (float x = left - high; x < left + wide; x += HATCH) {
                out.moveTo(x, below);
                out.lineTo(x + high, below + high);
            }
            out.stroke();
        }
        out.restoreGraphicsState();
    }

    private static void gap(PDPageContentStream out, float left, float y, float wide) throws IOException {
        out.setStrokingColor(TEXT);
        out.setLineWidth(1.5f);
        out.moveTo(left, y + 2);
        out.lineTo(left + wide, y + 2);
        out.stroke();
    }

    private static float width(PDFont font, String text) throws IOException {
        return (float) (font.getStringWidth(Pdf.printable(text)) / THOUSANDTHS * SIZE);
    }

    private static void text(PDPageContentStream out, PDFont font, String text, float x, float y) throws IOException {
        if (text.isEmpty()) {
            return;
        }
        out.beginText();
        out.setNonStrokingColor(TEXT);
        out.setFont(font, SIZE);
        out.newLineAtOffset(x, y);
        out.showText(Pdf.printable(text));
        out.endText();
    }

    /** How far the scale goes, which bar is the highest, and of how many nothing is known. */
    private String words(String title) {
        int highest = IntStream.range(0, columns.size())
                .boxed()
                .max((a, b) -> Integer.compare(sum(columns.get(a)), sum(columns.get(b))))
                .orElse(-1);
        long unknown = columns.stream().filter(column -> !column.known()).count();
        if (highest < 0 || sum(columns.get(highest)) == 0) {
            return frame.text("paper.drawing.none", title);
        }
        return frame.text(
                "paper.drawing",
                title,
                columns.size(),
                exact(top),
                columns.get(highest).name(),
                BillText.energy(sum(columns.get(highest)) * top / PERCENT, frame),
                unknown);
    }

    private static int sum(Bulletin.Column column) {
        return column.parts().stream().mapToInt(Integer::intValue).sum();
    }
}
