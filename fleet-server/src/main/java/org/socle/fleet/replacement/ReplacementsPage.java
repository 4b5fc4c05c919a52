package org.socle.fleet.replacement;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.finding.forecast.ForecastText;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.Places;
import org.socle.fleet.replacement.Replacements.Candidate;
import org.socle.fleet.replacement.Replacements.Why;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.CsvKind;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Pager;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Url;
import org.socle.fleet.web.Views;

/** Which machines to replace or mend by the end of next school year; on a page and as CSV. */
public final class ReplacementsPage implements Page {
    private static final String PATH = "/replacements";
    private static final int SIZE = 25;

    private final Replacements replacements;
    private final Places places;
    private final Views views;
    private final Clock clock;

    public ReplacementsPage(Replacements replacements, Places places, Views views, Clock clock) {
        this.replacements = replacements;
        this.places = places;
        this.views = views;
        this.clock = clock;
    }

    /**
     * Content of the page.
     *
     * @param place as it was typed; unknown when there is no such place
     * @param here the place whose machines are shown; null for all that are seen
     */
    public record Content(
            String sentence,
            String place,
            boolean unknown,
            @Nullable Place here,
            List<Row> rows,
            Pager pager,
            List<Export> exports) {}

    /** One machine with its reasons in words. */
    public record Row(String href, String name, String model, String school, String schoolHref, String reasons) {}

    /** A file to take away. */
    public record Export(String label, String href) {}

    /** What an address asks for. */
    private record Asked(String text, Optional<Place> place, Scope scope) {
        String address() {
            return text.isEmpty() ? "" : Url.pair("place", text) + "&";
        }
    }

    private Asked asked(Query query, Viewer viewer) {
        String text = query.text("place");
        Optional<Place> place = text.isEmpty() ? Optional.empty() : places.named(viewer.scope(), text);
        return new Asked(
                text,
                place,
                place.map(found -> viewer.scope().and(Scope.of(found.path())))
                        .orElse(text.isEmpty() ? viewer.scope() : Scope.NOTHING));
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public void show(Context context) {
        Query query = new Query(context);
        Asked asked = asked(query, Access.viewer(context));
        int page = query.number("page", 1, 1, Pager.MOST);
        List<Candidate> all = replacements.of(asked.scope());
        Frame frame = views.frame(context, views.messages(context).text("replacement.title"));
        LocalDate today = LocalDate.ofInstant(clock.instant(), frame.format().zone());
        views.render(
                context,
                "replacements.jte",
                frame,
                new Content(
                        frame.text(
                                "replacement.sentence",
                                all.size(),
                                frame.format().day(Replacements.horizon(today))),
                        asked.text(),
                        !asked.text().isEmpty() && asked.place().isEmpty(),
                        asked.place().orElse(null),
                        all.stream()
                                .skip((long) (page - 1) * SIZE)
                                .limit(SIZE)
                                .map(each -> row(each, frame))
                                .toList(),
                        Pager.of(PATH + "?" + asked.address(), page, all.size() > page * SIZE),
                        Stream.of(CsvKind.values())
                                .map(kind -> new Export(
                                        frame.text("csv." + kind.word()),
                                        PATH + ".csv?" + asked.address() + "for=" + kind.word()))
                                .toList()));
    }

    private static Row row(Candidate machine, Frame frame) {
        return new Row(
                MachinePath.of(machine.device()),
                machine.name(),
                machine.model(),
                machine.school(),
                "/schools/" + machine.uai(),
                machine.whys().stream().map(why -> words(why, frame)).collect(Collectors.joining(" ")));
    }

    /** A reason with the data it rests on. */
    static String words(Why why, Frame frame) {
        String key = "replacement." + why.reason().word();
        if (why.limit() != null && why.forecast() != null) {
            ForecastText text = ForecastText.of(why.limit(), why.forecast(), frame);
            return (frame.text(key, why.number()) + " " + text.sentence() + " " + text.basis()).strip();
        }
        return switch (why.reason()) {
            case COST -> frame.text(key, frame.format().money(why.number()));
            case OLD -> frame.text(key, frame.format().plain((double) why.number() / 24 / 365, 1), why.number());
            case REPAIRS -> frame.text(key, why.number());
            default ->
                frame.text(
                        key,
                        why.since() == null ? "" : frame.format().dateTime(why.since()),
                        why.part().isEmpty() ? "" : " (" + why.part() + ")");
        };
    }

    /** The list as a file. */
    public void routes(RoutesConfig routes) {
        routes.get(PATH + ".csv", this::csv, Permission.LOOK);
    }

    private void csv(Context context) {
        Query query = new Query(context).only("for", "place", "lang");
        CsvKind kind = CsvKind.asked(query);
        Frame frame = views.frame(context, "");
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                kind == CsvKind.SHEET
                        ? List.of(
                                frame.text("figure.column.machine"),
                                frame.text("figure.column.model"),
                                frame.text("figure.column.school"),
                                frame.text("figure.column.uai"),
                                frame.text("replacement.reason"),
                                frame.text("replacement.data"),
                                frame.text("figure.column.id"))
                        : List.of("machine", "model", "school", "uai", "reason", "data", "id"));
        for (Candidate machine :
                replacements.of(asked(query, Access.viewer(context)).scope())) {
            for (Why why : machine.whys()) {
                rows.add(List.of(
                        machine.name(),
                        machine.model(),
                        machine.school(),
                        machine.uai(),
                        kind == CsvKind.SHEET
                                ? frame.text("replacement.short." + why.reason().word())
                                : why.reason().word(),
                        words(why, frame),
                        machine.device().toString()));
            }
        }
        kind.write(context, "socle-replacements", rows);
    }
}
