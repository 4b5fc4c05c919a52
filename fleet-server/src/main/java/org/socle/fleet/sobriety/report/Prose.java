package org.socle.fleet.sobriety.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A sentence of which the figures lead to their methods: words and figures in the order of the language. Immutable.
 *
 * @param pieces that make it up; none when it says nothing
 */
public record Prose(List<Piece> pieces) {
    /** Says nothing. */
    public static final Prose NONE = new Prose(List.of());

    /** Characters that no message has, around the method and the figure. */
    private static final Pattern FIGURE = Pattern.compile("\ue000([a-z0-9-]+)\ue001([^\ue002]*)\ue002");

    public Prose {
        pieces = List.copyOf(pieces);
    }

    /**
     * A part of it.
     *
     * @param method id of the method on the same page; empty for mere words
     */
    public record Piece(String text, String method) {}

    /** A figure, to be put into a message of the message files. */
    static String figure(String value, String method) {
        return "\ue000" + method + "\ue001" + value + "\ue002";
    }

    /** A message with figures in it. */
    static Prose of(String message) {
        List<Piece> pieces = new ArrayList<>();
        Matcher figure = FIGURE.matcher(message);
        int from = 0;
        while (figure.find()) {
            add(pieces, message.substring(from, figure.start()), "");
            add(pieces, figure.group(2), figure.group(1));
            from = figure.end();
        }
        add(pieces, message.substring(from), "");
        return new Prose(pieces);
    }

    private static void add(List<Piece> pieces, String text, String method) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text, method));
        }
    }

    /** The words alone. */
    public String text() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }
}
