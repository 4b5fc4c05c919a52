package org.socle.fleet.app;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.account.AccountEditPage;
import org.socle.fleet.account.AccountPage;
import org.socle.fleet.account.AccountVisitors;
import org.socle.fleet.account.Accounts;
import org.socle.fleet.account.AccountsPage;
import org.socle.fleet.account.ApiTokens;
import org.socle.fleet.account.Credentials;
import org.socle.fleet.account.JoinPage;
import org.socle.fleet.account.Oidc;
import org.socle.fleet.account.OidcPage;
import org.socle.fleet.account.Sessions;
import org.socle.fleet.account.SignIn;
import org.socle.fleet.account.SignInLinkPage;
import org.socle.fleet.account.SignInLinks;
import org.socle.fleet.account.SignInPage;
import org.socle.fleet.account.TotpKey;
import org.socle.fleet.account.TotpPage;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.AuditApi;
import org.socle.fleet.audit.AuditPage;
import org.socle.fleet.calendar.CalendarPage;
import org.socle.fleet.calendar.Calendars;
import org.socle.fleet.calendar.HolidayImportPage;
import org.socle.fleet.calendar.Holidays;
import org.socle.fleet.calendar.HolidaysPage;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.calendar.ZonePage;
import org.socle.fleet.config.OidcConfig;
import org.socle.fleet.config.TicketsConfig;
import org.socle.fleet.config.WebConfig;
import org.socle.fleet.connectivity.SpeedApi;
import org.socle.fleet.connectivity.SpeedTests;
import org.socle.fleet.demo.DemoPage;
import org.socle.fleet.energy.bill.EnergySlice;
import org.socle.fleet.energy.factor.FactorEditions;
import org.socle.fleet.enrolment.EnrolPage;
import org.socle.fleet.enrolment.Enrolment;
import org.socle.fleet.enrolment.EstApi;
import org.socle.fleet.enrolment.Floods;
import org.socle.fleet.enrolment.Joining;
import org.socle.fleet.enrolment.KeepOut;
import org.socle.fleet.enrolment.KeepOutPage;
import org.socle.fleet.enrolment.MachineAddresses;
import org.socle.fleet.enrolment.RevokePage;
import org.socle.fleet.finding.Findings;
import org.socle.fleet.finding.forecast.Forecasts;
import org.socle.fleet.finding.forecast.ForecastsApi;
import org.socle.fleet.finding.threshold.Thresholds;
import org.socle.fleet.finding.threshold.ThresholdsPage;
import org.socle.fleet.health.Health;
import org.socle.fleet.health.HealthApi;
import org.socle.fleet.health.ServerTroubles;
import org.socle.fleet.incident.IncidentPage;
import org.socle.fleet.incident.Incidents;
import org.socle.fleet.incident.IncidentsApi;
import org.socle.fleet.incident.IncidentsPage;
import org.socle.fleet.intake.Flood;
import org.socle.fleet.intake.Quarantine;
import org.socle.fleet.lifecycle.Lifecycle;
import org.socle.fleet.lifecycle.Rates;
import org.socle.fleet.lifecycle.footprint.FootprintReckoner;
import org.socle.fleet.machine.MachineMovePage;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.overview.AboutDataPage;
import org.socle.fleet.overview.LiveFeed;
import org.socle.fleet.overview.LiveRoute;
import org.socle.fleet.overview.MachineHistoryPage;
import org.socle.fleet.overview.MachinePage;
import org.socle.fleet.overview.MachineReadingsPage;
import org.socle.fleet.overview.MachinesApi;
import org.socle.fleet.overview.MachinesPage;
import org.socle.fleet.overview.PlacesApi;
import org.socle.fleet.overview.ReadingsApi;
import org.socle.fleet.overview.RoomPage;
import org.socle.fleet.overview.SchoolPage;
import org.socle.fleet.overview.TodayPage;
import org.socle.fleet.place.ImportPage;
import org.socle.fleet.place.PlaceDeletePage;
import org.socle.fleet.place.PlacePage;
import org.socle.fleet.place.Places;
import org.socle.fleet.place.PlacesPage;
import org.socle.fleet.quarantine.QuarantinePage;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.replacement.Replacements;
import org.socle.fleet.replacement.ReplacementsPage;
import org.socle.fleet.report.BulletinPage;
import org.socle.fleet.report.Bulletins;
import org.socle.fleet.report.ReviewDraft;
import org.socle.fleet.report.ReviewPage;
import org.socle.fleet.report.Reviews;
import org.socle.fleet.statistics.Figures;
import org.socle.fleet.statistics.FiguresFiles;
import org.socle.fleet.statistics.FiguresPage;
import org.socle.fleet.store.Database;
import org.socle.fleet.ticket.HelpCodes;
import org.socle.fleet.ticket.HelpDesk;
import org.socle.fleet.ticket.HelpPage;
import org.socle.fleet.ticket.InterventionPage;
import org.socle.fleet.ticket.Interventions;
import org.socle.fleet.ticket.LabelPage;
import org.socle.fleet.ticket.LabelSheetPage;
import org.socle.fleet.ticket.MachineTicketsPage;
import org.socle.fleet.ticket.NewTicketPage;
import org.socle.fleet.ticket.PhotoPage;
import org.socle.fleet.ticket.Photos;
import org.socle.fleet.ticket.RedactPage;
import org.socle.fleet.ticket.Redactions;
import org.socle.fleet.ticket.TicketPage;
import org.socle.fleet.ticket.TicketWords;
import org.socle.fleet.ticket.Tickets;
import org.socle.fleet.ticket.TicketsApi;
import org.socle.fleet.ticket.TicketsPage;
import org.socle.fleet.ticket.WithdrawPage;
import org.socle.fleet.ticket.Work;
import org.socle.fleet.trust.ServerTrust;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Assets;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Views;
import org.socle.fleet.web.WebServer;

