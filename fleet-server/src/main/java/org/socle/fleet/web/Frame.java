package org.socle.fleet.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Viewer;

/**
 * What every page needs besides its own content.
 *
 * @param messages its language
 * @param format its way to write values
 * @param title of the page, without the product's name
 * @param path with query, without language: what the language switch and a reload lead to
 * @param search what the search box holds
 * @param menu the entries of the menu, empty when nobody is signed in
 * @param formToken what forms send back; empty on a page without forms that nobody is signed in to
 * @param assets path of the style sheet and script, with a version in it
 * @param live path of the page's event stream; empty when it has none
 * @param faulty name of the field that was refused; empty when none was
 * @param viewer who looks at it; null when nobody is signed in
 * @param demo whether all data are invented, as every page then says
 */
public record Frame(
        Messages messages,
        Format format,
        String title,
        String path,
        String search,
        List<Entry> menu,
        String formToken,
        String assets,
        String live,
        Instant now,
        String faulty,
        @Nullable Viewer viewer,
        boolean demo) {

    /** One entry of the menu. */
    public record Entry(String path, String label, boolean current) {}

    public String text(String key, Object... arguments) {
        return messages.text(key, arguments);
    }

    public boolean signedIn() {
        return viewer != null;
    }

    /** Whether who looks may do something, so that the page offers it. */
    public boolean may(Permission permission) {
        return viewer != null && viewer.may(permission);
    }

    /** Why something was refused; empty when nothing was. */
    public String error(@Nullable Refusal refusal) {
        return refusal == null ? "" : refusal.in(messages);
    }

    /** The same for a page that says why something was refused. */
    public Frame refused(@Nullable Refusal refusal) {
        return refusal == null
                ? this
                : new Frame(
                        messages,
                        format,
                        title,
                        path,
                        search,
                        menu,
                        formToken,
                        assets,
                        live,
                        now,
                        refusal.field(),
                        viewer,
                        demo);
    }

    /** The other language. */
    public String otherLanguage() {
        return messages.language().equals("fr") ? "en" : "fr";
    }

    /** This page in the other language. */
    public String otherLanguagePath() {
        return path + (path.contains("?") ? "&" : "?") + "lang=" + otherLanguage();
    }
}
