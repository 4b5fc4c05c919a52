package org.socle.fleet.overview;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.contract.UaiCode;
import org.socle.fleet.access.Scope;
import org.socle.fleet.finding.Rules;
import org.socle.fleet.finding.Words;
import org.socle.fleet.machine.Filter;
import org.socle.fleet.machine.Found;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.machine.Search;
import org.socle.fleet.machine.Sort;
import org.socle.fleet.machine.Status;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.ticket.Ticket;
import org.socle.fleet.ticket.Tickets;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Url;
import org.socle.fleet.web.Views;

/** Which machines match: search, filter, 25 a page. */
public final class MachinesPage implements Page {
    private static final int SIZE = 25;
    private static final String SIGN = "#";
    private static final Pattern NUMBER = Pattern.compile("#?\\d{1,18}");
    private static final int MOST_SCHOOLS = 5;
    private static final int MOST_PAGES = 100_000;

    private final Machines machines;
    private final Places places;
    private final Tickets tickets;
    private final MachineRows rows;
    private final Views views;

    public MachinesPage(
            Machines machines, Readings readings, Places places, Tickets tickets, Views views, Clock clock) {
        this.machines = machines;
        this.places = places;
        this.tickets = tickets;
        this.rows = new MachineRows(readings, places, clock);
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param text what was searched for
     * @param cause the title of the rule that is filtered by; empty when none is
     * @param school the school that is filtered by; null when none is
     * @param ticket the one whose number was searched for; null when none was
     * @param schools those whose name has the words searched for
     * @param filtered whether a search or a filter is set
     * @param statuses the filter's choices
     * @param previous address of the previous page; null on the first
     * @param next address of the next page; null on the last
     */
    public record Content(
            String text,
            String cause,
            @Nullable Place school,
            @Nullable Ticket ticket,
            List<Place> schools,
            boolean filtered,
            List<Choice> statuses,
            List<Choice> sorts,
            List<MachineRows.Row> rows,
            String count,
            @Nullable String previous,
            @Nullable String next,
            String position) {}

    /** One choice of a filter. */
    public record Choice(String href, String label, boolean current) {}

    @Override
    public String path() {
        return "/machines";
    }

    @Override
    public String menu() {
        return "menu.machines";
    }

    @Override
    public void show(Context context) {
        Query query = new Query(context);
        String text = query.text("q");
        Scope scope = Access.viewer(context).scope();
        Optional<String> exact = text.isEmpty() ? Optional.empty() : exactly(scope, text);
        if (exact.isPresent()) {
            context.redirect(exact.get(), HttpStatus.SEE_OTHER);
            return;
        }
        Place school = school(query, scope).orElse(null);
        Scope narrow = school == null ? scope : scope.and(Scope.of(school.path()));
        Filter filter = new Filter(
                text,
                query.word("status", Status::of, words(Status.values(), Status::word))
                        .orElse(null),
                query.word("rule", Rules::named, Rules.names().toArray(String[]::new))
                        .orElse(""));
        Sort sort =
                query.word("sort", Sort::of, words(Sort.values(), Sort::word)).orElse(Sort.STATUS);
        int page = query.number("page", 1, 1, MOST_PAGES);
        Found found = machines.search(narrow, new Search(filter, sort, page, SIZE));
        List<Place> schools = places.search(scope, Set.of(PlaceKind.SCHOOL), text, MOST_SCHOOLS);
        Frame frame = views.frame(context, views.messages(context).text("machines.title"));
        views.render(
                context,
                "machines.jte",
                frame,
                content(
                        new Asked(filter, school, sort, page),
                        found,
                        NUMBER.matcher(text).matches() ? ticket(scope, text).orElse(null) : null,
                        schools,
                        rows.of(scope, found.machines(), frame),
                        frame));
    }

    /** What the address asks for. */
    private record Asked(Filter filter, @Nullable Place school, Sort sort, int page) {
        Asked with(Filter other) {
            return new Asked(other, school, sort, 1);
        }

        Asked with(Sort other) {
            return new Asked(filter, school, other, 1);
        }

        Asked with(int other) {
            return new Asked(filter, school, sort, other);
        }
    }

    /** A ticket by its number, with or without the sign before it. */
    private Optional<Ticket> ticket(Scope scope, String text) {
        return tickets.find(scope, Long.parseLong(text.substring(text.startsWith(SIGN) ? 1 : 0)));
    }

    /** The page of the one machine, school or ticket that the words mean; empty when none or more than one does. */
    private Optional<String> exactly(Scope scope, String text) {
        if (text.startsWith(SIGN) && NUMBER.matcher(text).matches()) {
            return ticket(scope, text).map(Ticket::href);
        }
        Optional<String> machine = machines.exactly(scope, text).map(MachinePath::of);
        return machine.isPresent()
                ? machine
                : places.named(scope, text)
                        .filter(place -> place.kind() == PlaceKind.SCHOOL)
                        .map(Place::href);
    }

    private Optional<Place> school(Query query, Scope scope) {
        String code = query.text("school");
        if (code.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(UaiCode.parse(code)
                .flatMap(uai -> places.school(scope, uai))
                .orElseThrow(() -> Query.wrong("school", code, "the UAI code of a school is expected")));
    }

    private static <T> String[] words(T[] values, java.util.function.Function<T, String> word) {
        return Arrays.stream(values).map(word).toArray(String[]::new);
    }

    private static Content content(
            Asked asked,
            Found found,
            @Nullable Ticket ticket,
            List<Place> schools,
            List<MachineRows.Row> rows,
            Frame frame) {
        Filter filter = asked.filter();
        int page = asked.page();
        int pages = Math.max(1, (found.total() + SIZE - 1) / SIZE);
        return new Content(
                filter.text(),
                filter.rule().isEmpty() ? "" : Words.title(filter.rule(), frame.messages()),
                asked.school(),
                ticket,
                schools,
                !filter.equals(Filter.NONE) || asked.school() != null,
                Stream.concat(
                                Stream.of(choice(asked, null, frame)),
                                Arrays.stream(Status.values()).map(status -> choice(asked, status, frame)))
                        .toList(),
                Arrays.stream(Sort.values())
                        .map(order -> new Choice(
                                address(asked.with(order)),
                                frame.text("machines.sort." + order.word()),
                                order == asked.sort()))
                        .toList(),
                rows,
                frame.text("machines.count", found.total()),
                page > 1 ? address(asked.with(Math.min(page - 1, pages))) : null,
                page < pages ? address(asked.with(page + 1)) : null,
                frame.text("machines.position", page, pages));
    }

    private static Choice choice(Asked asked, @Nullable Status status, Frame frame) {
        Filter filter = asked.filter();
        return new Choice(
                address(asked.with(new Filter(filter.text(), status, filter.rule()))),
                frame.text(status == null ? "machines.all" : "status." + status.word()),
                status == filter.status());
    }

    private static String address(Asked asked) {
        Filter filter = asked.filter();
        Status status = filter.status();
        Place school = asked.school();
        String query = Stream.of(
                        filter.text().isEmpty() ? "" : Url.pair("q", filter.text()),
                        school == null ? "" : Url.pair("school", school.uai()),
                        status == null ? "" : Url.pair("status", status.word()),
                        filter.rule().isEmpty() ? "" : Url.pair("rule", filter.rule()),
                        asked.sort() == Sort.STATUS
                                ? ""
                                : Url.pair("sort", asked.sort().word()),
                        asked.page() == 1 ? "" : "page=" + asked.page())
                .filter(pair -> !pair.isEmpty())
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "/machines" : "/machines?" + query;
    }
}
