package org.socle.fleet.web;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.socle.fleet.account.AccountEditPage;
import org.socle.fleet.account.AccountPage;
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
import org.socle.fleet.account.TotpPage;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.AuditPage;
import org.socle.fleet.calendar.CalendarPage;
import org.socle.fleet.calendar.Calendars;
import org.socle.fleet.calendar.HolidayImportPage;
import org.socle.fleet.calendar.Holidays;
import org.socle.fleet.calendar.HolidaysPage;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.calendar.ZonePage;
import org.socle.fleet.config.OidcConfig;
import org.socle.fleet.config.TicketsConfig;
import org.socle.fleet.connectivity.SpeedTests;
import org.socle.fleet.demo.DemoPage;
import org.socle.fleet.device.MachineHistoryPage;
import org.socle.fleet.device.MachineMovePage;
import org.socle.fleet.device.MachinePage;
import org.socle.fleet.device.MachineReadingsPage;
import org.socle.fleet.device.Machines;
import org.socle.fleet.device.MachinesPage;
import org.socle.fleet.enrolment.EnrolPage;
import org.socle.fleet.enrolment.Enrolment;
import org.socle.fleet.enrolment.Floods;
import org.socle.fleet.enrolment.Joining;
import org.socle.fleet.enrolment.KeepOut;
import org.socle.fleet.enrolment.KeepOutPage;
import org.socle.fleet.enrolment.RevokePage;
import org.socle.fleet.health.ServerTroubles;
import org.socle.fleet.lifecycle.Lifecycle;
import org.socle.fleet.maintenance.Findings;
import org.socle.fleet.maintenance.TodayPage;
import org.socle.fleet.maintenance.figure.Figures;
import org.socle.fleet.maintenance.figure.FiguresPage;
import org.socle.fleet.maintenance.forecast.Forecasts;
import org.socle.fleet.maintenance.incident.IncidentPage;
import org.socle.fleet.maintenance.incident.Incidents;
import org.socle.fleet.maintenance.incident.IncidentsPage;
import org.socle.fleet.maintenance.replacement.ReplacementsPage;
import org.socle.fleet.maintenance.threshold.Thresholds;
import org.socle.fleet.maintenance.threshold.ThresholdsPage;
import org.socle.fleet.maintenance.ticket.HelpCodes;
import org.socle.fleet.maintenance.ticket.HelpDesk;
import org.socle.fleet.maintenance.ticket.HelpPage;
import org.socle.fleet.maintenance.ticket.InterventionPage;
import org.socle.fleet.maintenance.ticket.LabelPage;
import org.socle.fleet.maintenance.ticket.LabelSheetPage;
import org.socle.fleet.maintenance.ticket.MachineTicketsPage;
import org.socle.fleet.maintenance.ticket.NewTicketPage;
import org.socle.fleet.maintenance.ticket.PhotoPage;
import org.socle.fleet.maintenance.ticket.RedactPage;
import org.socle.fleet.maintenance.ticket.TicketPage;
import org.socle.fleet.maintenance.ticket.TicketsPage;
import org.socle.fleet.maintenance.ticket.WithdrawPage;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.school.ImportPage;
import org.socle.fleet.school.PlaceDeletePage;
import org.socle.fleet.school.PlacePage;
import org.socle.fleet.school.Places;
import org.socle.fleet.school.PlacesPage;
import org.socle.fleet.school.RoomPage;
import org.socle.fleet.school.SchoolPage;
import org.socle.fleet.sobriety.bill.Sobriety;
import org.socle.fleet.store.Database;

/** The list of pages; those with a word for the menu are the menu. */
final class Pages {
    private Pages() {}

    /** What pages are made of. */
    record Parts(
            Machines machines,
            Findings findings,
            Incidents incidents,
            Readings readings,
            Forecasts forecasts,
            Places places,
            Audit audit,
            Enrolment enrolment,
            Joining joining,
            SpeedTests speed,
            SchoolCalendar calendar,
            Thresholds thresholds,
            TicketsConfig kept,
            TicketPage.Parts tickets,
            HelpDesk helpDesk,
            HelpCodes helpCodes,
            String url,
            Figures figures,
            ReplacementsPage replacements,
            Sobriety sobriety,
            Lifecycle lifecycle,
            Calendars calendars,
            Holidays holidays,
            ServerTroubles troubles,
            Floods floods,
            KeepOut keepOut,
            Views views,
            Clock clock) {}

