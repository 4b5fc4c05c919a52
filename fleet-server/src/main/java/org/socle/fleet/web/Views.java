package org.socle.fleet.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Viewer;

/** Renders templates in the visitor's language. Thread-safe once {@link #menu} is set. */
public final class Views {
    private static final String LANGUAGE_COOKIE = "socle_language";
    private static final int YEAR_SECONDS = 31_536_000;

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
    private final Clock clock;
    private final Assets assets;
    private final boolean demo;
    private List<Page> menu = List.of();

    public Views(Clock clock, Assets assets, boolean demo) {
        this.clock = clock;
        this.assets = assets;
        this.demo = demo;
    }

    void menu(List<Page> pages) {
        menu = pages.stream().filter(page -> page.menu() != null).toList();
    }

    /** The visitor's language: what he chose, else what his browser prefers, else French. */
    public Messages messages(Context context) {
        String asked = context.queryParam("lang");
        if ("fr".equals(asked) || "en".equals(asked)) {
            Cookie cookie = new Cookie(LANGUAGE_COOKIE, asked);
            cookie.setPath("/");
            cookie.setMaxAge(YEAR_SECONDS);
            cookie.setSameSite(SameSite.LAX);
            cookie.setHttpOnly(true);
            context.cookie(cookie);
            return Messages.of(asked);
        }
        String chosen = context.cookie(LANGUAGE_COOKIE);
        return Messages.of(chosen == null ? preferred(context) : chosen);
    }

    private static String preferred(Context context) {
        String header = context.header("Accept-Language");
        return header != null && header.toLowerCase(Locale.ROOT).startsWith("en") ? "en" : "fr";
    }

    public Format format(Context context) {
        return new Format(messages(context), clock.instant());
    }

    /**
     * What a page with a form needs besides its content; answers 422 when what the form asked for was refused.
     *
     * @param title key of the page's title
     * @param refusal null when nothing was refused
     */
    public Frame frame(Context context, String title, @Nullable Refusal refusal) {
        return named(context, messages(context).text(title), refusal);
    }

    /** The same for a page whose title is a name. */
    public Frame named(Context context, String title, @Nullable Refusal refusal) {
        if (refusal == null) {
            return frame(context, title);
        }
        context.status(HttpStatus.UNPROCESSABLE_CONTENT);
        return frame(context, messages(context).text("error.prefix", title)).refused(refusal);
    }

    /** What the page needs besides its content. */
    public Frame frame(Context context, String title) {
        return frame(context, title, "");
    }

    /** What a page with an event stream needs besides its content. */
    public Frame frame(Context context, String title, String live) {
        Viewer viewer = Access.found(context).orElse(null);
        return frame(context, title, live, viewer == null ? "" : Access.formToken(context), viewer);
    }

    /** What a page with a form for somebody who is not signed in needs besides its content. */
    public Frame openForm(Context context, String title) {
        Viewer viewer = Access.found(context).orElse(null);
        return frame(context, title, "", Access.formToken(context), viewer);
    }

    private Frame frame(Context context, String title, String live, String formToken, @Nullable Viewer viewer) {
        Messages messages = messages(context);
        List<Frame.Entry> entries = viewer == null
                ? List.of()
                : menu.stream()
                        .filter(page -> viewer.may(page.needs()))
                        .map(page -> new Frame.Entry(
                                page.path(),
                                messages.text(String.valueOf(page.menu())),
                                context.path().equals(page.path())
                                        || context.path().startsWith(page.path() + "/")))
                        .toList();
        return new Frame(
                messages,
                new Format(messages, clock.instant()),
                title,
                pathWithoutLanguage(context),
                new Query(context).text("q"),
                entries,
                formToken,
                assets.path(),
                live,
                clock.instant(),
                "",
                viewer,
                demo);
    }

    private static String pathWithoutLanguage(Context context) {
        String query = context.queryParamMap().entrySet().stream()
                .filter(entry -> !entry.getKey().equals("lang"))
                .flatMap(entry -> entry.getValue().stream().map(value -> Url.pair(entry.getKey(), value)))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? context.path() : context.path() + "?" + query;
    }

    /** Renders a template with a frame and the content it asks for. */
    public void render(Context context, String template, Frame frame, Object content) {
        context.html(text(template, frame, content));
    }

    /** The text a template makes of a frame and the content it asks for. */
    public String text(String template, Frame frame, Object content) {
        StringOutput out = new StringOutput(16_384);
        templates.render(template, Map.of("frame", frame, "content", content), out);
        return Shown.of(out.toString());
    }
}
