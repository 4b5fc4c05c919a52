package org.socle.fleet.finding.threshold;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.Threshold;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlacePath;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Messages;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.Views;

/** From what value on is something found here, and where does that value come from. */
public final class ThresholdsPage implements Page {
    /** Says in an address that what the page shows was just saved. */
    private static final String SAVED = "saved";

    private final Places places;
    private final Thresholds thresholds;
    private final Views views;

    public ThresholdsPage(Places places, Thresholds thresholds, Views views) {
        this.places = places;
        this.thresholds = thresholds;
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param error why the form was refused; empty when it was not
     * @param saved whether these have just been set
     */
    public record Content(Place place, List<Place> line, List<Row> rows, String error, boolean saved) {}

    /**
     * One limit.
     *
     * @param label what it is, with its unit
     * @param value what the place has set; empty when it has not
     * @param inherited what holds without it
     * @param source where the usual value comes from
     */
    public record Row(String field, String label, String value, String inherited, String source) {}

    @Override
    public String path() {
        return "/places/{id}/alerts";
    }

    @Override
    public List<Form> forms() {
        return List.of(new Form(path(), Permission.EDIT_PLACES, this::change));
    }

    @Override
    public void show(Context context) {
        Place place = PlacePath.byId(context, places);
        Map<Threshold, Double> own = thresholds.own(place);
        Frame frame = views.frame(context, views.messages(context).text("threshold.title"));
        show(context, place, threshold -> own.containsKey(threshold) ? text(own.get(threshold)) : "", "", frame);
    }

    private void change(Context context) {
        Place place = PlacePath.byId(context, places);
        Fields fields = new Fields(context);
        try {
            thresholds.set(Access.viewer(context), place, asked(fields));
        } catch (Thresholds.OutOfRange e) {
            refuse(
                    context,
                    place,
                    fields,
                    new Refusal(
                            "threshold.refused",
                            views.messages(context).text("threshold." + e.threshold.word()),
                            e.threshold.least(),
                            e.threshold.most()));
            return;
        } catch (Thresholds.Contradiction e) {
            refuse(context, place, fields, contradiction(context, place, e));
            return;
        }
        context.redirect("/places/" + place.id() + "/alerts?" + SAVED + "=1", HttpStatus.SEE_OTHER);
    }

    private void refuse(Context context, Place place, Fields fields, Refusal refusal) {
        Frame frame = views.frame(context, "threshold.title", refusal);
        show(context, place, threshold -> fields.text(threshold.word()), frame.error(refusal), frame);
    }

    /** Both values with their names, and where they would hold when that is not here. */
    private Refusal contradiction(Context context, Place place, Thresholds.Contradiction e) {
        Messages messages = views.messages(context);
        return new Refusal(
                e.path.equals(place.path()) ? "threshold.contradicts" : "threshold.contradicts.below",
                label(e.pair.lower(), messages),
                text(e.lower),
                label(e.pair.upper(), messages),
                text(e.upper),
                thresholds.name(e.path));
    }

    private static String label(Threshold threshold, Messages messages) {
        String unit = threshold.unit();
        String label = messages.text("threshold." + threshold.word());
        return unit == null ? label : messages.text("threshold.label", label, messages.text("threshold.unit." + unit));
    }

    /** What the form asks for; what is no number is out of every range. */
    private static Map<Threshold, Double> asked(Fields fields) {
        Map<Threshold, Double> asked = new EnumMap<>(Threshold.class);
        for (Threshold threshold : Threshold.values()) {
            String text = fields.text(threshold.word()).replace(',', '.');
            if (!text.isEmpty()) {
                asked.put(threshold, text.matches("\\d{1,7}(\\.\\d{1,3})?") ? Double.parseDouble(text) : Double.NaN);
            }
        }
        return asked;
    }

    private void show(
            Context context, Place place, Function<Threshold, @Nullable String> value, String error, Frame frame) {
        Limits inherited = thresholds.inherited(place);
        List<Place> line = places.line(Access.viewer(context).scope(), place);
        views.render(
                context,
                "thresholds.jte",
                frame,
                new Content(
                        place,
                        line,
                        Arrays.stream(Threshold.values())
                                .map(threshold -> row(threshold, value.apply(threshold), inherited, frame))
                                .toList(),
                        error,
                        error.isEmpty() && context.queryParam(SAVED) != null));
    }

    private static Row row(Threshold threshold, @Nullable String value, Limits inherited, Frame frame) {
        return new Row(
                threshold.word(),
                label(threshold, frame.messages()),
                value == null ? "" : value,
                text(inherited.of(threshold)),
                frame.text("threshold." + threshold.word() + ".source"));
    }

    private static String text(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
