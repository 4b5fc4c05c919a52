package org.socle.fleet.web;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** One page, at one path. */
public interface Page {
    /** Where it is, in Javalin's notation: {@code /machines/{id}}. */
    String path();

    /** Key of its word in the menu; null for pages that are reached from others. */
    default @Nullable String menu() {
        return null;
    }

    /** Whether people see it without signing in. */
    default boolean open() {
        return false;
    }

    /** Shows it. */
    void show(Context context);
}
