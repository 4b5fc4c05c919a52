package org.socle.fleet.sobriety.bill;

import io.javalin.config.RoutesConfig;
import java.time.Clock;
import java.util.List;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.device.Machines;
import org.socle.fleet.school.Places;
import org.socle.fleet.sobriety.account.EnergyAccounts;
import org.socle.fleet.sobriety.factor.FactorEditions;
import org.socle.fleet.sobriety.factor.FactorsPage;
import org.socle.fleet.sobriety.factor.TariffsPage;
import org.socle.fleet.sobriety.meter.MeterPage;
import org.socle.fleet.sobriety.meter.Meters;
import org.socle.fleet.sobriety.report.BulletinPage;
import org.socle.fleet.sobriety.report.Bulletins;
import org.socle.fleet.sobriety.waste.Wastes;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Views;

/** Everything of this slice that people and programs ask for, made once. */
public final class Sobriety {
    private final EnergyAccounts accounts;
    private final FactorEditions editions;
    private final SchoolCalendar calendar;
    private final Wastes wastes;
    private final Meters meters;
    private final Machines machines;
    private final Places places;
    private final Views views;
    private final Clock clock;

    public Sobriety(
            Database database, SchoolCalendar calendar, Machines machines, Places places, Views views, Clock clock) {
        this.accounts = new EnergyAccounts(database);
        this.editions = new FactorEditions(database, clock);
        this.wastes = new Wastes(database);
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

    private EnergyReading reading() {
        return new EnergyReading(accounts, editions, machines, places, calendar, clock);
    }

    /** The slice's pages. */
    public List<Page> pages() {
        return List.of(
                new EnergyPage(reading(), wastes, meters, places, views),
                bulletin(),
                new FactorsPage(editions, views),
                new TariffsPage(places, editions, views, clock),
                new MeterPage(meters, places, views));
    }

    private BulletinPage bulletin() {
        return new BulletinPage(new Bulletins(accounts, editions, wastes, clock), places, views, clock);
    }

    /** Files and API. */
    public void routes(RoutesConfig routes) {
        new EnergyFiles(reading(), meters, views).routes(routes);
        new FactorsPage(editions, views).routes(routes);
        bulletin().routes(routes);
    }
}
