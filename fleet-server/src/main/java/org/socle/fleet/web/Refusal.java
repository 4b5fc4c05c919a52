package org.socle.fleet.web;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A change that cannot be made as asked, with the reason for whoever asked. Nothing has been changed. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Pattern FIELD = Pattern.compile("\\.refused\\.([a-z]+)");

    private final String key;
    private final transient Object[] arguments;

    /**
     * A refusal.
     *
     * @param key of the reason in the message files
     */
    public Refusal(String key, Object... arguments) {
        super(key + Arrays.toString(arguments));
        this.key = key;
        this.arguments = arguments;
    }

    /** Key of the reason in the message files. */
    public String key() {
        return key;
    }

    /**
     * Name of the field the reason is about: in {@code place.refused.phone}, the phone. It is one of the form's fields, or none of
     * them when the reason is about something else.
     */
    String field() {
        Matcher matcher = FIELD.matcher(key);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** The reason in a language. */
    public String in(Messages messages) {
        return messages.text(
                key,
                Arrays.stream(arguments)
                        .map(argument -> argument instanceof Labels labels ? labels.in(messages) : argument)
                        .toArray());
    }

    /**
     * Words of the message files to choose from, as an argument of a reason: told in the language of whoever reads it.
     *
     * @param keys of the words
     */
    public record Labels(List<String> keys) {
        String in(Messages messages) {
            return keys.stream().map(messages::text).collect(Collectors.joining(", "));
        }
    }
}