    static List<Page> all(Parts parts) {
        Machines machines = parts.machines();
        Findings findings = parts.findings();
        Incidents incidents = parts.incidents();
        Readings readings = parts.readings();
        Places places = parts.places();
        Views views = parts.views();
        Clock clock = parts.clock();
        Calendars calendars = parts.calendars();
        Holidays holidays = parts.holidays();
        TicketPage.Parts tickets = parts.tickets();
        List<Page> pages = List.of(
                new TodayPage(machines, incidents, tickets.tickets(), places, parts.troubles(), parts.floods(), views),
                new IncidentsPage(incidents, machines, places, views),
                new IncidentPage(
                        incidents,
                        findings,
                        parts.forecasts(),
                        tickets.tickets(),
                        tickets.words(),
                        places,
                        views,
                        clock),
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
                        parts.audit(),
                        parts.speed(),
                        tickets.tickets(),
                        parts.sobriety().accounts(),
                        views,
                        clock),
                new MachineReadingsPage(machines, readings, views),
                new MachineHistoryPage(machines, readings, parts.forecasts(), views, clock),
                new MachineMovePage(machines, places, views),
                new PlacesPage(places, views),
                // Before the page of one place, whose address would match as well.
                new ImportPage(places, views),
                new PlacePage(places, views),
                new PlaceDeletePage(places, views),
                new SchoolPage(
                        places,
                        machines,
                        incidents,
                        parts.speed(),
                        parts.calendar(),
                        parts.sobriety().month(),
                        views,
                        clock),
                CalendarPage.ofSchool(places, calendars, holidays, views),
                CalendarPage.ofPlace(places, calendars, holidays, views),
                new ThresholdsPage(places, parts.thresholds(), views),
                new HolidaysPage(holidays, views),
                new HolidayImportPage(holidays, views),
                new ZonePage(holidays, views),
                new RoomPage(places, machines, readings, parts.sobriety().accounts(), views, clock),
                new EnrolPage(parts.enrolment(), places, parts.joining(), views, clock),
                new RevokePage(machines, parts.enrolment(), views),
                new KeepOutPage(machines, parts.keepOut(), views),
                new AuditPage(parts.audit(), views),
                new FiguresPage(parts.figures(), places, views, clock),
                parts.replacements(),
                new HelpPage(parts.helpDesk(), parts.kept().keepTextsYears(), views, clock),
                new AboutDataPage(parts.kept().keepTextsYears(), views));
        return Stream.of(
                        pages,
                        parts.sobriety().pages(),
                        parts.lifecycle().pages(),
                        LabelPage.all(parts.helpCodes(), machines, places, views, parts.url()),
                        LabelSheetPage.all(parts.helpCodes(), machines, places, views, parts.url()))
                .flatMap(List::stream)
                .toList();
    }

    /** The pages of a demo, of which a real server has none. */
    static List<Page> ofDemo(WebServer.Parts parts, Views views) {
        Runnable purge = parts.purge();
        return purge == null ? List.of() : List.of(new DemoPage(purge, views));
    }

    /** The pages about people: signing in, one's own account, those of others. */
    static List<Page> ofPeople(WebServer.Parts parts, Places places, SignIn signIn, Access access, Views views) {
        Database database = parts.database();
        Clock clock = parts.clock();
        String url = parts.url();
        OidcConfig oidc = parts.oidc();
        Accounts accounts = new Accounts(database, clock);
        Credentials credentials = new Credentials(database, clock, parts.totpKey());
        List<Page> pages = List.of(
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
                new AccountEditPage(accounts, places, views, url));
        return oidc == null
                ? pages
                : Stream.concat(
                                pages.stream(),
                                new OidcPage(new Oidc(oidc, url, database, clock), signIn, access).pages().stream())
                        .toList();
    }
}