/** What can be asked for over HTTP: all pages, files and calls of the API, and what they are made of. */
final class Site {
    private final List<Page> pages = new ArrayList<>();
    private final List<Consumer<RoutesConfig>> others = new ArrayList<>();
    private final Assets assets = new Assets();
    private final Views views;
    private final Access access;

    /**
     * What it needs of the running server.
     *
     * @param live tells of stored packs
     * @param askLive asks a machine for live mode
     * @param metrics the text of {@code /metrics}
     * @param health how the server is
     * @param floods machines that lately sent more than they may
     * @param totpKey seals the secrets of second factors
     * @param joining what machines fetch to join
     * @param addresses where machines are told to connect
     * @param url where the pages are for people on other machines
     * @param behindTls whether that is a reverse proxy's address with TLS of its own
     * @param oidc who else vouches for people; null when nobody does
     * @param tickets what is kept of them
     * @param speed tests of the schools' lines
     * @param calendar when the schools are in class
     * @param thresholds of the rules
     * @param carried the data those tests carry
     * @param purge ends a demo and deletes its data, at once; null on a real server
     * @param quarantine messages that broke the server
     */
    record Given(
            Database database,
            Clock clock,
            LiveFeed live,
            Consumer<UUID> askLive,
            Supplier<String> metrics,
            Health health,
            Supplier<List<Flood>> floods,
            KeepOut keepOut,
            ServerTrust trust,
            TotpKey totpKey,
            Enrolment enrolment,
            Joining joining,
            MachineAddresses addresses,
            String url,
            boolean behindTls,
            @Nullable OidcConfig oidc,
            TicketsConfig tickets,
            SpeedTests speed,
            StoredCalendar calendar,
            Thresholds thresholds,
            SpeedApi carried,
            @Nullable Runnable purge,
            Quarantine quarantine) {}

