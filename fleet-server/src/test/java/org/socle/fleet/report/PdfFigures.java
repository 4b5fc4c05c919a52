package org.socle.fleet.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDObjectReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionGoTo;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageDestination;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.apache.pdfbox.text.TextPosition;

/**
 * Follows a document as a reader that speaks does, by its tags, and finds figures that lead to no method: numbers with a unit that are
 * neither in a link into the document, nor in a table's column that has one in its head or a drawing that has one in its caption, nor
 * among the methods, which are a section.
 */
final class PdfFigures {
    private static final Pattern FIGURE = Pattern.compile(
            "\\d[\\s\\u00a0]*(k?Wh|k?W|MWh|(kg|t) ?CO₂e|€|c/kWh|%|points?|ans?|years?)(?![\\p{L}])|€\\d");

    private final Map<PDPage, Map<Integer, String>> texts = new HashMap<>();
    private final List<String> lost = new ArrayList<>();
    private final List<String> figures = new ArrayList<>();
    private int links;

    private PdfFigures(PDDocument document) throws IOException {
        for (PDPage page : document.getPages()) {
            PDFMarkedContentExtractor extractor = new PDFMarkedContentExtractor();
            extractor.processPage(page);
            Map<Integer, String> byNumber = new HashMap<>();
            extractor.getMarkedContents().forEach(content -> byNumber.put(content.getMCID(), text(content)));
            texts.put(page, byNumber);
        }
        look(document.getDocumentCatalog().getStructureTreeRoot(), false, List.of());
    }

    static PdfFigures of(PDDocument document) throws IOException {
        return new PdfFigures(document);
    }

    /** Figures without a method. */
    List<String> lost() {
        return lost;
    }

    /** How many figures there are. */
    int count() {
        return figures.size();
    }

    /** Links to somewhere in the document. */
    int links() {
        return links;
    }

    private static String text(PDMarkedContent content) {
        StringBuilder text = new StringBuilder();
        for (Object each : content.getContents()) {
            if (each instanceof TextPosition position) {
                text.append(position.getUnicode());
            } else if (each instanceof PDMarkedContent inner) {
                text.append(text(inner));
            }
        }
        return text.toString();
    }

    /**
     * Looks a part of the tree through.
     *
     * @param led whether what is around it leads to a method
     * @param heads of the columns of the table it is in, whether each has a link
     */
    private void look(PDStructureNode node, boolean led, List<Boolean> heads) throws IOException {
        List<Boolean> columns = heads;
        if (is(node, "Table")) {
            columns = heads(node);
        }
        int column = 0;
        StringBuilder words = new StringBuilder();
        for (Object kid : node.getKids()) {
            if (kid instanceof PDStructureElement element) {
                judge(words, led);
                boolean cell = is(element, "TD") && column < columns.size() && columns.get(column);
                look(
                        element,
                        led || cell || is(element, "Sect") || leads(element) || captioned(node, element),
                        columns);
                column++;
            } else {
                words.append(text(node, kid));
            }
        }
        judge(words, led);
    }

    private void judge(StringBuilder words, boolean led) {
        String text = words.toString();
        words.setLength(0);
        if (FIGURE.matcher(text).find()) {
            figures.add(text);
            if (!led) {
                lost.add(text);
            }
        }
    }

    private String text(PDStructureNode node, Object kid) {
        if (kid instanceof Integer number && node instanceof PDStructureElement element) {
            return texts.get(element.getPage()).getOrDefault(number, "");
        }
        if (kid instanceof PDMarkedContentReference reference) {
            return texts.get(reference.getPage()).getOrDefault(reference.getMCID(), "");
        }
        return "";
    }

    private List<Boolean> heads(PDStructureNode table) throws IOException {
        List<Boolean> heads = new ArrayList<>();
        for (Object part : table.getKids()) {
            if (part instanceof PDStructureElement element && is(element, "THead")) {
                PDStructureElement row = (PDStructureElement) element.getKids().get(0);
                for (Object head : row.getKids()) {
                    heads.add(hasLink((PDStructureElement) head));
                }
            }
        }
        return heads;
    }

    /** Whether it is a drawing, and stands in one block with a caption that has a link. */
    private boolean captioned(PDStructureNode around, PDStructureElement element) throws IOException {
        return is(element, "Figure")
                && around instanceof PDStructureElement block
                && block.getKids().size() == 2
                && hasLink(block);
    }

    private boolean hasLink(PDStructureElement element) throws IOException {
        for (Object kid : element.getKids()) {
            if (kid instanceof PDStructureElement inner && (leads(inner) || hasLink(inner))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is a link, and what it is a link to is on a page. */
    private boolean leads(PDStructureElement element) throws IOException {
        if (!is(element, "Link")) {
            return false;
        }
        for (Object kid : element.getKids()) {
            if (kid instanceof PDObjectReference reference
                    && reference.getReferencedObject() instanceof PDAnnotationLink link
                    && link.getAction() instanceof PDActionGoTo action
                    && action.getDestination() instanceof PDPageDestination destination
                    && destination.getPage() != null) {
                links++;
                return true;
            }
        }
        return false;
    }

    private static boolean is(PDStructureNode node, String type) {
        return node instanceof PDStructureElement element
                && element.getStructureType().equals(type);
    }
}
