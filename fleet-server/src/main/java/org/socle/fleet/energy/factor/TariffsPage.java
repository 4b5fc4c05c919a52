package org.socle.fleet.energy.factor;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlacePath;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.Views;

/** What a place pays for electricity, from which day on. */
public final class TariffsPage implements Page {
    private final Places places;
    private final FactorEditions editions;
    private final Views views;
    private final Clock clock;

    public TariffsPage(Places places, FactorEditions editions, Views views, Clock clock) {
        this.places = places;
        this.editions = editions;
        this.views = views;
        this.clock = clock;
    }

    /**
     * Content of the page.
     *
     * @param now what holds today, from this place or one it is in; empty when nothing does
     * @param first the day that was typed, or today; likewise the price
     * @param error why it was refused; empty when it was not
     */
    public record Content(
            Place place, List<Place> line, String now, List<Line> lines, String first, String cents, String error) {}

    /** A tariff of the place. */
    public record Line(String first, String day, String price) {}

    @Override
    public String path() {
        return "/places/{id}/tariffs";
    }

    @Override
    public List<Form> forms() {
        return List.of(
                new Form(path(), Permission.EDIT_PLACES, this::set),
                new Form(path() + "/remove", Permission.EDIT_PLACES, this::remove));
    }

    private void set(Context context) {
        Place place = PlacePath.byId(context, places);
        Fields fields = new Fields(context);
        try {
            editions.set(Access.viewer(context), place, day(fields.text("first")), price(fields.text("cents")));
        } catch (Refusal refusal) {
            show(context, place, refusal);
            return;
        }
        context.redirect(address(place), HttpStatus.SEE_OTHER);
    }

    private void remove(Context context) {
        Place place = PlacePath.byId(context, places);
        try {
            editions.remove(Access.viewer(context), place, day(new Fields(context).text("first")));
        } catch (Refusal refusal) {
            show(context, place, refusal);
            return;
        }
        context.redirect(address(place), HttpStatus.SEE_OTHER);
    }

    /** Prices of days that nobody reckons with help nobody, and cannot be reckoned with. */
    private static final int FIRST_YEAR = 2000;

    private static final int LAST_YEAR = 9998;

    private static LocalDate day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
                throw new Refusal("tariff.refused.day");
            }
            return day;
        } catch (DateTimeParseException e) {
            throw new Refusal("tariff.refused.day");
        }
    }

    private static double price(String text) {
        String number = text.replace(',', '.');
        return number.matches("\\d{1,4}(\\.\\d{1,4})?") ? Double.parseDouble(number) : Double.NaN;
    }

    private static String address(Place place) {
        return "/places/" + place.id() + "/tariffs";
    }

    @Override
    public void show(Context context) {
        show(context, PlacePath.byId(context, places), null);
    }

    private void show(Context context, Place place, @Nullable Refusal refusal) {
        Frame frame = views.frame(context, "tariff.title", refusal);
        Fields fields = new Fields(context);
        LocalDate today = LocalDate.ofInstant(clock.instant(), frame.format().zone());
        OptionalDouble now = editions.tariffs().on(place.path(), today);
        views.render(
                context,
                "tariffs.jte",
                frame,
                new Content(
                        place,
                        places.line(Access.viewer(context).scope(), place),
                        now.isEmpty() ? "" : cents(now.getAsDouble(), frame),
                        editions.own(place).stream()
                                .map(tariff -> new Line(
                                        tariff.first().toString(),
                                        frame.format().day(tariff.first()),
                                        cents(tariff.cents(), frame)))
                                .toList(),
                        refusal == null ? today.withDayOfMonth(1).toString() : fields.text("first"),
                        refusal == null ? "" : fields.text("cents"),
                        frame.error(refusal)));
    }

    private static String cents(double cents, Frame frame) {
        return frame.text("tariff.cents", frame.format().plain(cents, 2));
    }
}
