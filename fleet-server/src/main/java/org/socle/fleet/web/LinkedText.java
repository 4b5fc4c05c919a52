package org.socle.fleet.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A sentence in which figures are links to how they are reckoned. Figures are marked before the message is put together, so that each
 * language has them where it wants them; the marks are characters for private use, which no text of people has. Immutable.
 *
 * @param pieces in order; their texts make up the sentence
 */
public record LinkedText(List<Piece> pieces) {
    private static final char BEGIN = '\uE000';
    private static final char TEXT = '\uE001';
    private static final char END = '\uE002';

    /** Nothing to say. */
    public static final LinkedText NONE = new LinkedText(List.of());

    public LinkedText {
        pieces = List.copyOf(pieces);
    }

    /**
     * A part of the sentence.
     *
     * @param href where it leads; empty for plain words
     */
    public record Piece(String text, String href) {}

    /**
     * A figure marked, to be put into a message.
     *
     * @param href where it leads, such as {@code #method-energy}
     */
    public static String figure(String text, String href) {
        return BEGIN + href + TEXT + text + END;
    }

    /** A sentence with figures that were marked; marks that do not belong together are dropped. */
    public static LinkedText of(String marked) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        while (true) {
            int begin = marked.indexOf(BEGIN, from);
            int text = marked.indexOf(TEXT, begin);
            int end = marked.indexOf(END, text);
            if (begin < 0 || text < 0 || end < 0) {
                add(pieces, marked.substring(from), "");
                return new LinkedText(pieces);
            }
            add(pieces, marked.substring(from, begin), "");
            add(pieces, marked.substring(text + 1, end), marked.substring(begin + 1, text));
            from = end + 1;
        }
    }

    private static void add(List<Piece> pieces, String text, String href) {
        String clean = text.replaceAll("[" + BEGIN + TEXT + END + "]", "");
        if (!clean.isEmpty()) {
            pieces.add(new Piece(clean, href));
        }
    }

    public boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** Without links, for where none can be: titles, drawings, files. */
    public String plain() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }
}
