package org.socle.fleet.sobriety.bill;

import io.javalin.config.RoutesConfig;
import java.time.Clock;
import java.util.List;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.device.Machines;
import org.socle.fleet.lifecycle.Rates;
import org.socle.fleet.lifecycle.footprint.FootprintReckoner;
import org.socle.fleet.school.Places;
import org.socle.fleet.sobriety.account.EnergyAccounts;
import org.socle.fleet.sobriety.factor.FactorEditions;
import org.socle.fleet.sobriety.factor.FactorsPage;
import org.socle.fleet.sobriety.factor.TariffsPage;
import org.socle.fleet.sobriety.meter.MeterPage;
import org.socle.fleet.sobriety.meter.Meters;
import org.socle.fleet.sobriety.open.OpenData;
import org.socle.fleet.sobriety.open.OpenDataPage;
import org.socle.fleet.sobriety.own.OwnBills;
import org.socle.fleet.sobriety.report.BulletinPage;
import org.socle.fleet.sobriety.report.Bulletins;
import org.socle.fleet.sobriety.report.ReviewDraft;
import org.socle.fleet.sobriety.report.ReviewPage;
import org.socle.fleet.sobriety.report.Reviews;
import org.socle.fleet.sobriety.waste.Wastes;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Views;

/** Everything of this slice that people and programs ask for, made once. */
public final class Sobriety {
    private final Database database;
    private final EnergyAccounts accounts;
    private final FactorEditions editions;
    private final SchoolCalendar calendar;
    private final Wastes wastes;
    private final Meters meters;
    private final Machines machines;
    private final OwnBills own;
    private final Rates rates;
    private final Places places;
    private final Views views;
    private final Clock clock;

    /**
     * All of it.
     *
     * @param footprints of the equipment, for reports
     */
    public Sobriety(
            Database database,
            FootprintReckoner footprints,
            SchoolCalendar calendar,
            Machines machines,
            Places places,
            Views views,
            Clock clock) {
        this.database = database;
        this.accounts = new EnergyAccounts(database);
        this.editions = new FactorEditions(database, clock);
        this.wastes = new Wastes(database);
        this.own = new OwnBills(database);
        this.rates = new Rates(database, footprints, clock);
        this.calendar = calendar;
        this.meters = new Meters(database, calendar, clock);
        this.machines = machines;
        this.places = places;
        this.views = views;
        this.clock = clock;
    }

    /** Accounts for pages of other slices. */
    public EnergyAccounts accounts() {
        return accounts;
    }

    /** The month's figures for pages of other slices. */
    public MonthFigures month() {
        return new MonthFigures(accounts, editions, clock);
    }

    /** What Socle itself took, for reports of other slices. */
    public OwnLine ownLine() {
        return new OwnLine(accounts, own, editions);
    }

    private EnergyReading reading() {
        return new EnergyReading(accounts, editions, machines, places, calendar, clock);
    }

    /** The slice's pages. */
    public List<Page> pages() {
        return List.of(
                new EnergyPage(reading(), wastes, meters, own, places, views),
                bulletin(),
                review(),
                open(),
                factors(),
                new TariffsPage(places, editions, views, clock),
                new MeterPage(meters, places, views));
    }

    private BulletinPage bulletin() {
        return new BulletinPage(new Bulletins(accounts, editions, wastes, own, clock), editions, places, views, clock);
    }

    private ReviewPage review() {
        ReviewDraft draft = new ReviewDraft(accounts, editions, wastes, own, rates, places, clock);
        return new ReviewPage(new Reviews(database, draft, editions, clock), editions, places, views, clock);
    }

    private FactorsPage factors() {
        return new FactorsPage(editions, new EditionEffects(accounts, own, clock), views);
    }

    private OpenDataPage open() {
        return new OpenDataPage(new OpenData(accounts, places, clock), ownLine(), views, clock);
    }

    /** Files and API. */
    public void routes(RoutesConfig routes) {
        new EnergyFiles(reading(), meters, own, views).routes(routes);
        factors().routes(routes);
        bulletin().routes(routes);
        review().routes(routes);
        open().routes(routes);
    }
}
