package org.socle.fleet.demo;

import io.javalin.http.Context;
import java.util.List;
import org.socle.fleet.access.Permission;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Views;

/** What the demo is, and the button that ends it and deletes its data. */
public final class DemoPage implements Page {
    private final Runnable purge;
    private final Views views;

    /**
     * The page.
     *
     * @param purge has the server stop and delete the demo's data; returns at once
     */
    public DemoPage(Runnable purge, Views views) {
        this.purge = purge;
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param ended whether the button was pressed
     */
    public record Content(boolean ended) {}

    @Override
    public String path() {
        return "/demo";
    }

    @Override
    public Permission needs() {
        return Permission.MANAGE_ACCOUNTS;
    }

    @Override
    public List<Form> forms() {
        return List.of(new Form("/demo/purge", Permission.MANAGE_ACCOUNTS, this::end));
    }

    @Override
    public void show(Context context) {
        render(context, false);
    }

    private void end(Context context) {
        render(context, true);
        purge.run();
    }

    private void render(Context context, boolean ended) {
        Frame frame = views.frame(context, views.messages(context).text("demo.title"));
        views.render(context, "demo.jte", frame, new Content(ended));
    }
}
