package org.socle.fleet.lifecycle;

import io.javalin.config.RoutesConfig;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.socle.fleet.energy.bill.OwnLine;
import org.socle.fleet.lifecycle.footprint.FootprintFiles;
import org.socle.fleet.lifecycle.footprint.FootprintPage;
import org.socle.fleet.lifecycle.footprint.FootprintReckoner;
import org.socle.fleet.place.Places;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Views;

/** Everything of this slice that people and programs ask for, made once. */
public final class Lifecycle {
    private final Equipment equipment;
    private final FootprintReckoner footprints;
    private final OwnLine own;
    private final Places places;
    private final Views views;
    private final Clock clock;

    /**
     * All of it.
     *
     * @param footprints of the same equipment
     * @param own what Socle itself took
     */
    public Lifecycle(
            Database database, FootprintReckoner footprints, OwnLine own, Places places, Views views, Clock clock) {
        this.equipment = new Equipment(database, clock);
        this.footprints = footprints;
        this.own = own;
        this.places = places;
        this.views = views;
        this.clock = clock;
    }

    /** The slice's pages. */
    public List<Page> pages() {
        List<Page> pages = new ArrayList<>();
        pages.add(new LifecyclePage(equipment, footprints, own, places, views, clock));
        for (Rate rate : Rate.values()) {
            pages.add(new RatePage(rate, equipment, places, views, clock));
        }
        pages.add(new FootprintPage(equipment, footprints, places, views, clock));
        pages.add(new FactsImportPage(equipment, views));
        pages.add(new FactsPage(equipment, views));
        pages.addAll(ThingPage.all(equipment, views));
        return pages;
    }

    /** Files and API. */
    public void routes(RoutesConfig routes) {
        new LifecycleFiles(equipment, places, views, clock).routes(routes);
        new FootprintFiles(equipment, footprints, places, views, clock).routes(routes);
        new LifecycleApi(equipment, footprints, places, views, clock).routes(routes);
    }
}
