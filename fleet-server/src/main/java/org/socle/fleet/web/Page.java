package org.socle.fleet.web;

import io.javalin.http.Context;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;

/** One page, at one path, and the forms on it. */
public interface Page {
    /**
     * Where a form of the page is sent to.
     *
     * @param path in Javalin's notation
     * @param needs what its sender has to be allowed
     * @param submit does what it asks; runs once it is sure that the sender may and that the form is ours
     */
    record Form(String path, Permission needs, Consumer<Context> submit) {}

    /** Where it is, in Javalin's notation: {@code /machines/{id}}. */
    String path();

    /** Key of its word in the menu; null for pages that are reached from others. */
    default @Nullable String menu() {
        return null;
    }

    /** What its visitor has to be allowed; others find it neither in the menu nor at its address. */
    default Permission needs() {
        return Permission.LOOK;
    }

    /** Where its forms are sent to. */
    default List<Form> forms() {
        return List.of();
    }

    /** Shows it. */
    void show(Context context);
}
