package org.socle.fleet.web;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** Every text people read on pages, in one language. The catalogue has the names of readings. Immutable. */
public final class Messages {
    public static final Messages FRENCH = new Messages(Locale.FRENCH);
    public static final Messages ENGLISH = new Messages(Locale.ENGLISH);

    private final Locale locale;
    private final ResourceBundle bundle;

    private Messages(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(
                "org.socle.fleet.messages",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** English where it is asked for, French everywhere else. */
    static Messages of(String language) {
        return language.equals("en") ? ENGLISH : FRENCH;
    }

    public Locale locale() {
        return locale;
    }

    public String language() {
        return locale.getLanguage();
    }

    public boolean has(String key) {
        return bundle.containsKey(key);
    }

    public String text(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, locale).format(arguments);
    }
}
