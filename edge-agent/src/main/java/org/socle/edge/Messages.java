package org.socle.edge;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/** Texts of the command line, French or English. Readings have theirs in the catalogue. */
final class Messages {
    private static final String BUNDLE = "org.socle.edge.messages";

    private final Locale locale;
    private final ResourceBundle bundle;

    private Messages(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(
                BUNDLE, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /**
     * In the language of the environment. Java's own default is not asked: it falls back to English where the locale is
     * named but not generated, as on small systems.
     */
    static Messages ofEnvironment() {
        return of(System.getenv());
    }

    static Messages of(Map<String, String> environment) {
        String language = Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("C");
        // The C locale is that of programs, which read English.
        boolean english = language.startsWith("en") || language.startsWith("C") || language.startsWith("POSIX");
        return new Messages(english ? Locale.ENGLISH : Locale.FRENCH);
    }

    static Messages in(Locale locale) {
        return new Messages(locale);
    }

    Locale locale() {
        return locale;
    }

    ResourceBundle bundle() {
        return bundle;
    }

    String text(String key, Object... arguments) {
        return arguments.length == 0
                ? bundle.getString(key)
                : new MessageFormat(bundle.getString(key), locale).format(arguments);
    }
}
