package org.socle.fleet.report;

import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;

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
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFastMode();
        builder.usePdfUaAccessibility(true);
        builder.useFont(Pdf::font, "Text");
        builder.useUnicodeLineBreaker(new Lines());
        builder.withHtmlContent(printable(xhtml), null);
        builder.withProducer("Socle");
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
            PDDocument document = renderer.getPdfDocument();
            nameLinks(document.getDocumentCatalog().getStructureTreeRoot());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a document in memory cannot fail to be written", e);
        }
    }

    /** The renderer gives links an empty alternative text, which a reader that speaks would take for what the link says. */
    private static void nameLinks(PDStructureNode node) {
        for (Object kid : node.getKids()) {
            if (kid instanceof PDStructureElement element) {
                if ("".equals(element.getAlternateDescription())) {
                    element.getCOSObject().removeItem(COSName.ALT);
                }
                nameLinks(element);
            }
        }
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