    Site(Given given) {
        Database database = given.database();
        Clock clock = given.clock();
        views = new Views(clock, assets, given.purge() != null);
        access = new Access(new AccountVisitors(database, clock), given.behindTls());
        Machines machines = new Machines(database, clock);
        Findings findings = new Findings(database);
        Incidents incidents = new Incidents(database, clock);
        Readings readings = new Readings(database);
        Forecasts forecasts = new Forecasts(database, given.calendar(), given.thresholds()::of, clock);
        Places places = new Places(database, clock);
        Audit audit = new Audit(database, clock);
        TicketPage.Parts tickets = tickets(given, places, views);
        ReplacementsPage replacements =
                new ReplacementsPage(new Replacements(database, forecasts, clock), places, views, clock);
        Figures figures = new Figures(database, clock, given.calendar());
        FootprintReckoner footprints =
                new FootprintReckoner(tickets.interventions()::parts, new FactorEditions(database, clock));
        EnergySlice energy = new EnergySlice(database, given.calendar(), machines, places, views, clock);
        Lifecycle lifecycle = new Lifecycle(database, footprints, energy.ownLine(), places, views, clock);
        Calendars calendars = new Calendars(database, clock, given.calendar());
        Holidays holidays = new Holidays(database, clock, given.calendar());
        HelpCodes helpCodes = new HelpCodes(database, clock);
        ServerTroubles troubles = new ServerTroubles(given.health(), given.quarantine()::count);
        Floods floods = new Floods(machines, given.floods());
        pages.addAll(List.of(
                new TodayPage(machines, incidents, tickets.tickets(), places, troubles, floods, views),
                new IncidentsPage(incidents, machines, places, views),
                new IncidentPage(
                        incidents, findings, forecasts, tickets.tickets(), tickets.words(), places, views, clock),
                new TicketsPage(tickets.tickets(), places, tickets.words(), views),
                new TicketPage(tickets),
                new InterventionPage(tickets, clock),
                new WithdrawPage(tickets),
                new RedactPage(tickets),
                new PhotoPage(tickets.tickets(), tickets.photos()),
                NewTicketPage.ofMachine(tickets, machines, clock),
                NewTicketPage.ofSchool(tickets, machines, clock),
                new MachineTicketsPage(machines, tickets),
                new MachinesPage(machines, readings, places, tickets.tickets(), views, clock),
                new MachinePage(
                        machines,
                        findings,
                        readings,
                        places,
                        audit,
                        given.speed(),
                        tickets.tickets(),
                        energy.accounts(),
                        views,
                        clock),
                new MachineReadingsPage(machines, readings, views),
                new MachineHistoryPage(machines, readings, forecasts, views, clock),
                new MachineMovePage(machines, places, views),
                new PlacesPage(places, views),
                // Before the page of one place, whose address would match as well.
                new ImportPage(places, views),
                new PlacePage(places, views),
                new PlaceDeletePage(places, views),
                new SchoolPage(
                        places, machines, incidents, given.speed(), given.calendar(), energy.month(), views, clock),
                CalendarPage.ofSchool(places, calendars, holidays, views),
                CalendarPage.ofPlace(places, calendars, holidays, views),
                new ThresholdsPage(places, given.thresholds(), views),
                new HolidaysPage(holidays, views),
                new HolidayImportPage(holidays, views),
                new ZonePage(holidays, views),
                new RoomPage(places, machines, readings, energy.accounts(), views, clock),
                new EnrolPage(given.enrolment(), places, given.joining(), views, clock),
                new RevokePage(machines, given.enrolment(), views),
                new KeepOutPage(machines, given.keepOut(), views),
                new AuditPage(audit, views),
                new FiguresPage(figures, places, views, clock),
                replacements,
                new HelpPage(
                        new HelpDesk(database, clock, tickets.tickets()),
                        given.tickets().keepTextsYears(),
                        views,
                        clock),
                new AboutDataPage(given.tickets().keepTextsYears(), views)));
        pages.addAll(energy.pages());
        BulletinPage bulletin = new BulletinPage(
                new Bulletins(energy.accounts(), energy.editions(), energy.wastes(), energy.own(), clock),
                energy.editions(),
                places,
                views,
                clock);
        ReviewDraft draft = new ReviewDraft(
                energy.accounts(),
                energy.editions(),
                energy.wastes(),
                energy.own(),
                new Rates(database, footprints, clock),
                places,
                clock);
        ReviewPage review = new ReviewPage(
                new Reviews(database, draft, energy.editions(), clock), energy.editions(), places, views, clock);
        pages.addAll(List.of(bulletin, review));
        pages.addAll(lifecycle.pages());
        pages.addAll(LabelPage.all(helpCodes, machines, places, views, given.url()));
        pages.addAll(LabelSheetPage.all(helpCodes, machines, places, views, given.url()));
        people(given, places);
        Runnable purge = given.purge();
        if (purge != null) {
            pages.add(new DemoPage(purge, views));
        }
        pages.add(new QuarantinePage(given.quarantine(), views));
        others.addAll(List.of(
                new LiveRoute(machines, given.live(), given.askLive())::routes,
                new HealthApi(given.health())::routes,
                routes -> routes.get("/metrics", context -> metrics(context, given.metrics()), Permission.ANYBODY),
                new MachinesApi(machines, findings, readings, places, clock)::routes,
                new IncidentsApi(incidents, places)::routes,
                new ReadingsApi(machines, readings, clock)::routes,
                new ForecastsApi(machines, readings, forecasts)::routes,
                given.joining()::routes,
                given.carried()::routes,
                new EstApi(given.enrolment(), given.trust(), given.addresses()::mqtt)::routes,
                new PlacesApi(places, machines)::routes,
                new AuditApi(audit, views)::routes,
                replacements::routes,
                energy::routes,
                bulletin::routes,
                review::routes,
                lifecycle::routes,
                new FiguresFiles(figures, places, views, clock)::routes,
                new TicketsApi(tickets.tickets(), tickets.interventions(), places)::routes));
    }

