package org.socle.fleet.web;

import java.time.Instant;
import java.util.List;

/**
 * What every page needs besides its own content.
 *
 * @param messages its language
 * @param format its way to write values
 * @param title of the page, without the product's name
 * @param path with query, without language: what the language switch and a reload lead to
 * @param search what the search box holds
 * @param menu the entries of the menu, empty when nobody is signed in
 * @param formToken what forms send back
 * @param assets path of the style sheet and script, with a version in it
 * @param live path of the page's event stream; empty when it has none
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
        Instant now) {

    /** One entry of the menu. */
    public record Entry(String path, String label, boolean current) {}

    public String text(String key, Object... arguments) {
        return messages.text(key, arguments);
    }

    public boolean signedIn() {
        return !formToken.isEmpty();
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
