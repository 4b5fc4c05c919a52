package org.socle.fleet.lifecycle;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.Views;

/** A thing without an agent, such as a screen or a telephone: a new one, or one that is there. */
public final class ThingPage implements Page {
    static final String PATH = "/lifecycle/items";
    private static final String NEW = PATH + "/new";

    private final boolean fresh;
    private final Equipment equipment;
    private final Views views;

    private ThingPage(boolean fresh, Equipment equipment, Views views) {
        this.fresh = fresh;
        this.equipment = equipment;
        this.views = views;
    }

    /** Both pages; that of a new thing first, whose address the other's would match as well. */
    static List<Page> all(Equipment equipment, Views views) {
        return List.of(new ThingPage(true, equipment, views), new ThingPage(false, equipment, views));
    }

    /**
     * Content of the page.
     *
     * @param name empty for a new one
     * @param number what is known, or what was typed; likewise the school's code and the facts
     * @param error why it was refused; empty when it was not
     */
    public record Content(String name, String action, String number, String uai, FactsText text, String error) {}

    @Override
    public String path() {
        return fresh ? NEW : PATH + "/{item}";
    }

    @Override
    public Permission needs() {
        return Permission.EDIT_FACTS;
    }

    @Override
    public List<Form> forms() {
        List<Form> forms = new ArrayList<>();
        forms.add(new Form(path(), needs(), this::save));
        if (!fresh) {
            forms.add(new Form(path() + "/remove", needs(), this::remove));
        }
        return forms;
    }

    private Item item(Context context) {
        if (fresh) {
            return Item.fresh("");
        }
        String id = context.pathParam("item");
        return (id.matches("\\d{1,18}")
                        ? equipment.thing(Access.viewer(context).scope(), Long.parseLong(id))
                        : Optional.<Item>empty())
                .orElseThrow(() -> new NotFoundResponse("there is no item '" + id + "'"));
    }

    @Override
    public void show(Context context) {
        Item item = item(context);
        show(context, item, item.number(), item.uai(), FactsText.of(item.facts()), null);
    }

    private void show(
            Context context, Item item, String number, String uai, FactsText text, @Nullable Refusal refusal) {
        String title = views.messages(context).text(fresh ? "facts.new" : "facts.title");
        Frame frame = views.named(context, fresh ? title : title + " · " + item.name(), refusal);
        views.render(
                context,
                "thing.jte",
                frame,
                new Content(
                        item.name(), fresh ? NEW : PATH + "/" + item.id(), number, uai, text, frame.error(refusal)));
    }

    private void save(Context context) {
        Item item = item(context);
        Fields fields = new Fields(context);
        String number = fields.text("number");
        String uai = fields.text("uai");
        FactsText text = FactsPage.read(context);
        long id;
        try {
            id = equipment.save(Access.viewer(context), item.id(), number, uai, text);
        } catch (Refusal refusal) {
            show(context, item, number, uai, text, refusal);
            return;
        }
        context.redirect(PATH + "/" + id, HttpStatus.SEE_OTHER);
    }

    private void remove(Context context) {
        equipment.remove(Access.viewer(context), item(context).id());
        context.redirect(LifecyclePage.PATH, HttpStatus.SEE_OTHER);
    }
}
