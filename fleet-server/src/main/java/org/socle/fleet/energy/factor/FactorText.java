package org.socle.fleet.energy.factor;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.socle.fleet.web.Format;
import org.socle.fleet.web.Frame;

/** A factor as people read it. */
public final class FactorText {
    /** Subjects, territories and units of shipped editions that have a word in the message files; others stand as they are. */
    private static final Set<String> WORDS = Set.of(
            "electricity",
            "laptop",
            "desktop",
            "mini",
            "all_in_one",
            "tablet",
            "monitor",
            "ssd",
            "hdd",
            "processor",
            "transfer",
            "mainland",
            "corsica",
            "overseas",
            "years",
            "share");

    private FactorText() {}

    /** Of what it is: kind, subject, year and territory. */
    public static String what(Factor factor, Frame frame) {
        return Stream.of(
                        frame.text("factor.kind." + factor.kind()),
                        word(factor.subject(), frame),
                        factor.year() == null ? "" : Integer.toString(Objects.requireNonNull(factor.year())),
                        word(factor.territory(), frame))
                .filter(word -> !word.isEmpty())
                .distinct()
                .collect(Collectors.joining(" · "));
    }

    /** Value and range, with the unit. */
    public static String value(Factor factor, Frame frame) {
        Format format = frame.format();
        Double value = factor.value();
        Double low = factor.low();
        Double high = factor.high();
        String number = value == null ? "" : format.plain(value, 4);
        String range = low == null || high == null
                ? ""
                : frame.text("factor.range", format.plain(low, 4), format.plain(high, 4));
        return Stream.of(number, range, word(factor.unit(), frame))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String word(String word, Frame frame) {
        return WORDS.contains(word) ? frame.text("factor.word." + word) : word;
    }
}
