package org.socle.fleet.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.socle.enrol.Secret;

/** The style sheet, the script and the icon. Their address holds a hash of them all, so browsers keep them for ever. */
public final class Assets {
    private static final Map<String, String> TYPES = Map.of(
            "style.css", "text/css; charset=utf-8",
            "live.js", "text/javascript; charset=utf-8",
            "icon.svg", "image/svg+xml");

    private final Map<String, String> files;
    private final String version;

    /** Reads them. */
    public Assets() {
        files = Map.of("style.css", load("style.css"), "live.js", load("live.js"), "icon.svg", load("icon.svg"));
        version = Secret.hash(files.get("style.css") + files.get("live.js") + files.get("icon.svg"))
                .substring(0, 12);
    }

    private static String load(String name) {
        try (InputStream in = Assets.class.getResourceAsStream("/assets/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** Path of the directory they are in. */
    String path() {
        return "/assets/" + version;
    }

    void serve(Context context) {
        String name = context.pathParam("name");
        String file = files.get(name);
        if (file == null) {
            throw new NotFoundResponse();
        }
        context.header("Cache-Control", "public, max-age=31536000, immutable");
        context.contentType(Objects.requireNonNull(TYPES.get(name))).result(file);
    }
}
