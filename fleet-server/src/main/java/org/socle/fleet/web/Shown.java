package org.socle.fleet.web;

import java.util.regex.Pattern;

/**
 * Texts of machines and people as they are put out, in pages, files and answers: without characters that are not seen and change how
 * others are read, such as U+202E, which turns {@code gpj.exe} into {@code exe.jpg}. Stateless.
 */
final class Shown {
    /** Control characters but for tabulator and line ends, what changes the direction of writing, and other marks without a shape. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F\\u061C\\u200E\\u200F"
                    + "\\u2028-\\u202E\\u2066-\\u206F\\uFFF9-\\uFFFB\\uFEFF]|\\uDB40[\\uDC00-\\uDC7F]");

    /** What stands for one of them. */
    private static final String INSTEAD = "\uFFFD";

    private Shown() {}

    /** The same text with a mark in the place of each such character. */
    static String of(String text) {
        return UNSEEN.matcher(text).replaceAll(INSTEAD);
    }
}
