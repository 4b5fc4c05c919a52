package org.socle.fleet.overview;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.energy.bill.MonthLine;
import org.socle.fleet.energy.use.EnergyAccounts;
import org.socle.fleet.machine.Filter;
import org.socle.fleet.machine.Found;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.machine.Search;
import org.socle.fleet.machine.Sort;
import org.socle.fleet.machine.Status;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlacePath;
import org.socle.fleet.place.Places;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Pager;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Views;

/** The machines of a room. */
public final class RoomPage implements Page {
    private static final int SIZE = 25;

    private final Places places;
    private final Machines machines;
    private final MachineRows rows;
    private final EnergyAccounts energy;
    private final Views views;
    private final Clock clock;

    public RoomPage(
            Places places, Machines machines, Readings readings, EnergyAccounts energy, Views views, Clock clock) {
        this.places = places;
        this.machines = machines;
        this.rows = new MachineRows(readings, places, clock);
        this.energy = energy;
        this.views = views;
        this.clock = clock;
    }

    /**
     * Content of the page.
     *
     * @param line what the room is in, as far as it is seen
     * @param energy what it has consumed this month; null when that is not known
     * @param status the worst there is, for the colour of the sentence
     */
    public record Content(
            Place room,
            List<Place> line,
            Status status,
            String sentence,
            List<MachineRows.Row> rows,
            @Nullable MonthLine energy,
            Pager pager) {}

    @Override
    public String path() {
        return "/rooms/{id}";
    }

    @Override
    public void show(Context context) {
        Place room = PlacePath.room(context, places);
        Scope all = Access.viewer(context).scope();
        Scope scope = all.and(Scope.of(room.path()));
        int page = new Query(context).number("page", 1, 1, Pager.MOST);
        Frame frame = views.frame(context, room.name());
        Map<Status, Integer> counts = machines.counts(scope);
        LocalDate month =
                LocalDate.ofInstant(clock.instant(), frame.format().zone()).withDayOfMonth(1);
        List<Place> line = places.line(all, room);
        Found found = machines.search(scope, new Search(Filter.NONE, Sort.NAME, page, SIZE));
        views.render(
                context,
                "room.jte",
                frame,
                new Content(
                        room,
                        line.subList(0, line.size() - 1),
                        SchoolSentence.worst(counts),
                        SchoolSentence.of(counts, frame),
                        rows.of(scope, found.machines(), frame),
                        MonthLine.of(energy.months(scope, month, month.plusMonths(1)), frame)
                                .orElse(null),
                        Pager.of("/rooms/" + room.id() + "?", page, page * SIZE < found.total())));
    }
}
