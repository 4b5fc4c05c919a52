package org.socle.fleet.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.catalogue.Processor;
import org.socle.contract.catalogue.Storage;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.web.Browser;

/** Tickets in a real browser, without scripts. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TicketsInBrowserTest {
    private Browser browser;
    private TestServer server;
    private Place school;
    private UUID machine;

    @TempDir
    private Path files;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        server = new TestServer(directory);
        var root = TestServer.root();
        Place town = server.places().create(root, null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Ville"));
        school = server.places()
                .create(
                        root,
                        town.id(),
                        PlaceKind.SCHOOL,
                        new PlaceDetails("École Jean Macé", "0381778B", "Mme Roy", "04 76 00 00 01", ""));
        machine = server.machine("salle-3-poste-07", TestServer.number(Processor.LOAD, 12));
        server.machines().move(root, machine, school.id());
        browser = new Browser();
    }

    @AfterAll
    void stop() throws Exception {
        browser.close();
        server.close();
    }

    private BrowserContext visitor(int width) {
        return browser.visitor(new NewContextOptions()
                .setJavaScriptEnabled(false)
                .setLocale("fr-FR")
                .setViewportSize(width, 640));
    }

    @Test
    void aTicketGoesFromItsOpeningToItsEnd() throws Exception {
        Path photo = files.resolve("photo.jpg");
        ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), "jpeg", photo.toFile());
        try (BrowserContext visitor = visitor(1280);
                Page tab = visitor.newPage()) {
            String[] cookie = server.session(server.account("Paul", Role.TECHNICIAN, school))
                    .split("=", 2);
            visitor.addCookies(List.of(new Cookie(cookie[0], cookie[1]).setUrl(server.url())));

            tab.navigate(server.url() + "/machines/" + machine);
            tab.click("text=Signaler un problème");
            tab.check("[value=no_start]");
            tab.fill("#text", "Trois bips au démarrage");
            tab.selectOption("#priority", "high");
            tab.click("text=Ouvrir le ticket");
            assertThat(tab.url()).endsWith("/tickets/1");
            assertThat(tab.textContent("h1")).contains("Ticket n° 1", "nouveau");
            assertThat(tab.textContent(".facts")).contains("scolaires", "haute", "Personne");

            tab.click("text=Je m’en occupe");
            assertThat(tab.textContent("h1")).contains("pris en charge");
            assertThat(tab.textContent(".facts")).contains("Paul");

            tab.fill("#text", "Barrette de mémoire commandée");
            tab.click("text=Mettre en attente");
            assertThat(tab.textContent("h1")).contains("en attente");
            assertThat(tab.textContent(".facts")).contains("Barrette de mémoire commandée");

            tab.setInputFiles("#photo", photo);
            tab.click("text=Envoyer la photo");
            assertThat(tab.textContent("main")).contains("Photo du");
            assertThat(tab.isVisible("text=Photo ajoutée")).isTrue();

            tab.click("a:has-text('Noter une intervention')");
            tab.fill("#what", "Barrette remplacée");
            tab.fill("#minutes", "25");
            tab.fill("#travel", "40");
            tab.fill("#part1", "DDR4 8 Go");
            tab.fill("#price1", "trente");
            tab.click("text=Enregistrer l’intervention");
            assertThat(tab.textContent("#error"))
                    .isEqualTo("« trente » n’est pas un prix en euros, par exemple 12,50.");
            assertThat(tab.inputValue("#what")).isEqualTo("Barrette remplacée");
            tab.fill("#price1", "29,90");
            tab.check("[name=received]");
            tab.fill("#signed", "direction");
            tab.click("text=Enregistrer l’intervention");
            assertThat(tab.textContent("h1")).contains("résolu");
            assertThat(tab.textContent("main")).contains("1 × DDR4 8 Go (29,90\u202f€)", "reçu par direction");

            tab.click("button:has-text('Clore')");
            assertThat(tab.textContent("h1")).contains("clos");
            tab.navigate(server.url() + "/machines/" + machine + "/tickets");
            assertThat(tab.textContent("main")).contains("1 · Ne démarre pas", "clos", "Barrette remplacée");
        }
    }

    /** The morning's triage, without JavaScript: seen on /today, taken on, given a ticket, mended, closed. */
    @Test
    void anIncidentGoesFromTriageToItsTicketsEnd() throws Exception {
        UUID failing = server.machine("salle-3-poste-08", TestServer.number(Storage.PENDING_SECTORS, 8));
        server.machines().move(TestServer.root(), failing, school.id());
        server.sweep(Duration.ZERO);
        try (BrowserContext visitor = visitor(1280);
                Page tab = visitor.newPage()) {
            String[] cookie = server.session(server.account("Léa", Role.TECHNICIAN, school))
                    .split("=", 2);
            visitor.addCookies(List.of(new Cookie(cookie[0], cookie[1]).setUrl(server.url())));

            tab.navigate(server.url() + "/today");
            assertThat(tab.textContent(".triage")).contains("Disque sur le point de lâcher", "salle-3-poste-08");
            tab.click(".triage button");
            assertThat(tab.url()).contains("/today?taken=");
            assertThat(tab.textContent(".triage")).contains("pris en charge");
            // What was just taken on leads on to its ticket.
            assertThat(tab.textContent(".action")).contains("Pris en charge : Disque sur le point de lâcher.");
            tab.click(".action a");
            assertThat(tab.textContent("main")).contains("pris en charge par Léa", "Secteurs en attente : 8");
            tab.click("text=Ouvrir un ticket");
            assertThat(tab.textContent("h1")).contains("Ticket n° ");
            tab.click("a:has-text('Noter une intervention')");
            tab.fill("#what", "Disque remplacé");
            tab.fill("#minutes", "30");
            tab.click("text=Enregistrer l’intervention");
            assertThat(tab.textContent("h1")).contains("résolu");
            tab.click("button:has-text('Clore')");
            assertThat(tab.textContent("h1")).contains("clos");

            server.report(failing, 2, true, TestServer.number(Storage.PENDING_SECTORS, 0));
            server.sweep(Duration.ofMinutes(1));
            server.sweep(Duration.ofMinutes(20));
            tab.navigate(server.url() + "/incidents?state=all&machine=" + failing);
            assertThat(tab.textContent("table")).contains("Disque sur le point de lâcher", "résolu");
            tab.click("th a");
            assertThat(tab.textContent("main"))
                    .contains("Résolu : plus rien dans les relevés", "Ticket ouvert", "Pris en charge", "clos");
        }
    }

    @Test
    void aFaultIsReportedFromATelephoneInUnderAMinute() throws Exception {
        long id =
                server.machines().find(Scope.EVERYTHING, machine).orElseThrow().id();
        String code = server.helpCodes().make(TestServer.root(), id, null);
        Instant start = Instant.now();
        try (BrowserContext visitor = visitor(320);
                Page tab = visitor.newPage()) {
            tab.navigate(server.url() + "/help/" + code);
            assertThat(tab.textContent("h1")).isEqualTo("salle-3-poste-07");
            assertThat(tab.textContent("main")).contains("École Jean Macé", "Mme Roy");
            tab.click("text=Pas d’Internet");
            tab.fill("#text", "Toute la rangée du fond");
            tab.click("text=Envoyer");

            assertThat(tab.textContent(".sentence")).isEqualTo("Merci, c’est signalé.");
            assertThat(tab.textContent("main")).contains("Ticket n° ", "04 76 00 00 01");
            tab.click("text=Signaler autre chose");
            assertThat(tab.textContent("main")).contains("déjà signalé");
        }
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMinutes(1));
        assertThat(server.tickets().list(Scope.EVERYTHING, TicketFilter.OPEN, 1, 10))
                .filteredOn(ticket -> ticket.origin() == Origin.HELP)
                .singleElement()
                .satisfies(ticket -> assertThat(ticket.subject()).isEqualTo("Toute la rangée du fond"));
    }
}