    /** The pages about people: signing in, one's own account, those of others. */
    private void people(Given given, Places places) {
        Database database = given.database();
        Clock clock = given.clock();
        String url = given.url();
        OidcConfig oidc = given.oidc();
        SignIn signIn = new SignIn(database, clock, given.totpKey());
        Accounts accounts = new Accounts(database, clock);
        Credentials credentials = new Credentials(database, clock, given.totpKey());
        pages.addAll(List.of(
                new SignInPage(signIn, access, oidc != null, views),
                // After the page to sign in, one of whose forms this one's address would match as well.
                new SignInLinkPage(new SignInLinks(database, clock), signIn, access, views),
                new JoinPage(accounts, signIn, access, views),
                new AccountPage(
                        credentials,
                        new Sessions(database, clock),
                        new ApiTokens(database, clock),
                        places,
                        views,
                        clock),
                new TotpPage(credentials, views),
                new AccountsPage(accounts, places, views, url),
                new AccountEditPage(accounts, places, views, url)));
        if (oidc != null) {
            pages.addAll(new OidcPage(new Oidc(oidc, url, database, clock), signIn, access).pages());
        }
    }

    /** A server that answers to all of it. */
    WebServer server(WebConfig config, Path uploads, SSLContext tls, Clock clock) {
        return new WebServer(config, new WebServer.Parts(access, views, assets, uploads, tls, clock), pages, others);
    }

    private static TicketPage.Parts tickets(Given given, Places places, Views views) {
        Database database = given.database();
        Clock clock = given.clock();
        Tickets tickets = new Tickets(database, clock, given.calendar());
        return new TicketPage.Parts(
                tickets,
                new Work(database, clock, tickets),
                new Interventions(database, clock, tickets),
                new Photos(database, clock, tickets),
                new Redactions(database, clock, tickets),
                new Accounts(database, clock),
                places,
                new TicketWords(given.calendar(), places, clock),
                views);
    }

    private static void metrics(Context context, Supplier<String> metrics) {
        context.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.get());
    }
}
