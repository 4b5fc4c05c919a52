package org.socle.fleet.lifecycle;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.web.Messages;
import org.socle.fleet.web.Refusal;

/**
 * Facts as people type them, in a form or in a file. Immutable.
 *
 * @param values texts by key; what is missing is empty
 */
public record FactsText(Map<String, String> values) {
    /** The keys: names of the form's fields, and of the file's columns. */
    public static final List<String> KEYS = List.of(
            "category",
            "made",
            "acquired",
            "how",
            "price",
            "flat",
            "supplier",
            "retired",
            "destination",
            "oriented",
            "bordereau");

    private static final int LONGEST = 100;
    private static final int FIRST_YEAR = 1980;
    private static final long MOST_CENTS = 100_000_000;
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final Pattern FRENCH = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");
    private static final Pattern MONEY = Pattern.compile("\\d{1,9}([.,]\\d{1,2})?");

    /** Without accents, capitals and spaces around it. */
    static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('’', '\'')
                .toLowerCase(Locale.ROOT)
                .strip();
    }

    public String get(String key) {
        return values.getOrDefault(key, "");
    }

    /** What is known, as text that reads back as the same. */
    public static FactsText of(Facts facts) {
        Map<String, String> values = new LinkedHashMap<>();
        Category category = facts.category();
        Acquisition how = facts.how();
        Destination destination = facts.destination();
        values.put("category", category == null ? "" : category.word());
        values.put("made", text(facts.made()));
        values.put("acquired", text(facts.acquired()));
        values.put("how", how == null ? "" : how.word());
        values.put("price", money(facts.price()));
        values.put("flat", money(facts.flat()));
        values.put("supplier", facts.supplier());
        values.put("retired", text(facts.retired()));
        values.put("destination", destination == null ? "" : destination.word());
        values.put("oriented", text(facts.oriented()));
        values.put("bordereau", facts.bordereau());
        return new FactsText(values);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String money(@Nullable Long cents) {
        return cents == null ? "" : BigDecimal.valueOf(cents, 2).toPlainString();
    }

    /** This, and what is known already where it says nothing. */
    FactsText over(Facts known) {
        Map<String, String> all = new LinkedHashMap<>(of(known).values);
        values.forEach((key, value) -> {
            if (!value.isBlank()) {
                all.put(key, value);
            }
        });
        return new FactsText(all);
    }

    /** The keys of what another says differently. */
    List<String> differences(FactsText other) {
        return KEYS.stream().filter(key -> !get(key).equals(other.get(key))).toList();
    }

    /**
     * What it says.
     *
     * @param today nothing happens after it
     * @throws Refusal when something cannot be read, or contradicts something else
     */
    Facts read(LocalDate today) {
        Category category = word("category", "category", Category.values(), Category::word);
        Acquisition how = word("how", "how", Acquisition.values(), Acquisition::word);
        LocalDate acquired = day("acquired", null, today);
        Long price = money("price");
        Long flat = money("flat");
        if (price != null && (how == null || how == Acquisition.GIFT)) {
            throw new Refusal("facts.refused.price.gift");
        }
        if (flat != null && how != Acquisition.GIFT) {
            throw new Refusal("facts.refused.flat.bought");
        }
        Integer made = year(acquired == null ? today.getYear() : acquired.getYear());
        LocalDate retired = day("retired", acquired, today);
        Destination destination = word("destination", "destination", Destination.values(), Destination::word);
        if (destination != null && retired == null) {
            throw new Refusal("facts.refused.retired.missing");
        }
        LocalDate oriented = day("oriented", retired, today);
        if (oriented != null && destination == null) {
            throw new Refusal("facts.refused.destination.missing");
        }
        if (oriented == null && destination != null) {
            oriented = retired;
        }
        Facts facts = new Facts(
                category,
                acquired,
                how,
                price,
                flat,
                made,
                line("supplier"),
                retired,
                destination,
                oriented,
                line("bordereau"));
        if (flat != null) {
            FlatValues.ALL.shipped(facts).ifPresent(known -> {
                if (known != flat) {
                    throw new Refusal("facts.refused.flat.known", known / 100);
                }
            });
        }
        return facts;
    }

    /** What people write in place of the longer words of the pages, in either language; without accents. */
    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("how neuf", "new"),
            Map.entry("how occasion", "reuse"),
            Map.entry("how reconditionne", "reuse"),
            Map.entry("how reemploi", "reuse"),
            Map.entry("how refurbished", "reuse"),
            Map.entry("how second hand", "reuse"),
            Map.entry("how don", "gift"),
            Map.entry("category portable", "laptop"),
            Map.entry("category fixe", "desktop"),
            Map.entry("category unite centrale", "desktop"),
            Map.entry("category moniteur", "screen"),
            Map.entry("category monitor", "screen"),
            Map.entry("category smartphone", "phone"),
            Map.entry("category videoprojector", "projector"),
            Map.entry("destination vente", "sale"),
            Map.entry("destination don", "gift"),
            Map.entry("destination recyclage", "recycling"),
            Map.entry("destination deee", "recycling"),
            Map.entry("destination perte", "lost"),
            Map.entry("destination vol", "lost"));

    /** A word of a list: its own, that of a page in any language, or a shorter one; refused, those of the pages are named. */
    private <T> @Nullable T word(String key, String list, T[] all, Function<T, String> word) {
        String typed = folded(get(key));
        if (typed.isEmpty()) {
            return null;
        }
        String text = SHORT.getOrDefault(list + " " + typed, typed);
        List<String> known = new ArrayList<>();
        for (T each : all) {
            String own = word.apply(each);
            String label = "facts." + list + "." + own;
            if (text.equals(own)
                    || text.equals(folded(Messages.FRENCH.text(label)))
                    || text.equals(folded(Messages.ENGLISH.text(label)))) {
                return each;
            }
            known.add(label);
        }
        throw new Refusal("facts.refused." + key + ".word", get(key), new Refusal.Labels(known));
    }

    /** A day as forms send it, or as spreadsheets in French write it. */
    private @Nullable LocalDate day(String key, @Nullable LocalDate from, LocalDate to) {
        String text = get(key).strip();
        if (text.isEmpty()) {
            return null;
        }
        Matcher iso = ISO.matcher(text);
        Matcher french = FRENCH.matcher(text);
        LocalDate day;
        try {
            if (iso.matches()) {
                day = LocalDate.of(number(iso, 1), number(iso, 2), number(iso, 3));
            } else if (french.matches()) {
                day = LocalDate.of(number(french, 3), number(french, 2), number(french, 1));
            } else {
                throw new Refusal("facts.refused." + key + ".day", text);
            }
        } catch (DateTimeException e) {
            throw new Refusal("facts.refused." + key + ".day", text);
        }
        LocalDate earliest = Objects.requireNonNullElse(from, LocalDate.of(FIRST_YEAR, 1, 1));
        if (day.isBefore(earliest) || day.isAfter(to)) {
            throw new Refusal("facts.refused." + key + ".order", day.toString(), earliest.toString(), to.toString());
        }
        return day;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private @Nullable Integer year(int latest) {
        String text = get("made").strip();
        if (text.isEmpty()) {
            return null;
        }
        int year = text.matches("[0-9]{4}") ? Integer.parseInt(text) : 0;
        if (year < FIRST_YEAR || year > latest) {
            throw new Refusal("facts.refused.made", text, Integer.toString(FIRST_YEAR), Integer.toString(latest));
        }
        return year;
    }

    private @Nullable Long money(String key) {
        String text = get(key).replaceAll("[\\h€]", "");
        if (text.isEmpty()) {
            return null;
        }
        if (MONEY.matcher(text).matches()) {
            BigDecimal euros = new BigDecimal(text.replace(',', '.'));
            long cents = euros.movePointRight(2).longValueExact();
            if (cents <= MOST_CENTS) {
                return cents;
            }
        }
        throw new Refusal("facts.refused." + key, get(key), Long.toString(MOST_CENTS / 100));
    }

    private String line(String key) {
        String text = get(key).strip();
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw new Refusal("facts.refused." + key, LONGEST);
        }
        return text;
    }

    /** The words of a list, for a form. */
    static <T> List<String> words(T[] all, Function<T, String> word) {
        return Arrays.stream(all).map(word).toList();
    }
}
