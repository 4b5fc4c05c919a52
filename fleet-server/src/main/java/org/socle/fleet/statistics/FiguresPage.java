package org.socle.fleet.statistics;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.CsvKind;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.LinkedText;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Pager;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Url;
import org.socle.fleet.web.Views;

/** How long repairs take, how much machines can be used, what it costs; by school, machine and model. */
public final class FiguresPage implements Page {
    static final String PATH = "/figures";
    private static final int SIZE = 15;
    private static final int MOST = 6;
    private static final int MONTHS = 12;

    private final Figures figures;
    private final Places places;
    private final Views views;
    private final Clock clock;

    public FiguresPage(Figures figures, Places places, Views views, Clock clock) {
        this.figures = figures;
        this.places = places;
        this.views = views;
        this.clock = clock;
    }

    /**
     * Content of the page.
     *
     * @param place as it was typed; unknown when there is no such place
     * @param here the place whose figures are shown; null for all that is seen
     */
    public record Content(
            LinkedText sentence,
            List<Choice> periods,
            String place,
            boolean unknown,
            @Nullable Place here,
            String days,
            List<Tile> tiles,
            List<Row> schools,
            Pager pager,
            List<Row> machines,
            List<Row> models,
            List<Export> exports,
            String counted) {}

    /** A period to choose. */
    public record Choice(String word, String label, boolean current) {}

    /** One figure, what goes with it, and how it is counted. */
    public record Tile(String label, String value, String more, String method) {}

    /** One row of a table; the first cell is a link where there is an address. */
    public record Row(String href, String name, List<String> cells) {}

    /** A file to take away. */
    public record Export(String label, String href) {}

    /** What an address asks for. */
    record Asked(Period period, String text, Optional<Place> place, Scope scope) {
        static Asked of(Query query, Places places, Viewer viewer, LocalDate today) {
            Period usual = Period.of("year", today).orElseThrow();
            Period period = query.word("period", word -> Period.of(word, today), "year", "months", "2026-11")
                    .orElse(usual);
            String text = query.text("place");
            Optional<Place> place = text.isEmpty() ? Optional.empty() : places.named(viewer.scope(), text);
            return new Asked(
                    period,
                    text,
                    place,
                    place.map(found -> viewer.scope().and(Scope.of(found.path())))
                            .orElse(text.isEmpty() ? viewer.scope() : Scope.NOTHING));
        }

        String address() {
            return Url.pair("period", period.word()) + (text.isEmpty() ? "" : "&" + Url.pair("place", text));
        }
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public String menu() {
        return "menu.figures";
    }

    @Override
    public void show(Context context) {
        Query query = new Query(context);
        Frame frame = views.frame(context, views.messages(context).text("figure.title"));
        LocalDate today = LocalDate.ofInstant(clock.instant(), frame.format().zone());
        Asked asked = Asked.of(query, places, Access.viewer(context), today);
        int page = query.number("page", 1, 1, Pager.MOST);
        Figures.Seen seen = figures.of(asked.scope(), asked.period());
        views.render(
                context,
                "figures.jte",
                frame,
                new Content(
                        sentence(seen.all(), frame),
                        periods(asked.period(), today, frame),
                        asked.text(),
                        !asked.text().isEmpty() && asked.place().isEmpty(),
                        asked.place().orElse(null),
                        frame.text(
                                "figure.days",
                                frame.format().day(asked.period().first()),
                                frame.format().day(last(asked.period(), today))),
                        tiles(seen.all(), frame),
                        seen.schools().stream()
                                .skip((long) (page - 1) * SIZE)
                                .limit(SIZE)
                                .map(school -> school(school, frame))
                                .toList(),
                        Pager.of(
                                PATH + "?" + asked.address() + "&",
                                page,
                                seen.schools().size() > page * SIZE),
                        seen.machines().stream()
                                .limit(MOST)
                                .map(each -> new Row(
                                        MachinePath.of(each.device()) + "/tickets",
                                        each.name(),
                                        List.of(
                                                each.model(),
                                                each.school(),
                                                number(each.interventions(), frame),
                                                frame.format().money(each.cost()))))
                                .toList(),
                        seen.models().stream()
                                .limit(MOST)
                                .map(each -> new Row(
                                        "",
                                        each.model().isEmpty() ? frame.text("figure.model.unknown") : each.model(),
                                        List.of(
                                                number(each.machines(), frame),
                                                number(each.interventions(), frame),
                                                frame.format().plain(each.perMachine(), 2),
                                                frame.format().money(each.cost()))))
                                .toList(),
                        exports(asked, frame),
                        frame.text("figure.counted", frame.format().ago(seen.at()))));
    }

