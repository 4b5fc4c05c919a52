package org.socle.fleet.lifecycle;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.socle.contract.Topics;
import org.socle.fleet.access.Permission;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.Views;

/** How a machine came, what it cost, and where it went. */
public final class FactsPage implements Page {
    private final Equipment equipment;
    private final Views views;

    FactsPage(Equipment equipment, Views views) {
        this.equipment = equipment;
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param back address of the machine
     * @param text what is known, or what was typed
     * @param error why it was refused; empty when it was not
     */
    public record Content(String back, String name, String action, FactsText text, String error) {}

    @Override
    public String path() {
        return "/machines/{id}/facts";
    }

    @Override
    public Permission needs() {
        return Permission.EDIT_FACTS;
    }

    @Override
    public List<Form> forms() {
        return List.of(new Form(path(), needs(), this::save));
    }

    private Item item(Context context) {
        String id = context.pathParam("id");
        return Topics.deviceId(id)
                .flatMap(device -> equipment.machine(Access.viewer(context).scope(), device))
                .orElseThrow(() -> new NotFoundResponse("there is no machine '" + id + "'"));
    }

    @Override
    public void show(Context context) {
        Item item = item(context);
        show(context, item, FactsText.of(item.facts()), null);
    }

    private void show(Context context, Item item, FactsText text, @Nullable Refusal refusal) {
        String back = MachinePath.of(Objects.requireNonNull(item.device(), "a machine has one"));
        Frame frame = views.named(context, views.messages(context).text("facts.title") + " · " + item.name(), refusal);
        views.render(
                context,
                "facts.jte",
                frame,
                new Content(back, item.name(), back + "/facts", text, frame.error(refusal)));
    }

    private void save(Context context) {
        Item item = item(context);
        FactsText text = read(context);
        try {
            equipment.save(Access.viewer(context), Objects.requireNonNull(item.device(), "a machine has one"), text);
        } catch (Refusal refusal) {
            show(context, item, text, refusal);
            return;
        }
        context.redirect(context.path(), HttpStatus.SEE_OTHER);
    }

    /** What a form sent. */
    static FactsText read(Context context) {
        Fields fields = new Fields(context);
        Map<String, String> values = new LinkedHashMap<>();
        FactsText.KEYS.forEach(key -> values.put(key, fields.text(key)));
        return new FactsText(values);
    }
}
