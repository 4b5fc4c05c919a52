package org.socle.fleet.lifecycle;

import io.javalin.config.RoutesConfig;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.socle.fleet.school.Places;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Views;

/** Everything of this slice that people and programs ask for, made once. */
public final class Lifecycle {
    private final Equipment equipment;
    private final Places places;
    private final Views views;
    private final Clock clock;

    public Lifecycle(Database database, Places places, Views views, Clock clock) {
        this.equipment = new Equipment(database, clock);
        this.places = places;
        this.views = views;
        this.clock = clock;
    }

    /** The slice's pages. */
    public List<Page> pages() {
        List<Page> pages = new ArrayList<>();
        pages.add(new LifecyclePage(equipment, places, views, clock));
        for (Rate rate : Rate.values()) {
            pages.add(new RatePage(rate, equipment, places, views, clock));
        }
        pages.add(new FactsImportPage(equipment, views));
        pages.add(new FactsPage(equipment, views));
        pages.addAll(ThingPage.all(equipment, views));
        return pages;
    }

    /** Files. */
    public void routes(RoutesConfig routes) {
        new LifecycleFiles(equipment, places, views, clock).routes(routes);
    }
}
