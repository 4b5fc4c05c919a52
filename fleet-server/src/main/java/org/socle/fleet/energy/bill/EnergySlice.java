package org.socle.fleet.energy.bill;

import io.javalin.config.RoutesConfig;
import java.time.Clock;
import java.util.List;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.energy.factor.FactorEditions;
import org.socle.fleet.energy.factor.FactorsPage;
import org.socle.fleet.energy.factor.TariffsPage;
import org.socle.fleet.energy.meter.MeterPage;
import org.socle.fleet.energy.meter.Meters;
import org.socle.fleet.energy.open.OpenData;
import org.socle.fleet.energy.open.OpenDataPage;
import org.socle.fleet.energy.own.OwnBills;
import org.socle.fleet.energy.use.EnergyAccounts;
import org.socle.fleet.energy.waste.Wastes;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.place.Places;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Views;

/** Everything of this slice that people and programs ask for, made once. */
public final class EnergySlice {
    private final Database database;
    private final EnergyAccounts accounts;
    private final FactorEditions editions;
    private final SchoolCalendar calendar;
    private final Wastes wastes;
    private final Meters meters;
    private final Machines machines;
    private final OwnBills own;
    private final Places places;
    private final Views views;
    private final Clock clock;

    /**
     * All of it.
     */
    public EnergySlice(
            Database database, SchoolCalendar calendar, Machines machines, Places places, Views views, Clock clock) {
        this.database = database;
        this.accounts = new EnergyAccounts(database);
        this.editions = new FactorEditions(database, clock);
        this.wastes = new Wastes(database);
        this.own = new OwnBills(database);
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

    /** Factors, for pages of other slices. */
    public FactorEditions editions() {
        return editions;
    }

    /** What is used for nothing, for reports. */
    public Wastes wastes() {
        return wastes;
    }

    /** What Socle itself took, month by month, for reports. */
    public OwnBills own() {
        return own;
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
                open(),
                factors(),
                new TariffsPage(places, editions, views, clock),
                new MeterPage(meters, places, views));
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
        open().routes(routes);
    }
}
