package org.socle.contract.config;

import com.electronwill.nightconfig.core.UnmodifiableConfig;
import com.electronwill.nightconfig.core.io.ParsingException;
import com.electronwill.nightconfig.toml.TomlParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of all settings files and environment variables, taken out one by one by the records that know them. What is left at the end is a
 * mistake. Not thread-safe.
 */
public final class Settings {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,9})\\s*(s|m|min|h|d)");

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final TreeSet<String> known = new TreeSet<>();

    /**
     * One value.
     *
     * @param place where it stands, with the value, for messages
     */
    private record Entry(String origin, String place, Object value) {}

    /** No file: every setting has its default. */
    public static Settings none() {
        return new Settings();
    }

    /**
     * Reads a settings file and those of its directory of overrides: for {@code agent.toml}, {@code agent.d/*.toml}.
     *
     * @param required whether the file must exist; a missing one otherwise means defaults
     */
    public static Settings load(Path file, boolean required) {
        Settings settings = new Settings();
        if (Files.exists(file)) {
            settings.add(file);
        } else if (required) {
            throw new ConfigException(file + ": there is no such file");
        }
        String name =
                Objects.requireNonNull(file.getFileName(), "settings file").toString();
        Path overrides = file.resolveSibling(name.replaceFirst("\\.toml$", "") + ".d");
        if (Files.isDirectory(overrides)) {
            try (Stream<Path> files = Files.list(overrides)) {
                files.filter(path -> path.toString().endsWith(".toml")).sorted().forEach(settings::add);
            } catch (IOException e) {
                throw new ConfigException(overrides + ": cannot be read: " + e.getMessage(), e);
            }
        }
        return settings;
    }

    private void add(Path file) {
        try {
            String text = Files.readString(file);
            try {
                flatten(file, "", new TomlParser().parse(text));
            } catch (ParsingException e) {
                String reason = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
                throw new ConfigException(file + ": line " + wrongLine(text) + " is not valid TOML: " + reason, e);
            }
        } catch (CharacterCodingException e) {
            throw new ConfigException(file + ": is not text in UTF-8", e);
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** The line, from 1, on which begins what cannot be read; the parser does not tell. */
    private static int wrongLine(String text) {
        List<String> lines = text.lines().toList();
        for (int good = lines.size() - 1; good > 0; good--) {
            try {
                new TomlParser().parse(String.join("\n", lines.subList(0, good)));
                return good + 1;
            } catch (ParsingException e) {
                // The mistake is still in it.
            }
        }
        return 1;
    }

    /**
     * Puts environment variables over what the files say.
     *
     * @param environment all variables there are; empty ones count as missing
     * @param prefix of the variables that are ours: one with it that is not known is a mistake
     * @param keys the variable for each key
     * @param others variables with the prefix that are known and mean something elsewhere
     */
    public Settings environment(
            Map<String, String> environment, String prefix, Map<String, String> keys, Set<String> others) {
        Set<String> known = new TreeSet<>(keys.keySet());
        known.addAll(others);
        environment.forEach((name, value) -> {
            if (name.startsWith(prefix) && !known.contains(name)) {
                throw new ConfigException(name + ": there is no such setting" + nearest(name, known));
            }
        });
        keys.forEach((name, key) -> {
            String value = environment.getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                Object typed = NUMBER.matcher(value).matches() ? Long.valueOf(value) : value;
                entries.put(key, new Entry(name, name + "=" + value, typed));
            }
        });
        return this;
    }

    private void flatten(Path file, String prefix, UnmodifiableConfig table) {
        for (UnmodifiableConfig.Entry entry : table.entrySet()) {
            String key = prefix + entry.getKey();
            if (entry.getRawValue() instanceof UnmodifiableConfig nested) {
                flatten(file, key + ".", nested);
            } else {
                Object value = Objects.requireNonNull(entry.getRawValue());
                entries.put(key, new Entry(file.toString(), file + ": " + key + " = " + value, value));
            }
        }
    }

    /** A text. */
    public String text(String key, String byDefault) {
        Entry entry = take(key);
        if (entry == null) {
            return byDefault;
        }
        if (entry.value instanceof String text && !text.isBlank()) {
            return text.strip();
        }
        throw wrong(entry, "a text is expected, such as \"" + byDefault + "\"");
    }

    /**
     * Something written as a text, that may be left out: empty then.
     *
     * @param parser throws a {@link ConfigException} that names key and mistake; the text itself is not shown, since it may
     *     hold a password
     */
    public <T> Optional<T> parsed(String key, Function<String, T> parser) {
        Entry entry = take(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.value instanceof String text && !text.isBlank()) {
            return Optional.of(parse(entry, text.strip(), parser));
        }
        throw wrong(entry, "a text is expected");
    }

    private static <T> T parse(Entry entry, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (ConfigException e) {
            String message = String.valueOf(e.getMessage());
            throw new ConfigException(entry.origin + ": " + message, e);
        }
    }

    /**
     * Things written as texts, none of them blank; none when the key is left out.
     *
     * @param example for the message when it is something else
     * @param parser throws a {@link ConfigException} that names key and mistake
     */
    public <T> List<T> parsedList(String key, String example, Function<String, T> parser) {
        Entry entry = take(key);
        if (entry == null) {
            return List.of();
        }
        // A variable of the environment holds one text, and several with commas between them.
        List<?> items = entry.value instanceof String text ? List.of(text.split(",")) : listOf(entry, example);
        return items.stream()
                .map(item -> {
                    if (item instanceof String text && !text.isBlank()) {
                        return parse(entry, text.strip(), parser);
                    }
                    throw wrong(entry, "a list of texts is expected, such as [\"" + example + "\"]");
                })
                .toList();
    }

    private static List<?> listOf(Entry entry, String example) {
        if (entry.value instanceof List<?> list) {
            return list;
        }
        throw wrong(entry, "a list is expected, such as [\"" + example + "\"]");
    }

    /** A path, absolute. */
    public Path path(String key, Path byDefault) {
        return path(key, byDefault.toString()).orElse(byDefault);
    }

    /** A path, absolute, that may be left out. */
    public Optional<Path> optionalPath(String key) {
        return path(key, "/etc/socle/file");
    }

    private Optional<Path> path(String key, String example) {
        Entry entry = take(key);
        if (entry == null) {
            return Optional.empty();
        }
        return Optional.of(Optional.of(entry.value)
                .filter(value -> value instanceof String text && text.startsWith("/"))
                .flatMap(value -> parsePath((String) value))
                .orElseThrow(() -> wrong(entry, "an absolute path is expected, such as \"" + example + "\"")));
    }

    private static Optional<Path> parsePath(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** A whole number between two bounds, both allowed. */
    public long number(String key, long byDefault, long least, long most) {
        Entry entry = take(key);
        if (entry == null) {
            return byDefault;
        }
        if (entry.value instanceof Number number
                && (number instanceof Integer || number instanceof Long)
                && number.longValue() >= least
                && number.longValue() <= most) {
            return number.longValue();
        }
        throw wrong(entry, "a whole number from " + least + " to " + most + " is expected");
    }

    /** A duration between two bounds, both allowed, written {@code "PT60S"} or {@code "60s"}, {@code "5m"}, {@code "6h"}. */
    public Duration duration(String key, Duration byDefault, Duration least, Duration most) {
        Entry entry = take(key);
        if (entry == null) {
            return byDefault;
        }
        Optional<Duration> duration =
                entry.value instanceof String text ? parseDuration(text.strip()) : Optional.empty();
        return duration.filter(d -> d.compareTo(least) >= 0 && d.compareTo(most) <= 0)
                .orElseThrow(() -> wrong(
                        entry,
                        "a duration from \"" + written(least) + "\" to \"" + written(most)
                                + "\" is expected, such as \"" + written(byDefault) + "\""));
    }

    /** A duration as the documentation writes it: "60s", "5m", "6h", "7d". */
    private static String written(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % 60 != 0 || seconds <= 60) {
            return seconds + "s";
        }
        if (seconds % 3_600 != 0) {
            return duration.toMinutes() + "m";
        }
        return seconds % 86_400 != 0 || seconds == 86_400 ? duration.toHours() + "h" : duration.toDays() + "d";
    }

    private static Optional<Duration> parseDuration(String text) {
        Matcher matcher = SHORT_DURATION.matcher(text);
        if (matcher.matches()) {
            long count = Long.parseLong(matcher.group(1));
            return Optional.of(
                    switch (matcher.group(2)) {
                        case "s" -> Duration.ofSeconds(count);
                        case "h" -> Duration.ofHours(count);
                        case "d" -> Duration.ofDays(count);
                        default -> Duration.ofMinutes(count);
                    });
        }
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Texts, each one of {@code allowed}. */
    public List<String> words(String key, List<String> byDefault, List<String> allowed) {
        Entry entry = take(key);
        if (entry == null) {
            return byDefault;
        }
        return listOf(entry, allowed.get(0)).stream()
                .map(item -> {
                    if (item instanceof String word && allowed.contains(word)) {
                        return word;
                    }
                    throw wrong(
                            entry,
                            "'" + item + "' is none of " + String.join(", ", allowed)
                                    + nearest(String.valueOf(item), allowed));
                })
                .toList();
    }

    /** Refuses keys that nobody took. */
    public void finish() {
        entries.forEach((key, entry) -> {
            throw new ConfigException(entry.origin + ": unknown key '" + key + "'" + nearest(key, known));
        });
    }

    private @Nullable Entry take(String key) {
        known.add(key);
        return entries.remove(key);
    }

    private static ConfigException wrong(Entry entry, String expected) {
        return new ConfigException(entry.place + ": " + expected);
    }

    private static String nearest(String word, Iterable<String> candidates) {
        Comparator<String> byDistance = Comparator.comparingInt(candidate -> distance(word, candidate));
        String best = null;
        for (String candidate : candidates) {
            if (best == null || byDistance.compare(candidate, best) < 0) {
                best = candidate;
            }
        }
        return best == null ? "" : "; did you mean '" + best + "'?";
    }

    /** Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
