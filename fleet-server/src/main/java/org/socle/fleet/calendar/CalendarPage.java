package org.socle.fleet.calendar;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.PlacePath;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.Views;

/** When there is class in a school, or by default in the schools of a territory, and the forms to say so. */
public final class CalendarPage implements Page {
    private static final int AHEAD_DAYS = 365;
    private static final int MOST_AHEAD = 10;
    private static final int MOST_SPECIALS = 20;

    private final String path;
    private final BiFunction<Context, Places, Place> find;
    private final Places places;
    private final Calendars calendars;
    private final Holidays holidays;
    private final Views views;

    private CalendarPage(
            String path,
            BiFunction<Context, Places, Place> find,
            Places places,
            Calendars calendars,
            Holidays holidays,
            Views views) {
        this.path = path;
        this.find = find;
        this.places = places;
        this.calendars = calendars;
        this.holidays = holidays;
        this.views = views;
    }

    /** The page of a school. */
    public static CalendarPage ofSchool(Places places, Calendars calendars, Holidays holidays, Views views) {
        return new CalendarPage("/schools/{uai}/calendar", PlacePath::school, places, calendars, holidays, views);
    }

    /** The page of any place but a room. */
    public static CalendarPage ofPlace(Places places, Calendars calendars, Holidays holidays, Views views) {
        return new CalendarPage("/places/{id}/calendar", CalendarPage::place, places, calendars, holidays, views);
    }

    private static Place place(Context context, Places places) {
        Place place = PlacePath.byId(context, places);
        if (place.kind() == PlaceKind.ROOM) {
            throw new NotFoundResponse("there is no place '" + place.id() + "'");
        }
        return place;
    }

    /**
     * Content of the page.
     *
     * @param path of the page
     * @param line the places it is in, from the top down, without itself
     * @param sentence what the day is; empty for a territory
     * @param zone name of the zone; empty when none is known
     * @param known whether holidays of the zone are known that are not over
     * @param ahead the holidays to come
     * @param week the hours of each day, as the form holds them
     * @param weekFrom who says them
     * @param ownWeek whether the place itself says them
     * @param specials the exceptions that are not over
     * @param draft what the form to add one holds
     * @param zones to choose from
     * @param ownZone code of the zone the place itself says; empty when it says none
     * @param error why something was refused; empty when nothing was
     */
    public record Content(
            Place place,
            String path,
            List<Place> line,
            String sentence,
            String zone,
            boolean known,
            List<Named> ahead,
            List<Weekday> week,
            String weekFrom,
            boolean ownWeek,
            List<Row> specials,
            Draft draft,
            List<HolidayZone> zones,
            String ownZone,
            String error) {}

    /** Holidays with their days. */
    public record Named(String name, String days) {}

    /** A field of the form for the week. */
    public record Weekday(String field, String label, String hours) {}

    /**
     * An exception.
     *
     * @param hours in words
     * @param from name of the place that says it, when that is another one; empty otherwise
     * @param removable its number; 0 when it is not this place's to remove
     */
    public record Row(String reason, String days, String hours, String from, long removable) {}

    /** What the form to add an exception holds, as it was typed. */
    public record Draft(String first, String last, String hours, String reason) {
        static final Draft EMPTY = new Draft("", "", "", "");
    }

    /** What the forms hold; null for what is stored. */
    private record Drafts(
            @Nullable List<String> week,
            Draft special,
            @Nullable Refusal refusal) {}

    @Override
    public String path() {
        return path;
    }

    @Override
    public List<Form> forms() {
        return List.of(
                new Form(path + "/hours", Permission.EDIT_PLACES, this::setWeek),
                new Form(path + "/zone", Permission.EDIT_PLACES, this::setZone),
                new Form(path + "/exceptions", Permission.EDIT_PLACES, this::addSpecial),
                new Form(path + "/exceptions/remove", Permission.EDIT_PLACES, this::removeSpecial));
    }

