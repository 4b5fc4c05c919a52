package org.socle.fleet.ticket;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.contract.UaiCode;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Pager;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Url;
import org.socle.fleet.web.Views;

/** What is to be done, the most urgent first. */
public final class TicketsPage implements Page {
    private static final String PATH = "/tickets";
    private static final int SIZE = 25;

    private final Tickets tickets;
    private final Places places;
    private final TicketWords words;
    private final Views views;

    public TicketsPage(Tickets tickets, Places places, TicketWords words, Views views) {
        this.tickets = tickets;
        this.places = places;
        this.words = words;
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param sentence how much there is to do
     * @param school the one whose tickets are shown; null for all
     */
    public record Content(
            String sentence,
            boolean late,
            List<Choice> states,
            List<Choice> owners,
            @Nullable Place school,
            boolean filtered,
            List<TicketWords.Line> lines,
            Pager pager) {}

    /** One filter. */
    public record Choice(String label, String href, boolean current) {}

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public String menu() {
        return "menu.tickets";
    }

    @Override
    public void show(Context context) {
        Viewer viewer = Access.viewer(context);
        Query query = new Query(context);
        String state = word(query, "state", "open", "late", "new", "waiting", "solved", "closed", "all");
        String who = word(query, "who", "", "me", "nobody");
        int page = query.number("page", 1, 1, Pager.MOST);
        Place school = school(query, viewer.scope());
        Scope scope = school == null ? viewer.scope() : viewer.scope().and(Scope.of(school.path()));
        TicketFilter filter = filter(state, who, viewer);
        List<Ticket> found = tickets.list(scope, filter, page, SIZE + 1);
        Frame frame = views.frame(context, views.messages(context).text("ticket.title"));
        int late = tickets.count(scope, filter("late", "", viewer));
        views.render(
                context,
                "tickets.jte",
                frame,
                new Content(
                        frame.text("ticket.sentence", tickets.count(scope, TicketFilter.OPEN), late),
                        late > 0,
                        Stream.of("open", "late", "new", "waiting", "solved", "closed", "all")
                                .map(each -> new Choice(
                                        frame.text("ticket.filter." + each),
                                        PATH + "?" + address(each, who, school),
                                        each.equals(state)))
                                .toList(),
                        Stream.of("", "me", "nobody")
                                .map(each -> new Choice(
                                        frame.text("ticket.who." + (each.isEmpty() ? "all" : each)),
                                        PATH + "?" + address(state, each, school),
                                        each.equals(who)))
                                .toList(),
                        school,
                        !state.equals("open") || !who.isEmpty() || school != null,
                        words.lines(viewer.scope(), found.subList(0, Math.min(SIZE, found.size())), frame),
                        Pager.of(PATH + "?" + address(state, who, school) + "&", page, found.size() > SIZE)));
    }

    private static String word(Query query, String name, String usual, String... others) {
        List<String> words = Stream.concat(Stream.of(usual), Stream.of(others)).toList();
        return query.word(name, text -> Optional.of(text).filter(words::contains), words.toArray(String[]::new))
                .orElse(usual);
    }

    private @Nullable Place school(Query query, Scope scope) {
        return UaiCode.parse(query.text("school"))
                .flatMap(uai -> places.school(scope, uai))
                .orElse(null);
    }

    private static TicketFilter filter(String state, String who, Viewer viewer) {
        Long account = viewer.account();
        return new TicketFilter(
                State.of(state).orElse(null),
                state.equals("open"),
                state.equals("late"),
                who.equals("me") ? (account == null ? Long.valueOf(-1) : account) : null,
                who.equals("nobody"),
                null);
    }

    private static String address(String state, String who, @Nullable Place school) {
        return Url.pair("state", state)
                + (who.isEmpty() ? "" : "&" + Url.pair("who", who))
                + (school == null ? "" : "&" + Url.pair("school", school.uai()));
    }
}
