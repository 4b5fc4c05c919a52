package org.socle.fleet.calendar;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.LocalDate;
import java.util.Comparator;
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

/** The zones of school holidays, and how far their holidays are known. */
public final class HolidaysPage implements Page {
    private final Holidays holidays;
    private final Views views;

    public HolidaysPage(Holidays holidays, Views views) {
        this.holidays = holidays;
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param editable whether the viewer may change anything here
     * @param name what was typed for a new zone, likewise {@code clock}
     * @param error why it was refused; empty when it was not
     */
    public record Content(List<Zone> zones, boolean editable, String name, String clock, String error) {}

    /** A zone with how far its holidays are known, in words. */
    public record Zone(String href, String name, String known) {}

    @Override
    public String path() {
        return "/calendar";
    }

    @Override
    public List<Form> forms() {
        return List.of(new Form(path() + "/zones", Permission.EDIT_HOLIDAYS, this::add));
    }

    @Override
    public void show(Context context) {
        show(context, "", "Europe/Paris", null);
    }

    private void show(Context context, String name, String clock, @Nullable Refusal refusal) {
        Frame frame = views.frame(context, "holidays.title", refusal);
        List<KnownHoliday> all = holidays.all();
        views.render(
                context,
                "holidays.jte",
                frame,
                new Content(
                        holidays.zones().stream()
                                .map(zone ->
                                        new Zone(ZonePage.address(zone.code()), zone.name(), known(zone, all, frame)))
                                .toList(),
                        editable(context),
                        name,
                        clock,
                        frame.error(refusal)));
    }

    /** Whether the viewer may change what is the same for everybody. */
    static boolean editable(Context context) {
        return Access.viewer(context).may(Permission.EDIT_HOLIDAYS)
                && Access.viewer(context).scope().everything();
    }

    private static String known(HolidayZone zone, List<KnownHoliday> all, Frame frame) {
        LocalDate today = frame.now().atZone(zone.clock()).toLocalDate();
        Optional<LocalDate> last = all.stream()
                .filter(holiday -> holiday.zone().equals(zone.code()))
                .map(holiday -> holiday.holiday().last())
                .max(Comparator.naturalOrder());
        return last.filter(day -> !day.isBefore(today))
                .map(day -> frame.text("holidays.known", CalendarText.until(day, frame)))
                .orElseGet(() -> frame.text("holidays.unknown"));
    }

    private void add(Context context) {
        Fields fields = new Fields(context);
        String name = fields.text("name");
        String clock = fields.text("clock");
        try {
            String code = holidays.save(Access.viewer(context), "", name, clock);
            context.redirect(ZonePage.address(code), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, name, clock, refusal);
        }
    }
}
