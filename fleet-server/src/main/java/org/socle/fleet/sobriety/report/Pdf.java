package org.socle.fleet.sobriety.report;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Makes tagged PDF (PDF/UA) of pages of ours. The one font is in the file, as accessible PDF demands: Liberation Sans, which PDFBox
 * brings along (SIL Open Font License).
 */
final class Pdf {
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private Pdf() {}

    /**
     * A document of a page.
     *
     * @param xhtml well-formed, with a title, a language and the family {@code Text}; nothing in it is fetched from anywhere
     */
    static byte[] of(String xhtml) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFastMode();
        builder.usePdfUaAccessibility(true);
        builder.useFont(Pdf::font, "Text");
        builder.withHtmlContent(printable(xhtml), null);
        builder.withProducer("Socle");
        builder.toStream(out);
        try {
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException("a document in memory cannot fail to be written", e);
        }
        return out.toByteArray();
    }

    /** What the font can show: it has no narrow no-break space. */
    static String printable(String text) {
        return text.replace('\u202f', '\u00a0');
    }

    /** The font; who takes it closes it. */
    static InputStream font() {
        return Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT), FONT);
    }
}
