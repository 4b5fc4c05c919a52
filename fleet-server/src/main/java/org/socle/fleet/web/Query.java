package org.socle.fleet.web;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what follows the question mark of an address; refuses what it does not understand. */
public final class Query {
    private final Context context;

    public Query(Context context) {
        this.context = context;
    }

    /**
     * Makes sure that nothing else is asked for: a program that misspells a filter would take the whole list for the answer.
     *
     * @param names all that are understood here
     */
    public Query only(String... names) {
        List<String> known = List.of(names);
        context.queryParamMap().keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw wrong(name, text(name), "there is no such parameter; known: " + String.join(", ", known));
                });
        return this;
    }

    /** A text; empty when it is missing. */
    public String text(String name) {
        String value = context.queryParam(name);
        return value == null ? "" : value.strip();
    }

    /** A whole number between two bounds, both allowed. */
    public int number(String name, int byDefault, int least, int most) {
        String value = text(name);
        if (value.isEmpty()) {
            return byDefault;
        }
        if (value.matches("\\d{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw wrong(name, value, "a whole number from " + least + " to " + most + " is expected");
    }

    /**
     * One word of a list; empty when it is missing.
     *
     * @param parse finds the word
     * @param words all of them, for the message
     */
    public <T> Optional<T> word(String name, Function<String, Optional<T>> parse, String... words) {
        String value = text(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(parse.apply(value)
                .orElseThrow(() -> wrong(
                        name,
                        value,
                        "one of " + Arrays.stream(words).collect(Collectors.joining(", ")) + " is expected")));
    }

    /** What to answer to a value that cannot be used. */
    public static BadRequestResponse wrong(String name, String value, String expected) {
        return new NotUnderstood(name, value, expected, null);
    }

    /** The same with a reason that people read in their language. */
    public static BadRequestResponse wrong(String name, String value, Refusal why) {
        return new NotUnderstood(name, value, why.in(Messages.ENGLISH), why);
    }

    /** A value that cannot be used; knows its place, so that people read it in their language. */
    static final class NotUnderstood extends BadRequestResponse {
        private static final long serialVersionUID = 1L;

        private final String name;
        private final String value;
        private final transient @Nullable Refusal why;

        private NotUnderstood(String name, String value, String expected, @Nullable Refusal why) {
            super(name + "=" + value + ": " + expected);
            this.name = name;
            this.value = value;
            this.why = why;
        }

        /** What is wrong, in a language. */
        String in(Messages messages) {
            return why == null ? messages.text("error.value", name, value) : why.in(messages);
        }
    }
}
