package org.socle.fleet.lifecycle.footprint;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.energy.factor.Factors;
import org.socle.fleet.lifecycle.Asked;
import org.socle.fleet.lifecycle.Category;
import org.socle.fleet.lifecycle.Equipment;
import org.socle.fleet.lifecycle.Item;
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
import org.socle.fleet.web.Views;

/** What making the equipment weighs and what using it again avoids, how that is reckoned, and from what. */
public final class FootprintPage implements Page {
    public static final String PATH = "/lifecycle/footprint";
    private static final int SIZE = 20;

    private final Equipment equipment;
    private final FootprintReckoner reckoner;
    private final Places places;
    private final Views views;
    private final Clock clock;

    public FootprintPage(Equipment equipment, FootprintReckoner reckoner, Places places, Views views, Clock clock) {
        this.equipment = equipment;
        this.reckoner = reckoner;
        this.places = places;
        this.views = views;
        this.clock = clock;
    }

    /**
     * Content of the page.
     *
     * @param back address of the page it belongs to
     * @param here the place whose equipment is shown; null for all that is seen
     * @param lacks what is not counted and why, in words
     * @param edition of the factors; {@code old} says that it is not the one that counts, and is empty when it is
     * @param sources the factors, in words
     */
    public record Content(
            String back,
            @Nullable Place here,
            LinkedText sentence,
            List<FootprintText.Tile> tiles,
            List<String> lacks,
            String edition,
            String old,
            List<String> sources,
            List<Row> rows,
            Pager pager,
            List<Export> exports) {}

    /**
     * One piece of equipment.
     *
     * @param href its page; empty for a thing without an agent
     */
    public record Row(
            String href,
            String name,
            String category,
            String school,
            String made,
            String years,
            String yearly,
            String avoided) {}

    /** A file to take away. */
    public record Export(String label, String href) {}

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public void show(Context context) {
        Frame frame = views.frame(context, views.messages(context).text("footprint.title"));
        LocalDate today = LocalDate.ofInstant(clock.instant(), frame.format().zone());
        Query query = new Query(context).only("year", "place", "page", "edition", "lang");
        Asked asked = Asked.of(query, places, Access.viewer(context).scope(), today);
        int page = query.number("page", 1, 1, Pager.MOST);
        Factors factors = reckoner.asked(query);
        String edition = reckoner.address(factors);
        Footprints footprints = reckoner.of(asked.scope(), equipment.all(asked.scope()), asked.day(), factors);
        views.render(
                context,
                "footprint.jte",
                frame,
                new Content(
                        "/lifecycle?" + asked.address(),
                        asked.place().orElse(null),
                        sentence(footprints, asked.day(), frame),
                        FootprintText.tiles(footprints, frame),
                        lacks(footprints, frame),
                        footprints.edition(),
                        edition.isEmpty() ? "" : frame.text("factor.asked", factors.edition()),
                        FootprintText.sources(factors, frame),
                        footprints.all().stream()
                                .skip((page - 1L) * SIZE)
                                .limit(SIZE)
                                .map(footprint -> row(footprint, frame))
                                .toList(),
                        Pager.of(
                                PATH + "?" + asked.address() + edition + "&",
                                page,
                                footprints.all().size() > page * SIZE),
                        Arrays.stream(CsvKind.values())
                                .map(kind -> new Export(
                                        frame.text("csv." + kind.word()),
                                        PATH + ".csv?for=" + kind.word() + "&" + asked.address() + edition))
                                .toList()));
    }

    private static LinkedText sentence(Footprints footprints, LocalDate day, Frame frame) {
        return LinkedText.of(
                footprints.counted() == 0
                        ? frame.text("footprint.sentence.none")
                        : frame.text(
                                "footprint.sentence",
                                footprints.counted(),
                                LinkedText.figure(FootprintText.weight(footprints.yearly(), frame), "#method"),
                                frame.format().day(day)));
    }

    private static List<String> lacks(Footprints footprints, Frame frame) {
        long without = footprints.all().size() - footprints.counted();
        return Stream.of(
                        without == 0 ? "" : frame.text("footprint.lack.factor", without),
                        footprints.estimated() == 0 ? "" : frame.text("footprint.lack.age", footprints.estimated()),
                        footprints.strange() == 0 ? "" : frame.text("footprint.lack.parts", footprints.strange()))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static Row row(Footprint footprint, Frame frame) {
        Item item = footprint.item();
        Category category = item.facts().category();
        Double made = footprint.made();
        String none = frame.text("energy.none");
        return new Row(
                item.device() == null ? "" : MachinePath.of(item.device()),
                item.name(),
                category == null ? "" : frame.text("facts.category." + category.word()),
                item.school(),
                made == null
                        ? none
                        : footprint.parts() > 0
                                ? frame.text(
                                        "footprint.with_parts",
                                        FootprintText.plain(made, frame),
                                        FootprintText.plain(footprint.parts(), frame))
                                : FootprintText.plain(made, frame),
                made == null
                        ? ""
                        : footprint.estimated()
                                ? frame.text("footprint.about", footprint.years())
                                : Integer.toString(footprint.years()),
                made == null ? none : FootprintText.plain(footprint.yearly(), frame),
                FootprintText.range(footprint.avoided(), frame));
    }
}