    private static LocalDate last(Period period, LocalDate today) {
        LocalDate last = period.end().minusDays(1);
        return last.isAfter(today) ? today : last;
    }

    private static LinkedText sentence(Tally all, Frame frame) {
        if (all.availability().isEmpty()) {
            return LinkedText.of(frame.text("figure.sentence.none"));
        }
        String available = LinkedText.figure(percent(all.availability(), frame), "#method-0");
        return LinkedText.of(
                all.repaired() == 0
                        ? frame.text("figure.sentence.available", available)
                        : frame.text(
                                "figure.sentence",
                                available,
                                LinkedText.figure(hours(all.medianClassHours(), frame), "#method-1")));
    }

    private static List<Choice> periods(Period chosen, LocalDate today, Frame frame) {
        YearMonth now = YearMonth.from(today);
        DateTimeFormatter named = DateTimeFormatter.ofPattern(
                frame.text("period.months"), frame.messages().locale());
        List<Choice> choices = new ArrayList<>();
        Stream.of("year", "months")
                .forEach(word ->
                        choices.add(new Choice(word, frame.text("figure.period." + word), word.equals(chosen.word()))));
        IntStream.range(0, MONTHS).mapToObj(now::minusMonths).forEach(month -> {
            String word = month.toString();
            choices.add(new Choice(word, named.format(month), word.equals(chosen.word())));
        });
        return choices;
    }

    private static List<Tile> tiles(Tally all, Frame frame) {
        return List.of(
                new Tile(
                        frame.text("figure.availability"),
                        percent(all.availability(), frame),
                        frame.text(
                                "figure.availability.more",
                                number(all.downTime().toHours(), frame),
                                number(all.machineTime().toHours(), frame)),
                        frame.text("figure.availability.method")),
                new Tile(
                        frame.text("figure.repair"),
                        hours(all.meanClassHours(), frame),
                        frame.text("figure.repair.more", hours(all.medianClassHours(), frame), all.repaired()),
                        frame.text("figure.repair.method")),
                new Tile(
                        frame.text("figure.repair.calendar"),
                        hours(all.meanHours(), frame),
                        frame.text("figure.repair.more", hours(all.medianHours(), frame), all.repaired()),
                        frame.text("figure.repair.calendar.method")),
                new Tile(
                        frame.text("figure.interventions"),
                        number(all.interventions(), frame),
                        all.machines() == 0
                                ? ""
                                : frame.text(
                                        "figure.interventions.more",
                                        frame.format().plain((double) all.interventions() / all.machines(), 2)),
                        frame.text("figure.interventions.method")),
                new Tile(
                        frame.text("figure.cost"),
                        frame.format().money(all.cost()),
                        frame.text(
                                "figure.cost.more",
                                frame.format().money(all.parts()),
                                frame.format().money(all.other())),
                        frame.text("figure.cost.method")),
                new Tile(
                        frame.text("figure.time"),
                        frame.text("ticket.hours", Math.round(all.minutes() / 60.0)),
                        frame.text("figure.time.more", Math.round(all.travel() / 60.0)),
                        frame.text("figure.time.method")));
    }

    private static Row school(Figures.OfSchool school, Frame frame) {
        Tally tally = school.tally();
        return new Row(
                "/schools/" + school.uai(),
                school.name(),
                List.of(
                        number(tally.machines(), frame),
                        percent(tally.availability(), frame),
                        hours(tally.meanClassHours(), frame),
                        number(tally.interventions(), frame),
                        frame.format().money(tally.cost())));
    }

    private static List<Export> exports(Asked asked, Frame frame) {
        List<Export> exports = new ArrayList<>();
        for (CsvKind kind : CsvKind.values()) {
            exports.add(new Export(
                    frame.text("csv." + kind.word()), PATH + ".csv?for=" + kind.word() + "&" + asked.address()));
        }
        exports.add(new Export(frame.text("figure.ods"), PATH + ".ods?" + asked.address()));
        return exports;
    }

    private static String percent(OptionalDouble share, Frame frame) {
        return share.isEmpty()
                ? frame.text("figure.none")
                : frame.format().plain(Math.floor(share.getAsDouble() * 10) / 10, 1) + "\u202f%";
    }

    private static String hours(OptionalDouble hours, Frame frame) {
        return hours.isEmpty()
                ? frame.text("figure.none")
                : frame.text(
                        "figure.hours", frame.format().plain(hours.getAsDouble(), hours.getAsDouble() < 10 ? 1 : 0));
    }

    private static String number(long number, Frame frame) {
        return frame.format().plain(number, 0);
    }
}