    @Override
    public void show(Context context) {
        Place place = find.apply(context, places);
        show(context, place, new Drafts(proposed(context), Draft.EMPTY, null));
    }

    /** A usual week to begin with, if the address asks for one. */
    private static @Nullable List<String> proposed(Context context) {
        Week week = switch (new Query(context).text("week")) {
            case "four" -> Week.DEFAULT;
            case "wednesday" -> Week.WITH_WEDNESDAY;
            case "secondary" -> Week.SECONDARY;
            default -> null;
        };
        return week == null ? null : texts(week);
    }

    private static List<String> texts(Week week) {
        return week.days().stream().map(Hours::toString).toList();
    }

    private static String address(Place place) {
        return (place.kind() == PlaceKind.SCHOOL ? "/schools/" + place.uai() : "/places/" + place.id()) + "/calendar";
    }

    private void show(Context context, Place place, Drafts drafts) {
        Viewer viewer = Access.viewer(context);
        PlaceCalendar calendar = calendars.of(viewer.scope(), place);
        Frame frame =
                views.named(context, views.messages(context).text("calendar.title", place.name()), drafts.refusal);
        List<Place> line = places.line(viewer.scope(), place);
        Timetable timetable = calendar.timetable();
        LocalDate today = frame.now().atZone(timetable.zone()).toLocalDate();
        HolidayZone zone = calendar.zone();
        views.render(
                context,
                "calendar.jte",
                frame,
                new Content(
                        place,
                        address(place),
                        line,
                        place.kind() == PlaceKind.SCHOOL ? sentence(timetable, frame.now(), frame) : "",
                        zone == null ? "" : zone.name(),
                        timetable.rules().holidays().stream()
                                .anyMatch(each -> !each.last().isBefore(today)),
                        ahead(timetable, today, frame),
                        week(drafts.week == null ? texts(calendar.week()) : drafts.week, frame),
                        weekFrom(calendar.weekFrom(), line, frame),
                        calendar.ownWeek(),
                        rows(calendar, place, line, today, frame),
                        drafts.special,
                        holidays.zones(),
                        calendar.ownZone(),
                        frame.error(drafts.refusal)));
    }

    private static String sentence(Timetable timetable, Instant now, Frame frame) {
        return CalendarText.sentence(timetable, now, frame);
    }

    /** The next holidays; public ones only where there would be class without them. */
    private static List<Named> ahead(Timetable timetable, LocalDate today, Frame frame) {
        List<Named> ahead = new ArrayList<>();
        LocalDate date = today;
        while (date.isBefore(today.plusDays(AHEAD_DAYS)) && ahead.size() < MOST_AHEAD) {
            Day day = timetable.day(date);
            boolean school = day.kind() == DayKind.SCHOOL_HOLIDAY;
            boolean shown = school
                    || (day.kind() == DayKind.PUBLIC_HOLIDAY
                            && !timetable.rules().week().on(date.getDayOfWeek()).none());
            if (shown) {
                LocalDate first = school ? first(timetable, date) : date;
                ahead.add(new Named(CalendarText.name(day, frame), CalendarText.days(first, day.until(), frame)));
            }
            date = school ? day.until().plusDays(1) : date.plusDays(1);
        }
        return ahead;
    }

    /** When the holidays a day is in began. */
    private static LocalDate first(Timetable timetable, LocalDate date) {
        return timetable.rules().holidays().stream()
                .filter(holiday -> holiday.covers(date))
                .map(Holiday::first)
                .findFirst()
                .orElse(date);
    }

    private static List<Weekday> week(List<String> hours, Frame frame) {
        return Arrays.stream(DayOfWeek.values())
                .map(day -> new Weekday(
                        field(day), frame.text("calendar.day." + field(day)), hours.get(day.getValue() - 1)))
                .toList();
    }

    private static String field(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }

