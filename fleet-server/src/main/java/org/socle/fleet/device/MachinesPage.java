package org.socle.fleet.device;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.maintenance.Rules;
import org.socle.fleet.maintenance.Words;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Url;
import org.socle.fleet.web.Views;

/** Which machines match: search, filter, 25 a page. */
public final class MachinesPage implements Page {
    private static final int SIZE = 25;
    private static final int MOST_PAGES = 100_000;
    private static final int DAYS = 30;

    private final Machines machines;
    private final Readings readings;
    private final Views views;
    private final Clock clock;

    public MachinesPage(Machines machines, Readings readings, Views views, Clock clock) {
        this.machines = machines;
        this.readings = readings;
        this.views = views;
        this.clock = clock;
    }

    /**
     * Content of the page.
     *
     * @param text what was searched for
     * @param cause the title of the rule that is filtered by; empty when none is
     * @param filtered whether a search or a filter is set
     * @param statuses the filter's choices
     * @param previous address of the previous page; null on the first
     * @param next address of the next page; null on the last
     */
    public record Content(
            String text,
            String cause,
            boolean filtered,
            List<Choice> statuses,
            List<Choice> sorts,
            List<Row> rows,
            String count,
            @Nullable String previous,
            @Nullable String next,
            String position) {}

    /** One choice of a filter. */
    public record Choice(String href, String label, boolean current) {}

    /**
     * One machine.
     *
     * @param days the last thirty days, oldest first, as an SVG path of those it was heard on
     * @param heard the same in words
     */
    public record Row(
            Status status,
            String href,
            String name,
            String kind,
            String type,
            String seen,
            String days,
            String heard) {}

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
        Optional<UUID> exact = text.isEmpty() ? Optional.empty() : machines.exactly(text);
        if (exact.isPresent()) {
            context.redirect(MachinePath.of(exact.get()), HttpStatus.SEE_OTHER);
            return;
        }
        Filter filter = new Filter(
                text,
                query.word("status", Status::of, words(Status.values(), Status::word))
                        .orElse(null),
                query.word("rule", Rules::named, Rules.names().toArray(String[]::new))
                        .orElse(""));
        Sort sort =
                query.word("sort", Sort::of, words(Sort.values(), Sort::word)).orElse(Sort.STATUS);
        int page = query.number("page", 1, 1, MOST_PAGES);
        Found found = machines.search(new Search(filter, sort, page, SIZE));
        Frame frame = views.frame(context, views.messages(context).text("machines.title"));
        views.render(context, "machines.jte", frame, content(filter, sort, page, found, frame));
    }

    private static <T> String[] words(T[] values, java.util.function.Function<T, String> word) {
        return Arrays.stream(values).map(word).toArray(String[]::new);
    }

    private Content content(Filter filter, Sort sort, int page, Found found, Frame frame) {
        int pages = Math.max(1, (found.total() + SIZE - 1) / SIZE);
        Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
        Instant firstDay = today.minus(DAYS - 1, ChronoUnit.DAYS);
        Map<Long, Set<Instant>> heard =
                readings.daysHeard(found.machines().stream().map(Machine::id).toList(), firstDay);
        return new Content(
                filter.text(),
                filter.rule().isEmpty() ? "" : Words.title(filter.rule(), frame.messages()),
                !filter.equals(Filter.NONE),
                Stream.concat(
                                Stream.of(choice(filter, null, sort, frame)),
                                Arrays.stream(Status.values()).map(status -> choice(filter, status, sort, frame)))
                        .toList(),
                Arrays.stream(Sort.values())
                        .map(order -> new Choice(
                                address(filter, order, 1), frame.text("machines.sort." + order.word()), order == sort))
                        .toList(),
                found.machines().stream()
                        .map(machine -> row(machine, heard.getOrDefault(machine.id(), Set.of()), firstDay, frame))
                        .toList(),
                frame.text("machines.count", found.total()),
                page > 1 ? address(filter, sort, Math.min(page - 1, pages)) : null,
                page < pages ? address(filter, sort, page + 1) : null,
                frame.text("machines.position", page, pages));
    }

    private static Choice choice(Filter filter, @Nullable Status status, Sort sort, Frame frame) {
        return new Choice(
                address(new Filter(filter.text(), status, filter.rule()), sort, 1),
                frame.text(status == null ? "machines.all" : "status." + status.word()),
                status == filter.status());
    }

    private static String address(Filter filter, Sort sort, int page) {
        Status status = filter.status();
        String query = Stream.of(
                        filter.text().isEmpty() ? "" : Url.pair("q", filter.text()),
                        status == null ? "" : Url.pair("status", status.word()),
                        filter.rule().isEmpty() ? "" : Url.pair("rule", filter.rule()),
                        sort == Sort.STATUS ? "" : Url.pair("sort", sort.word()),
                        page == 1 ? "" : "page=" + page)
                .filter(pair -> !pair.isEmpty())
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "/machines" : "/machines?" + query;
    }

    private Row row(Machine machine, Set<Instant> heard, Instant firstDay, Frame frame) {
        StringBuilder days = new StringBuilder();
        for (int day = 0; day < DAYS; day++) {
            if (heard.contains(firstDay.plus(day, ChronoUnit.DAYS))) {
                days.append('M').append(day * 3).append(" 0h2v12h-2z");
            }
        }
        String type = machine.type();
        return new Row(
                machine.status(clock.instant()),
                MachinePath.of(machine.deviceId()),
                machine.displayName(),
                machine.kind(),
                type == null ? "" : frame.format().value(org.socle.contract.catalogue.Device.TYPE, type),
                frame.format().ago(machine.lastSeen()),
                days.toString(),
                frame.text("machines.heard", heard.size(), DAYS));
    }
}
