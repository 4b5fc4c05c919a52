package org.socle.fleet.overview;

import io.javalin.http.Context;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.socle.fleet.access.Scope;
import org.socle.fleet.calendar.CalendarText;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.connectivity.SpeedTests;
import org.socle.fleet.energy.bill.Figure;
import org.socle.fleet.energy.bill.MonthFigures;
import org.socle.fleet.incident.HeapLine;
import org.socle.fleet.incident.Incidents;
import org.socle.fleet.incident.Pile;
import org.socle.fleet.machine.Filter;
import org.socle.fleet.machine.Found;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.machine.Search;
import org.socle.fleet.machine.Sort;
import org.socle.fleet.machine.Status;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlacePath;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Views;

/** What works in a school, what does not, who to call. */
public final class SchoolPage implements Page {
    private static final int CAUSES = 6;
    private static final int MOST_ROOMS = 30;
    private static final int MOST_MACHINES = 60;

    private final Places places;
    private final Machines machines;
    private final Incidents incidents;
    private final SpeedTests speed;
    private final SchoolCalendar calendar;
    private final MonthFigures energy;
    private final Views views;
    private final Clock clock;

    public SchoolPage(
            Places places,
            Machines machines,
            Incidents incidents,
            SpeedTests speed,
            SchoolCalendar calendar,
            MonthFigures energy,
            Views views,
            Clock clock) {
        this.places = places;
        this.machines = machines;
        this.incidents = incidents;
        this.speed = speed;
        this.calendar = calendar;
        this.energy = energy;
        this.views = views;
        this.clock = clock;
    }

    /**
     * Content of the page.
     *
     * @param line what the school is in, as far as it is seen
     * @param status the worst there is, for the colour of the sentence
     * @param sentence the school in one sentence
     * @param machines how many it has
     * @param heaps what is wrong, by cause
     * @param speed how good its line is
     * @param day what the day is
     * @param energy what it has consumed this month; empty when nothing is known
     * @param calls who to call, the nearest first
     * @param left how many machines are in no room that is shown here
     */
    public record Content(
            Place school,
            List<Place> line,
            Status status,
            String sentence,
            int machines,
            List<HeapLine> heaps,
            LineText speed,
            String day,
            List<Figure> energy,
            List<Place> calls,
            List<Room> rooms,
            int left) {}

    /**
     * A room with its machines; the first has the machines that are in none, and no name.
     *
     * @param count how many it has
     */
    public record Room(String name, String href, int count, List<Seat> seats) {}

    /** One machine in a room. */
    public record Seat(Status status, String href, String name) {}

    @Override
    public String path() {
        return "/schools/{uai}";
    }

    @Override
    public void show(Context context) {
        Place school = PlacePath.school(context, places);
        Scope scope = Access.viewer(context).scope().and(Scope.of(school.path()));
        Frame frame = views.frame(context, school.name());
        Map<Status, Integer> counts = machines.counts(scope);
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        List<Place> line = places.line(Access.viewer(context).scope(), school);
        Found found = machines.search(scope, new Search(Filter.NONE, Sort.NAME, 1, MOST_MACHINES));
        List<Room> rooms = rooms(school, scope, found);
        views.render(
                context,
                "school.jte",
                frame,
                new Content(
                        school,
                        line.subList(0, line.size() - 1),
                        SchoolSentence.worst(counts),
                        SchoolSentence.of(counts, frame),
                        total,
                        HeapLine.of(
                                Pile.each(incidents.heaps(scope).stream()
                                        .limit(CAUSES)
                                        .toList()),
                                scope,
                                places,
                                frame),
                        LineText.of(speed.line(scope, school), device -> machines.find(scope, device), frame),
                        CalendarText.sentence(calendar.timetable(school.id()), clock.instant(), frame),
                        energy.of(scope, frame),
                        places.callable(scope, school),
                        rooms,
                        total - found.machines().size()));
    }

    private List<Room> rooms(Place school, Scope scope, Found found) {
        Map<Long, List<Seat>> seats = new LinkedHashMap<>();
        for (Machine machine : found.machines()) {
            seats.computeIfAbsent(Objects.requireNonNullElse(machine.place(), school.id()), room -> new ArrayList<>())
                    .add(new Seat(
                            machine.status(clock.instant()),
                            MachinePath.of(machine.deviceId()),
                            machine.displayName()));
        }
        seats.values().forEach(room -> room.sort(Comparator.comparing(Seat::name)));
        List<Seat> nowhere = seats.getOrDefault(school.id(), List.of());
        return Stream.concat(
                        nowhere.isEmpty() ? Stream.of() : Stream.of(new Room("", "", nowhere.size(), nowhere)),
                        places.children(scope, school.id(), 1, MOST_ROOMS).stream()
                                .map(room -> new Room(
                                        room.place().name(),
                                        room.place().href(),
                                        room.machines(),
                                        seats.getOrDefault(room.place().id(), List.of()))))
                .collect(Collectors.toList());
    }
}
