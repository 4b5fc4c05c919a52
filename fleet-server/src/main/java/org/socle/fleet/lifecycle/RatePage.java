package org.socle.fleet.lifecycle;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.CsvKind;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Pager;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Views;

/** One rate: its rule, its source, and the machines behind it. */
public final class RatePage implements Page {
    private static final int SIZE = 25;

    private final Rate rate;
    private final Equipment equipment;
    private final Places places;
    private final Views views;
    private final Clock clock;

    RatePage(Rate rate, Equipment equipment, Places places, Views views, Clock clock) {
        this.rate = rate;
        this.equipment = equipment;
        this.places = places;
        this.views = views;
        this.clock = clock;
    }

    /**
     * Content of the page.
     *
     * @param back address of the three rates
     * @param here the place whose rate is shown; null for all that is seen
     * @param flats the flat values that are known, in words; empty on other rates
     */
    public record Content(
            String back,
            String year,
            @Nullable Place here,
            ShareText text,
            List<String> flats,
            List<Row> rows,
            Pager pager,
            List<LifecyclePage.Export> exports) {}

    /**
     * One piece of equipment.
     *
     * @param href where its facts are, or the machine is; empty when the viewer has no page of it
     * @param counted as what, or why not
     * @param dates when it was made, came and went
     */
    public record Row(
            String href, String name, String category, String school, String counted, String amount, String dates) {}

    @Override
    public String path() {
        return LifecyclePage.PATH + "/" + rate.word();
    }

    @Override
    public void show(Context context) {
        Frame frame = views.frame(context, views.messages(context).text("lifecycle." + rate.word()));
        LocalDate today = LocalDate.ofInstant(clock.instant(), frame.format().zone());
        Query query = new Query(context);
        Asked asked = Asked.of(query, places, Access.viewer(context).scope(), today);
        int page = query.number("page", 1, 1, Pager.MOST);
        Share share = asked.share(rate, equipment.all(asked.scope()));
        String list = path() + "?" + asked.address() + "&";
        views.render(
                context,
                "lifecycle-rate.jte",
                frame,
                new Content(
                        LifecyclePage.PATH + "?" + asked.address(),
                        Integer.toString(asked.year()),
                        asked.place().orElse(null),
                        ShareText.of(share, frame),
                        rate == Rate.PURCHASES ? flats(frame) : List.of(),
                        share.lines().stream()
                                .skip((long) (page - 1) * SIZE)
                                .limit(SIZE)
                                .map(line -> row(share, line, frame))
                                .toList(),
                        Pager.of(list, page, share.lines().size() > page * SIZE),
                        Arrays.stream(CsvKind.values())
                                .map(kind -> new LifecyclePage.Export(
                                        frame.text("csv." + kind.word()),
                                        path() + ".csv?for=" + kind.word() + "&" + asked.address()))
                                .toList()));
    }

    private static List<String> flats(Frame frame) {
        return FlatValues.ALL.all().stream()
                .map(value -> frame.text(
                        "lifecycle.flat",
                        frame.text("facts.category." + value.category().word()),
                        value.under(),
                        frame.format().money(value.cents()),
                        value.source()))
                .toList();
    }

    private static Row row(Share share, Share.Line line, Frame frame) {
        Item item = line.item();
        Category category = item.facts().category();
        return new Row(
                href(item, frame),
                item.name(),
                category == null ? "" : frame.text("facts.category." + category.word()),
                item.school(),
                frame.text("lifecycle.why." + line.why().word()),
                line.why().counted() && line.weight() > 0 ? ShareText.amount(share, line.weight(), frame) : "",
                dates(item.facts(), frame));
    }

    private static String href(Item item, Frame frame) {
        UUID device = item.device();
        boolean may = frame.may(Permission.EDIT_FACTS);
        return device != null
                ? MachinePath.of(device) + (may ? "/facts" : "")
                : may ? ThingPage.PATH + "/" + item.id() : "";
    }

    private static String dates(Facts facts, Frame frame) {
        LocalDate acquired = facts.acquired();
        LocalDate retired = facts.retired();
        LocalDate oriented = facts.oriented();
        Destination destination = facts.destination();
        return Stream.of(
                        facts.madeIn()
                                .map(made -> frame.text(
                                        made.estimated() ? "lifecycle.made.estimated" : "lifecycle.made",
                                        Integer.toString(made.year()))),
                        Optional.ofNullable(acquired).map(day -> frame.text("lifecycle.came", day.toString())),
                        Optional.ofNullable(retired).map(day -> frame.text("lifecycle.retired", day.toString())),
                        Optional.ofNullable(destination)
                                .map(where -> frame.text(
                                        "lifecycle.went",
                                        frame.text("facts.destination." + where.word()),
                                        String.valueOf(oriented))))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(frame.text("list.comma")));
    }
}