    private static String weekFrom(@Nullable Long place, List<Place> line, Frame frame) {
        return place == null
                ? frame.text("calendar.week.default")
                : frame.text("calendar.week.from", from(place, line, frame));
    }

    /** Who says something; what is above what the viewer sees has no name for him. */
    private static String from(long place, List<Place> line, Frame frame) {
        return line.stream()
                .filter(each -> each.id() == place)
                .map(Place::name)
                .findFirst()
                .orElseGet(() -> frame.text("calendar.above"));
    }

    private static List<Row> rows(PlaceCalendar calendar, Place place, List<Place> line, LocalDate today, Frame frame) {
        return calendar.specials().stream()
                .filter(known -> !known.special().last().isBefore(today))
                .limit(MOST_SPECIALS)
                .map(known -> row(known, place, line, frame))
                .toList();
    }

    private static Row row(KnownSpecial known, Place place, List<Place> line, Frame frame) {
        Special special = known.special();
        boolean own = known.place() == place.id();
        return new Row(
                special.reason(),
                CalendarText.days(special.first(), special.last(), frame),
                special.hours().none()
                        ? frame.text("calendar.closed")
                        : special.hours().toString(),
                own ? "" : from(known.place(), line, frame),
                own ? known.id() : 0);
    }

    private void setWeek(Context context) {
        Place place = find.apply(context, places);
        Fields fields = new Fields(context);
        List<String> typed = Arrays.stream(DayOfWeek.values())
                .map(day -> fields.text(field(day)))
                .toList();
        submit(context, place, new Drafts(typed, Draft.EMPTY, null), viewer -> {
            boolean none = fields.ticked("none");
            calendars.setWeek(viewer, place, none ? null : week(typed));
        });
    }

    private static Week week(List<String> typed) {
        List<Hours> days = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            String text = typed.get(day.getValue() - 1);
            days.add(Hours.parse(text).orElseThrow(() -> new Refusal("calendar.refused." + field(day), text)));
        }
        return new Week(days);
    }

    private void setZone(Context context) {
        Place place = find.apply(context, places);
        submit(
                context,
                place,
                new Drafts(null, Draft.EMPTY, null),
                viewer -> calendars.setZone(viewer, place, new Fields(context).text("zone")));
    }

    private void addSpecial(Context context) {
        Place place = find.apply(context, places);
        Fields fields = new Fields(context);
        Draft draft = new Draft(fields.text("first"), fields.text("last"), fields.text("hours"), fields.text("reason"));
        submit(
                context,
                place,
                new Drafts(null, draft, null),
                viewer -> calendars.addSpecial(viewer, place, special(draft)));
    }

    private static Special special(Draft draft) {
        LocalDate first = date(draft.first, "first");
        LocalDate last = draft.last.isEmpty() ? first : date(draft.last, "last");
        if (last.isBefore(first)) {
            throw new Refusal("calendar.refused.last.order");
        }
        Hours hours = Hours.parse(draft.hours).orElseThrow(() -> new Refusal("calendar.refused.hours", draft.hours));
        return new Special(first, last, hours, draft.reason);
    }

    /**
     * A day as a browser sends it.
     *
     * @throws Refusal when it is none
     */
    static LocalDate date(String text, String field) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() > 2000 && date.getYear() < 2100) {
                return date;
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        throw new Refusal("calendar.refused." + field, text);
    }

    private void removeSpecial(Context context) {
        Place place = find.apply(context, places);
        submit(
                context,
                place,
                new Drafts(null, Draft.EMPTY, null),
                viewer -> calendars.removeSpecial(viewer, place, new Fields(context).id("id")));
    }

    /** Does something; what is wrong with it is told where it was typed. */
    private void submit(Context context, Place place, Drafts drafts, java.util.function.Consumer<Viewer> work) {
        try {
            work.accept(Access.viewer(context));
            context.redirect(address(place), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, place, new Drafts(drafts.week, drafts.special, refusal));
        }
    }
}
