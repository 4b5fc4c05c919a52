package org.socle.fleet.calendar;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.Views;

/** One zone: its holidays, those to come or those that are over, and the forms to change them. */
public final class ZonePage implements Page {
    private static final int SHOWN = 25;

    private final Holidays holidays;
    private final Views views;

    public ZonePage(Holidays holidays, Views views) {
        this.holidays = holidays;
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param path of the page
     * @param past whether those that are over are shown
     * @param draft what the form to add holidays holds
     * @param name what the form to change the zone holds, likewise {@code clock}
     * @param adding whether it is the form to add holidays that was refused
     * @param error why; empty when nothing was refused
     */
    public record Content(
            HolidayZone zone,
            String path,
            boolean past,
            List<Row> holidays,
            boolean editable,
            Draft draft,
            String name,
            String clock,
            boolean adding,
            String error) {}

    /** Holidays with their days in words. */
    public record Row(long id, String name, String days, String source) {}

    /** What was typed for holidays. */
    public record Draft(String holiday, String first, String last) {
        static final Draft EMPTY = new Draft("", "", "");
    }

    static String address(String code) {
        return "/calendar/zones/" + code;
    }

    @Override
    public String path() {
        return "/calendar/zones/{zone}";
    }

    @Override
    public List<Form> forms() {
        return List.of(
                new Form(path(), Permission.EDIT_HOLIDAYS, this::change),
                new Form(path() + "/holidays", Permission.EDIT_HOLIDAYS, this::add),
                new Form(path() + "/holidays/remove", Permission.EDIT_HOLIDAYS, this::remove));
    }

    private HolidayZone zone(Context context) {
        String code = context.pathParam("zone");
        return holidays.zone(code).orElseThrow(() -> new NotFoundResponse("there is no zone '" + code + "'"));
    }

    @Override
    public void show(Context context) {
        show(context, zone(context), Draft.EMPTY, null, null);
    }

    private void show(
            Context context, HolidayZone shown, Draft draft, @Nullable HolidayZone typed, @Nullable Refusal refusal) {
        Frame frame = views.named(context, shown.name(), refusal);
        boolean past = !new Query(context).text("past").isEmpty();
        LocalDate today = frame.now().atZone(shown.clock()).toLocalDate();
        Comparator<KnownHoliday> order =
                Comparator.comparing(known -> known.holiday().first());
        views.render(
                context,
                "zone.jte",
                frame,
                new Content(
                        shown,
                        address(shown.code()),
                        past,
                        holidays.all().stream()
                                .filter(known -> known.zone().equals(shown.code())
                                        && known.holiday().last().isBefore(today) == past)
                                .sorted(past ? order.reversed() : order)
                                .limit(SHOWN)
                                .map(known -> row(known, frame))
                                .toList(),
                        HolidaysPage.editable(context),
                        draft,
                        typed == null ? shown.name() : typed.name(),
                        (typed == null ? shown : typed).clock().getId(),
                        typed == null,
                        frame.error(refusal)));
    }

    private static Row row(KnownHoliday known, Frame frame) {
        Holiday holiday = known.holiday();
        return new Row(
                known.id(),
                holiday.name(),
                CalendarText.days(holiday.first(), holiday.last(), frame),
                known.source().isEmpty() ? frame.text("holidays.typed") : known.source());
    }

    private void change(Context context) {
        HolidayZone zone = zone(context);
        Fields fields = new Fields(context);
        String name = fields.text("name");
        submit(
                context,
                zone,
                Draft.EMPTY,
                new HolidayZone(zone.code(), name, zone.clock()),
                viewer -> holidays.save(viewer, zone.code(), name, fields.text("clock")));
    }

    private void add(Context context) {
        HolidayZone zone = zone(context);
        Fields fields = new Fields(context);
        Draft draft = new Draft(fields.text("holiday"), fields.text("first"), fields.text("last"));
        submit(context, zone, draft, null, viewer -> {
            LocalDate first = CalendarPage.date(draft.first, "first");
            LocalDate last = draft.last.isEmpty() ? first : CalendarPage.date(draft.last, "last");
            if (last.isBefore(first)) {
                throw new Refusal("calendar.refused.last.order");
            }
            holidays.add(viewer, zone.code(), new Holiday(draft.holiday, first, last));
        });
    }

    private void remove(Context context) {
        HolidayZone zone = zone(context);
        submit(
                context,
                zone,
                Draft.EMPTY,
                null,
                viewer -> holidays.remove(viewer, zone.code(), new Fields(context).id("id")));
    }

    private void submit(
            Context context, HolidayZone zone, Draft draft, @Nullable HolidayZone typed, Consumer<Viewer> work) {
        try {
            work.accept(Access.viewer(context));
            context.redirect(address(zone.code()), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, zone, draft, typed, refusal);
        }
    }
}
