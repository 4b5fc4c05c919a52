package org.socle.fleet.lifecycle;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.energy.bill.Months;
import org.socle.fleet.energy.bill.OwnLine;
import org.socle.fleet.lifecycle.footprint.FootprintPage;
import org.socle.fleet.lifecycle.footprint.FootprintReckoner;
import org.socle.fleet.lifecycle.footprint.FootprintText;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.CsvKind;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.LinkedText;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Views;

/** Where a collectivité stands legally: three rates side by side, what they lack, and how old what is in use is. */
public final class LifecyclePage implements Page {
    static final String PATH = "/lifecycle";

    private final Equipment equipment;
    private final FootprintReckoner footprints;
    private final OwnLine own;
    private final Places places;
    private final Views views;
    private final Clock clock;

    public LifecyclePage(
            Equipment equipment, FootprintReckoner footprints, OwnLine own, Places places, Views views, Clock clock) {
        this.equipment = equipment;
        this.footprints = footprints;
        this.own = own;
        this.places = places;
        this.views = views;
        this.clock = clock;
    }

    /**
     * Content of the page.
     *
     * @param place as it was typed; unknown when there is no such place
     * @param here the place whose rates are shown; null for all that is seen
     * @param lacks what is not counted because something is not known, in words
     * @param footprint what making it weighs and using it again avoids; {@code footprintHref} how that is reckoned
     * @param own what Socle itself took in that year
     * @param old how many machines are ten years old or more, in words
     */
    public record Content(
            List<Choice> years,
            String place,
            boolean unknown,
            @Nullable Place here,
            List<Tile> tiles,
            List<String> lacks,
            List<FootprintText.Tile> footprint,
            String footprintHref,
            String old,
            List<Row> categories,
            LinkedText own,
            List<Export> exports) {

        /** How the rate of purchases is reckoned. */
        public String purchases() {
            return tiles.get(Rate.PURCHASES.ordinal()).href() + "#method";
        }
    }

    /** A year to choose. */
    public record Choice(String word, boolean current) {}

    /** A rate, and where its list is. */
    public record Tile(ShareText text, String href) {}

    /** What was bought of one category. */
    public record Row(String name, String spent, String reuse, String share) {}

    /** A file to take away. */
    public record Export(String label, String href) {}

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public void show(Context context) {
        Frame frame = views.frame(context, views.messages(context).text("lifecycle.title"));
        LocalDate today = LocalDate.ofInstant(clock.instant(), frame.format().zone());
        Asked asked = Asked.of(
                new Query(context).only("year", "place", "lang"),
                places,
                Access.viewer(context).scope(),
                today);
        List<Item> items = equipment.all(asked.scope());
        Map<Rate, Share> shares = new EnumMap<>(Rate.class);
        for (Rate rate : Rate.values()) {
            shares.put(rate, asked.share(rate, items));
        }
        views.render(
                context,
                "lifecycle.jte",
                frame,
                new Content(
                        IntStream.rangeClosed(Asked.FIRST_YEAR, today.getYear())
                                .map(i -> today.getYear() + Asked.FIRST_YEAR - i)
                                .mapToObj(year -> new Choice(Integer.toString(year), year == asked.year()))
                                .toList(),
                        asked.text(),
                        asked.unknown(),
                        asked.place().orElse(null),
                        shares.values().stream()
                                .map(share -> new Tile(
                                        ShareText.of(share, frame),
                                        PATH + "/" + share.rate().word() + "?" + asked.address()))
                                .toList(),
                        lacks(shares.values().stream().toList(), frame),
                        FootprintText.tiles(footprints.of(asked.scope(), items, asked.day()), frame),
                        FootprintPage.PATH + "?" + asked.address(),
                        old(Refurbished.ages(items, asked.day()), asked.day(), frame),
                        categories(shares.get(Rate.PURCHASES), frame),
                        own.of(
                                asked.scope(),
                                Months.parse(Integer.toString(asked.year())).orElseThrow(),
                                frame),
                        exports(asked, frame)));
    }

    private static List<String> lacks(List<Share> shares, Frame frame) {
        List<String> lacks = new ArrayList<>();
        for (Share share : shares) {
            for (Share.Why why : Share.Why.values()) {
                long count = share.count(why);
                if (!why.counted() && count > 0 && why != Share.Why.RETIRED_LATER) {
                    lacks.add(frame.text(
                            "lifecycle.lack",
                            frame.text("lifecycle." + share.rate().word()),
                            frame.text("lifecycle.why." + why.word()),
                            count));
                }
            }
        }
        return lacks;
    }

    private static String old(Refurbished.Ages ages, LocalDate day, Frame frame) {
        return frame.text("lifecycle.old.count", ages.old(), frame.format().day(day), ages.estimated(), ages.unknown());
    }

    private static List<Row> categories(@Nullable Share purchases, Frame frame) {
        if (purchases == null) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        Stream.concat(Arrays.stream(Category.values()), Stream.of((Category) null))
                .forEach(category -> {
                    Share part = new Share(
                            Rate.PURCHASES,
                            true,
                            purchases.target(),
                            purchases.lines().stream()
                                    .filter(line -> line.item().facts().category() == category)
                                    .toList());
                    OptionalDouble percent = part.percent();
                    if (percent.isPresent()) {
                        rows.add(new Row(
                                category == null
                                        ? frame.text("lifecycle.category.unknown")
                                        : frame.text("facts.category." + category.word()),
                                frame.format().money(part.denominator()),
                                frame.format().money(part.numerator()),
                                ShareText.percent(percent, frame)));
                    }
                });
        return rows;
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
}
