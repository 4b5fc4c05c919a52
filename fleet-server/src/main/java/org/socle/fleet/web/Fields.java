package org.socle.fleet.web;

import io.javalin.http.Context;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a form sends. */
public final class Fields {
    private final Context context;

    public Fields(Context context) {
        this.context = context;
    }

    /** A text without spaces around it; empty when it is missing. */
    public String text(String name) {
        return raw(name).strip();
    }

    /** A text as it was typed, for passwords; empty when it is missing. */
    public String raw(String name) {
        return Objects.requireNonNullElse(context.formParam(name), "");
    }

    /**
     * A whole number; the usual one when the field is empty.
     *
     * @throws Refusal when it is something else, or out of its range
     */
    public int number(String name, int usual, int least, int most) {
        String text = text(name);
        if (text.isEmpty()) {
            return usual;
        }
        int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new Refusal("form.refused.number", text, least, most);
        }
        return number;
    }

    /** The number of something; null when the field is empty or no number. */
    public @Nullable Long id(String name) {
        String text = text(name);
        return text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
    }

    /** All numbers of a field that may be there more than once, and hold several with commas between them. */
    public List<Long> ids(String name) {
        return context.formParams(name).stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .toList();
    }

    /** Whether a box is ticked. */
    public boolean ticked(String name) {
        return !text(name).isEmpty();
    }
}
