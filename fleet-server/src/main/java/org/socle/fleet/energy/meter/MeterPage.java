package org.socle.fleet.energy.meter;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Scope;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.PlacePath;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.CsvList;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.ImportPreview;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.SentLists;
import org.socle.fleet.web.Views;

/** The meter of a school: what is known of it, and its file, first what that would do, month by month, then doing it. */
public final class MeterPage implements Page {
    private static final double KILO = 1000;

    private final Meters meters;
    private final Places places;
    private final Views views;

    public MeterPage(Meters meters, Places places, Views views) {
        this.meters = meters;
        this.places = places;
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param line what the school is in, as far as it is seen, and itself
     * @param sentence what is known of the meter
     * @param known whether anything is
     * @param preview what a file would do; null while there is none
     * @param stamp what was chosen; empty for what the file says
     * @param error why the file as a whole was refused; empty when it was not
     */
    public record Content(
            Place school,
            List<Place> line,
            String sentence,
            boolean known,
            @Nullable ImportPreview preview,
            String stamp,
            String error) {

        public String path() {
            return "/places/" + school.id() + "/meter";
        }
    }

    @Override
    public String path() {
        return "/places/{id}/meter";
    }

    @Override
    public List<Form> forms() {
        return List.of(
                new Form(path(), Permission.EDIT_PLACES, this::preview),
                new Form(path() + "/apply", Permission.EDIT_PLACES, this::apply),
                new Form(path() + "/remove", Permission.EDIT_PLACES, this::remove));
    }

    private Place school(Context context) {
        Place place = PlacePath.byId(context, places);
        if (place.kind() != PlaceKind.SCHOOL) {
            throw new NotFoundResponse("there is no school '" + place.id() + "'");
        }
        return place;
    }

    private static String address(Place school) {
        return "/places/" + school.id() + "/meter";
    }

    @Override
    public void show(Context context) {
        Place school = school(context);
        show(context, school, null, views.frame(context, "meter.title"), null);
    }

    private void show(
            Context context, Place school, @Nullable ImportPreview preview, Frame frame, @Nullable Refusal refusal) {
        Optional<MeterTable.Known> known = meters.known(school);
        views.render(
                context,
                "meter.jte",
                frame,
                new Content(
                        school,
                        places.line(Access.viewer(context).scope(), school),
                        known.map(meter -> sentence(meter, frame)).orElseGet(() -> frame.text("meter.none")),
                        known.isPresent(),
                        preview,
                        new Fields(context).text("stamp"),
                        frame.error(refusal)));
    }

    private static String sentence(MeterTable.Known known, Frame frame) {
        return known.first() == null || known.last() == null
                ? frame.text("meter.none")
                : frame.text(
                        known.prm().isEmpty() ? "meter.known" : "meter.known.prm",
                        known.days(),
                        frame.format().day(known.first()),
                        frame.format().day(known.last()),
                        known.prm());
    }

    private void preview(Context context) {
        Place school = school(context);
        try {
            String text = CsvList.sent(context);
            Stamp chosen = Stamp.of(new Fields(context).text("stamp")).orElse(null);
            MeterFile file = meters.parse(school, text, chosen);
            MeterPlan plan = meters.plan(school, file.prm(), file.curve().days());
            Frame frame = views.frame(context, "meter.title");
            show(context, school, preview(context, school, file, plan, frame), frame, null);
        } catch (Refusal refusal) {
            show(context, school, null, views.frame(context, "meter.title", refusal), refusal);
        }
    }

    private void apply(Context context) {
        Place school = school(context);
        Fields fields = new Fields(context);
        try {
            MeterPlan.Sent sent = MeterPlan.Sent.parse(CsvList.sent(context));
            meters.apply(Access.viewer(context), school, sent, fields.text("fingerprint"));
            context.redirect(address(school), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, school, null, views.frame(context, "meter.title", refusal), refusal);
        }
    }

    private void remove(Context context) {
        Place school = school(context);
        meters.remove(Access.viewer(context), school);
        context.redirect(address(school), HttpStatus.SEE_OTHER);
    }

    private ImportPreview preview(Context context, Place school, MeterFile file, MeterPlan plan, Frame frame) {
        List<ImportPreview.Line> lines = Stream.concat(
                        file.problems().stream()
                                .map(problem -> new ImportPreview.Line(
                                        Integer.toString(problem.line()),
                                        problem.what(),
                                        problem.why().in(frame.messages()),
                                        true)),
                        months(file, plan, frame).stream())
                .toList();
        List<ImportPreview.Line> shown =
                lines.stream().limit(ImportPreview.SHOWN).toList();
        boolean possible = file.problems().isEmpty() && !plan.days().isEmpty();
        return new ImportPreview(
                Stream.concat(sums(file, plan, frame), warnings(context, school, file, frame))
                        .toList(),
                shown,
                lines.size() - shown.size(),
                SentLists.back(context, plan.text()),
                possible && !plan.steps().isEmpty() ? plan.fingerprint() : "",
                possible && plan.steps().isEmpty());
    }

    private static Stream<String> sums(MeterFile file, MeterPlan plan, Frame frame) {
        return Stream.of(
                        sum("meter.sum.added", plan.added(), frame),
                        sum("meter.sum.replaced", plan.replaced(), frame),
                        sum("meter.sum.same", plan.same(), frame),
                        sum("import.sum.refused", file.problems().size(), frame),
                        sum("meter.sum.doubled", file.doubled(), frame),
                        sum("meter.sum.others", file.others(), frame),
                        sum("meter.sum.missing", file.curve().missing(), frame))
                .filter(text -> !text.isEmpty());
    }

    private static String sum(String key, int count, Frame frame) {
        return count == 0 ? "" : frame.text(key, count);
    }

    /** What may be wrong though each line is well: whose meter it is, and what its times mark. */
    private Stream<String> warnings(Context context, Place school, MeterFile file, Frame frame) {
        List<String> warnings = new ArrayList<>();
        String known = meters.known(school).map(MeterTable.Known::prm).orElse("");
        if (!known.isEmpty() && !file.prm().isEmpty() && !known.equals(file.prm())) {
            warnings.add(frame.text("meter.warning.other", file.prm(), known));
        }
        long other = meters.otherOf(school, file.prm());
        if (other > 0) {
            Scope scope = Access.viewer(context).scope();
            warnings.add(frame.text(
                    "meter.warning.elsewhere",
                    file.prm(),
                    places.find(scope, other).map(Place::name).orElseGet(() -> frame.text("meter.elsewhere"))));
        }
        warnings.add(frame.text("meter.stamp." + file.curve().stamp().word() + "."
                + file.curve().basis().name().toLowerCase(Locale.ROOT)));
        return warnings.stream();
    }

    private static List<ImportPreview.Line> months(MeterFile file, MeterPlan plan, Frame frame) {
        Map<YearMonth, List<MeterDay>> months = plan.days().values().stream()
                .collect(Collectors.groupingBy(
                        day -> YearMonth.from(day.day()), TreeMap::new, Collectors.<MeterDay>toList()));
        Map<YearMonth, Long> written = plan.steps().stream()
                .collect(Collectors.groupingBy(day -> YearMonth.from(day.day()), Collectors.counting()));
        DateTimeFormatter name = DateTimeFormatter.ofPattern(
                frame.text("period.months"), frame.messages().locale());
        return months.entrySet().stream()
                .map(month -> new ImportPreview.Line(
                        Integer.toString(
                                file.curve().line(month.getValue().get(0).day())),
                        what(name.format(month.getKey()), month.getValue(), frame),
                        written.containsKey(month.getKey())
                                ? frame.text("meter.verdict", written.get(month.getKey()))
                                : frame.text("import.verdict.same"),
                        false))
                .toList();
    }

    private static String what(String month, List<MeterDay> days, Frame frame) {
        double wattHours = days.stream()
                .flatMap(day -> day.known().values().stream())
                .mapToDouble(Integer::doubleValue)
                .sum();
        return frame.text(
                "meter.month",
                month,
                days.size(),
                days.stream().filter(MeterDay::complete).count(),
                frame.format().plain(wattHours / KILO, 0));
    }
}
