package org.socle.fleet.energy.open;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.energy.bill.Months;
import org.socle.fleet.energy.bill.OwnLine;
import org.socle.fleet.energy.open.OpenData.Published;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.CsvKind;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Json;
import org.socle.fleet.web.LinkedText;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Views;

/** What a collectivité may publish of its schools' energy: what is in it, what is merged and why, and the files. */
public final class OpenDataPage implements Page {
    private static final String PATH = "/energy/open-data";
    private static final String[] EXAMPLES = {"2026-10", "2026", "2025-2026"};
    private static final int YEARS = 3;

    private final OpenData data;
    private final OwnLine own;
    private final Views views;
    private final Clock clock;

    public OpenDataPage(OpenData data, OwnLine own, Views views, Clock clock) {
        this.data = data;
        this.own = own;
        this.views = views;
        this.clock = clock;
    }

    /**
     * Content of the page.
     *
     * @param sentence how many lines, and what is in them
     * @param merged what is merged and left out
     * @param own what Socle itself took for what the reader sees
     */
    public record Content(
            String sentence,
            String merged,
            LinkedText own,
            List<Link> periods,
            List<Link> files,
            List<Field> fields,
            String licence) {}

    /** A link. */
    public record Link(String href, String label, boolean current) {}

    /** A field of the files. */
    public record Field(String name, String what) {}

    @Override
    public String path() {
        return PATH;
    }

    /** {@code .csv} and {@code .json}. */
    public void routes(RoutesConfig routes) {
        routes.get(PATH + ".csv", this::csv, Permission.LOOK);
        routes.get(PATH + ".json", this::json, Permission.LOOK);
    }

    private LocalDate today(Context context) {
        return LocalDate.ofInstant(clock.instant(), views.format(context).zone());
    }

    private Months months(Query query, Context context) {
        return query.word("period", Months::parse, EXAMPLES).orElseGet(() -> Months.schoolYear(today(context)));
    }

    private Published published(Context context, Months months) {
        return data.of(Access.viewer(context).scope(), months.first(), months.end());
    }

    @Override
    public void show(Context context) {
        Query query = new Query(context).only("period", "lang");
        Frame frame = views.frame(context, views.messages(context).text("open.title"));
        Months months = months(query, context);
        Published published = published(context, months);
        views.render(
                context,
                "open-data.jte",
                frame,
                new Content(
                        frame.text(
                                "open.sentence",
                                months.word(),
                                published.lines().size(),
                                Floor.LEAST),
                        months.end().isAfter(today(context)) && months.single()
                                ? frame.text("open.running")
                                : frame.text(
                                        "open.merged",
                                        published.schools(),
                                        published.alone(),
                                        published.leftOut(),
                                        Floor.LEAST),
                        own.of(Access.viewer(context).scope(), months, frame),
                        periods(months, today(context)),
                        files(months, frame),
                        OpenLine.FIELDS.stream()
                                .map(field -> new Field(field, frame.text("open.field." + field)))
                                .toList(),
                        OpenLine.LICENCE));
    }

    private static List<Link> periods(Months chosen, LocalDate today) {
        return IntStream.range(0, YEARS)
                .boxed()
                .flatMap(back -> List.of(
                        Months.schoolYear(today.minusYears(back)),
                        Months.parse(Integer.toString(today.getYear() - back)).orElseThrow())
                        .stream())
                .map(months -> new Link(PATH + "?period=" + months.word(), months.word(), months.equals(chosen)))
                .toList();
    }

    private static List<Link> files(Months months, Frame frame) {
        List<Link> files = new ArrayList<>();
        for (CsvKind kind : CsvKind.values()) {
            files.add(new Link(
                    PATH + ".csv?for=" + kind.word() + "&period=" + months.word(),
                    frame.text("csv." + kind.word()),
                    false));
        }
        files.add(new Link(PATH + ".json?period=" + months.word(), "JSON", false));
        return files;
    }

    /** The names of the columns are the same for everybody: published files are compared. */
    private void csv(Context context) {
        Query query = new Query(context).only("for", "period", "lang");
        CsvKind kind = CsvKind.asked(query);
        boolean comma = kind == CsvKind.SHEET
                && views.messages(context).locale().getLanguage().equals(Locale.FRENCH.getLanguage());
        List<List<String>> rows = new ArrayList<>();
        rows.add(OpenLine.FIELDS);
        published(context, months(query, context))
                .lines()
                .forEach(line -> rows.add(
                        line.cells().stream().map(cell -> text(cell, comma)).toList()));
        kind.write(context, "socle-open-energy", rows);
    }

    private static String text(@Nullable Object cell, boolean comma) {
        if (cell == null) {
            return "";
        }
        return cell instanceof Double && comma ? cell.toString().replace('.', ',') : cell.toString();
    }

    private void json(Context context) {
        Query query = new Query(context).only("period", "lang");
        Frame frame = views.frame(context, "");
        Months months = months(query, context);
        Published published = published(context, months);
        List<Map<String, @Nullable Object>> lines = new ArrayList<>();
        for (OpenLine line : published.lines()) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            List<@Nullable Object> cells = line.cells();
            for (int i = 0; i < cells.size(); i++) {
                fields.put(OpenLine.FIELDS.get(i), cells.get(i));
            }
            lines.add(fields);
        }
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("title", frame.text("open.title"));
        answer.put("description", frame.text("open.description", Floor.LEAST));
        answer.put("licence", OpenLine.LICENCE);
        answer.put("method", OpenLine.METHOD);
        answer.put("period", months.word());
        answer.put("made", clock.instant().toString());
        answer.put("floor_machines", Floor.LEAST);
        answer.put(
                "fields",
                OpenLine.FIELDS.stream()
                        .map(field -> Map.of("name", field, "description", frame.text("open.field." + field)))
                        .toList());
        answer.put("lines", lines);
        Json.write(context, answer);
    }
}
