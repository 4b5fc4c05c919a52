package org.socle.fleet.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.Sizes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.socle.contract.catalogue.Processor;
import org.socle.contract.catalogue.Storage;
import org.socle.contract.catalogue.Temperature;
import org.socle.contract.enrolment.Hardware;
import org.socle.contract.enrolment.Hardware.Part;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Who;
import org.socle.fleet.account.Accounts;
import org.socle.fleet.app.RichMachine;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.calendar.Hours;
import org.socle.fleet.calendar.Special;
import org.socle.fleet.energy.Consumption;
import org.socle.fleet.energy.factor.FactorEditions;
import org.socle.fleet.enrolment.NewCode;
import org.socle.fleet.enrolment.TestMachine;
import org.socle.fleet.lifecycle.Acquisition;
import org.socle.fleet.lifecycle.Category;
import org.socle.fleet.lifecycle.Equipment;
import org.socle.fleet.lifecycle.FactsText;
import org.socle.fleet.machine.Filter;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.ticket.Complaint;
import org.socle.fleet.ticket.Interventions;
import org.socle.fleet.ticket.NewIntervention;
import org.socle.fleet.ticket.NewTicket;
import org.socle.fleet.ticket.Origin;
import org.socle.fleet.ticket.Priority;
import org.socle.fleet.ticket.Redactions;
import org.socle.fleet.ticket.Tickets;
import org.socle.fleet.ticket.Work;

/** Every page, in both languages, light and dark, on a phone and on a desk, against the bars of the project. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesInBrowserTest {
    /** What the addresses of the pages that are wanted have in them; of these, pictures are kept in {@code target/screenshots}. */
    private static final String ONLY = System.getProperty("socle.pages", "");

    private static final int MOST_NODES = 390;
    private static final int MOST_BYTES = 45_000;
    private static final int MOST_REQUESTS = 5;

    private static final List<String> PAGES = List.of(
            "/today",
            "/machines",
            "/machines?q=nowhere",
            "/machines?status=down&sort=name",
            "/machines/{rich}",
            "/machines/{plain}",
            "/machines/{rich}/history?key=processor.load",
            "/machines/{rich}/history?key=agent.outbox_packs",
            "/machines/{rich}/history?key=filesystem.fill",
            "/machines/{rich}/readings?family=storage",
            "/machines/{rich}/readings?family=energy",
            "/incidents?state=all",
            "/incidents/1",
            "/about/data",
            "/machines?school=0381778B",
            "/machines?q=ecole",
            "/machines/{rich}/move?name=macé",
            "/places",
            "/places/{school}",
            "/places/{town}",
            "/places/{town}/alerts",
            "/places/{town}/delete",
            "/places/import",
            "/schools/0381778B",
            "/schools/0381780D",
            "/schools/0381778B/calendar",
            "/schools/0381780D/calendar?week=secondary",
            "/places/{town}/calendar",
            "/calendar",
            "/calendar/import",
            "/calendar/zones/a",
            "/calendar/zones/a?past=1",
            "/rooms/{room}",
            "/account",
            "/account/totp",
            "/accounts",
            "/accounts/{account}",
            "/enrol",
            "/enrol?school=0381778B",
            "/machines/{plain}/revoke",
            "/machines/{plain}/keep-out",
            "/audit",
            "/audit?who=nobody",
            "/quarantine",
            "/tickets",
            "/tickets/1",
            "/tickets/1/intervention",
            "/tickets/1/intervention?corrects=1",
            "/tickets/1/interventions/1/withdraw",
            "/tickets/1/redact?line=1",
            "/tickets/1/redact?photo=1",
            "/machines/{rich}/ticket",
            "/machines/{rich}/tickets",
            "/rooms/{room}/label",
            "/rooms/{room}/labels",
            "/schools/0381778B/labels?page=2",
            "/figures",
            "/energy",
            "/energy?period={yesterday}&machine={rich}",
            "/places/{school}/meter",
            "/schools/0381778B/bulletin",
            "/energy/factors",
            "/energy/open-data",
            "/reports/sobriety/{town}/2026",
            "/places/{town}/tariffs",
            "/replacements",
            "/lifecycle",
            "/lifecycle/purchases",
            "/lifecycle/reuse",
            "/lifecycle/refurbished",
            "/lifecycle/footprint",
            "/lifecycle/import",
            "/lifecycle/items/new",
            "/lifecycle/items/{item}",
            "/machines/{plain}/facts",
            "signed out: /help/{help}",
            "signed out: /sign-in",
            "signed out: {join}",
            "signed out: {link}",
            "empty: /places",
            "empty: /audit",
            "/nowhere",
            "signed out: /today",
            "empty: /today",
            "empty: /machines");

    /** What depends on scheme, width and words. All else follows from the elements, which are the same every way: it is looked at wide. */
    private static final List<String> OF_LOOKS = List.of(
            "color-contrast",
            "document-title",
            "html-has-lang",
            "link-in-text-block",
            "link-name",
            "scrollable-region-focusable",
            "target-size");

    private Browser browser;
    private TestServer server;
    private TestServer empty;
    private UUID rich;
    private UUID plain;
    private long room;
    private long school;
    private long town;
    private long item;
    private long account;
    private String join;
    private String link;
    private String help;
    private final Map<String, BrowserContext> visitors = new LinkedHashMap<>();
    private final Map<String, Page> tabs = new LinkedHashMap<>();

    @BeforeAll
    void start(@TempDir Path directory, @TempDir Path emptyDirectory) throws Exception {
        server = new TestServer(directory);
        empty = new TestServer(emptyDirectory);
        rich = server.machine("salle-informatique-poste-07", RichMachine.samples());
        plain = server.machine("pc-accueil", TestServer.number(Processor.LOAD, 12));
        for (int i = 0; i < 28; i++) {
            server.machine(
                    "salle" + i / 10 + "-pc" + i,
                    TestServer.identity("Hewlett-Packard", "HP Compaq Elite 8300 SFF", "CZC3" + i)[0],
                    TestServer.identity("Hewlett-Packard", "HP Compaq Elite 8300 SFF", "CZC3" + i)[1],
                    TestServer.text(org.socle.contract.catalogue.Device.TYPE, "desktop"),
                    TestServer.number(org.socle.contract.catalogue.Machine.UPTIME, 600),
                    TestServer.text(Storage.DEVICE, "sda"),
                    TestServer.number(Storage.PENDING_SECTORS, i % 3 == 0 ? 8 : 0),
                    TestServer.number(Storage.CRC_ERRORS, i % 4 == 0 ? 80 : 0),
                    new org.socle.contract.Sample(Temperature.VALUE, 0, 0, i % 5 == 0 ? 88.0 : 40.0));
        }
        fillPlaces();
        fillTickets();
        fillEnrolment();
        fillEquipment();
        fillEnergy();
        server.sweep(Duration.ZERO);
        browser = new Browser();
    }

    /** A school with all its machines in rooms, one with nothing, enough beside them for a second page, people, a log. */
    private void fillPlaces() {
        var root = TestServer.root();
        Place grenoble = server.places()
                .create(
                        root,
                        null,
                        PlaceKind.COLLECTIVITE,
                        new PlaceDetails("Ville de Grenoble", "", "Service numérique", "04 76 00 00 00", ""));
        Place mace = server.places()
                .create(
                        root,
                        grenoble.id(),
                        PlaceKind.SCHOOL,
                        new PlaceDetails(
                                "École Jean Macé", "0381778B", "Mme Roy", "04 76 00 00 01", "mace@example.org"));
        server.places()
                .create(
                        root,
                        grenoble.id(),
                        PlaceKind.SCHOOL,
                        new PlaceDetails("École élémentaire du Lac", "0381780D", "", "", ""));
        server.calendars()
                .addSpecial(
                        root,
                        mace,
                        new Special(
                                LocalDate.now().plusDays(9),
                                LocalDate.now().plusDays(12),
                                Hours.NONE,
                                "Travaux de toiture"));
        server.calendars()
                .addSpecial(
                        root,
                        grenoble,
                        new Special(
                                LocalDate.now().plusDays(20),
                                LocalDate.now().plusDays(20),
                                Hours.parse("08:30-11:30").orElseThrow(),
                                "Samedi travaillé"));
        Place first = null;
        for (int i = 0; i < 28; i++) {
            Place made =
                    server.places().create(root, mace.id(), PlaceKind.ROOM, PlaceDetails.named("Salle " + (i + 1)));
            first = first == null ? made : first;
        }
        room = first.id();
        school = mace.id();
        town = grenoble.id();
        List<org.socle.fleet.machine.Machine> all = server.machines().after(Scope.EVERYTHING, Filter.NONE, 0, 100);
        for (int i = 0; i < all.size(); i++) {
            server.machines().move(root, all.get(i).deviceId(), i < 26 ? room : (Long) (room + i - 25));
        }
        for (int i = 0; i < 28; i++) {
            account = server.accounts()
                    .invite(
                            Who.cli("root"),
                            Scope.EVERYTHING,
                            "Personne " + i,
                            "personne" + i + "@example.org",
                            new Accounts.Rights(Role.TECHNICIAN, false, List.of(school)))
                    .account()
                    .id();
        }
        link = server.signInLink();
        join = server.accounts()
                .reset(Who.cli("root"), Scope.EVERYTHING, account)
                .path();
    }

    /** Equipment of every category, bought, given and retired, more of it than a page shows. */
    private void fillEquipment() {
        Equipment equipment = new Equipment(server.database(), Clock.systemUTC());
        String day = LocalDate.now().withDayOfYear(1).toString();
        for (int i = 0; i < 40; i++) {
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("category", Category.values()[i % Category.values().length].word());
            facts.put("acquired", i % 2 == 0 ? day : "2020-09-01");
            facts.put("how", Acquisition.values()[i % 4].word());
            facts.put("price", i % 4 == 3 || i % 8 == 0 ? "" : "299.90");
            facts.put("retired", i % 2 == 0 ? "" : i % 8 == 5 ? day : "2025-06-30");
            facts.put("destination", i % 8 == 1 ? "sale" : i % 8 == 3 ? "recycling" : "");
            facts.put("oriented", i % 8 == 1 || i % 8 == 3 ? day : "");
            item = equipment.save(
                    TestServer.root(), 0, "Inventaire 2026-" + (1000 + i), "0381778B", new FactsText(facts));
        }
        equipment.save(
                TestServer.root(),
                plain,
                new FactsText(
                        Map.of("category", "laptop", "made", "2014", "acquired", day, "how", "gift", "flat", "80")));
    }

    /** Three weeks of electricity of each machine, a tariff, and what of it is wasted. */
    private void fillEnergy() {
        new FactorEditions(server.database(), Clock.systemUTC())
                .set(
                        TestServer.root(),
                        server.places().find(Scope.EVERYTHING, town).orElseThrow(),
                        LocalDate.now().minusYears(1),
                        23.5);
        Consumption consumption = new Consumption(server.database());
        Instant to = Instant.now();
        server.machines()
                .after(Scope.EVERYTHING, Filter.NONE, 0, 30)
                .forEach(machine -> consumption.of(machine.deviceId(), to.minus(Duration.ofDays(21)), to, 38));
        // For the bulletin, which is of the month before.
        consumption.of(plain, to.minus(Duration.ofDays(70)), to.minus(Duration.ofDays(22)), 38);
        consumption.close();
    }

    /** A ticket with everything that one can have, and more of them than a page shows. */
    private void fillTickets() throws IOException {
        var root = TestServer.root();
        Tickets tickets = server.tickets();
        Work work = new Work(server.database(), Clock.systemUTC(), tickets);
        long id = server.machines().find(Scope.EVERYTHING, rich).orElseThrow().id();
        for (int i = 0; i < 28; i++) {
            tickets.open(
                    root,
                    i < 6
                            ? new NewTicket(
                                    Complaint.values()[i % 4].word(),
                                    "Trois bips au démarrage, écran noir depuis lundi matin",
                                    id,
                                    null,
                                    null,
                                    Origin.PERSON,
                                    Priority.HIGH)
                            : new NewTicket("no_internet", "", null, room, null, Origin.HELP, Priority.NORMAL));
        }
        ByteArrayOutputStream photo = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", photo);
        for (int i = 0; i < 3; i++) {
            server.photos().add(root, 1, photo.toByteArray());
        }
        work.plan(root, 1, Instant.now().plusSeconds(86_400));
        work.hold(root, 1, "Barrette de mémoire commandée");
        for (int i = 0; i < 12; i++) {
            work.note(root, 1, "Le poste est au fond de la salle, à droite de la fenêtre.");
        }
        Interventions interventions = new Interventions(server.database(), Clock.systemUTC(), tickets);
        for (int i = 0; i < 3; i++) {
            interventions.note(
                    root,
                    1,
                    new NewIntervention(
                            Instant.now(),
                            45,
                            30,
                            500,
                            "Mémoire contrôlée, barrette en défaut",
                            i > 0,
                            i > 0 ? "" : "salle fermée",
                            i > 0 ? "direction" : "",
                            List.of(new org.socle.fleet.ticket.Part("DDR4 8 Go", "KVR26", 1, 2_990))));
        }
        interventions.withdraw(root, 1, 3, "Coût mal tapé");
        Redactions redactions = new Redactions(server.database(), Clock.systemUTC(), tickets);
        redactions.photo(root, 1, 3);
        redactions.text(root, 1, tickets.log(Scope.EVERYTHING, 1, 1, 1).get(0).id() - 4);
        work.solve(root, 2, "");
        server.account(
                "Technicienne de Grenoble",
                Role.TECHNICIAN,
                server.places().find(Scope.EVERYTHING, town).orElseThrow());
        server.helpCodes().make(root, null, room);
        help = server.helpCodes().make(root, id, null);
        server.helpCodes()
                .make(
                        root,
                        server.machines().after(Scope.EVERYTHING, Filter.NONE, 0, 25).stream()
                                .map(org.socle.fleet.machine.Machine::id)
                                .toList());
    }

    /** More machines that wait than a page shows, one of them the same as another, and codes. */
    private void fillEnrolment() throws IOException, InterruptedException {
        NewCode asked = new NewCode(room, NewCode.USUAL, NewCode.MOST, false);
        String code = server.enrolment()
                .create(Scope.EVERYTHING, TestServer.PERSON, asked)
                .text();
        TestMachine first = new TestMachine(server, "ancien", TestMachine.hardware("A", "B", "C"));
        first.enrol(code);
        server.enrolment()
                .approve(
                        Scope.EVERYTHING,
                        TestServer.PERSON,
                        List.of(server.enrolment()
                                .waiting(Scope.EVERYTHING)
                                .get(0)
                                .id()));
        Hardware partly = Hardware.of(Map.of(Part.FIRMWARE, List.of("A"), Part.NETWORK, List.of("D")));
        new TestMachine(server, "douteux", partly).enrol(code);
        for (int i = 0; i < 30; i++) {
            new TestMachine(server, "salle-multimedia-pc" + i, TestMachine.ownHardware()).enrol(code);
        }
        for (int i = 0; i < 10; i++) {
            server.enrolment().create(Scope.EVERYTHING, TestServer.PERSON, asked);
        }
    }

    @AfterAll
    void stop() throws Exception {
        browser.close();
        server.close();
        empty.close();
    }

    /** Other states of pages that are looked at: they are seen in both languages, schemes and widths, each once. */
    private static final Set<String> STATES = Set.of(
            "/machines?q=nowhere",
            "/machines?status=down&sort=name",
            "/machines/{plain}",
            "/machines/{rich}/history?key=agent.outbox_packs",
            "/machines/{rich}/history?key=filesystem.fill",
            "/machines?school=0381778B",
            "/machines?q=ecole",
            "/places/{school}",
            "/schools/0381780D",
            "/schools/0381780D/calendar?week=secondary",
            "/places/{town}/calendar",
            "/calendar/zones/a?past=1",
            "/enrol?school=0381778B",
            "/audit?who=nobody",
            "/tickets/1/intervention?corrects=1",
            "/tickets/1/redact?photo=1",
            "/schools/0381778B/labels?page=2",
            "empty: /places",
            "empty: /audit",
            "signed out: /today",
            "empty: /machines");

    static Stream<Arguments> everyPageEveryWay() {
        return pages().stream()
                .flatMap(page -> Stream.of("fr", "en")
                        .flatMap(language -> Stream.of("light", "dark")
                                .flatMap(scheme -> Stream.of(320, 1280)
                                        .filter(width -> STATES.contains(page)
                                                ? sample(language, scheme, width)
                                                : paired(language, scheme, width))
                                        .map(width -> Arguments.of(page, language, scheme, width)))));
    }

    /** Four of the eight ways, among which each two of language, scheme and width come together once. */
    private static boolean paired(String language, String scheme, int width) {
        return (language.equals("fr") == scheme.equals("light")) == (width == 1280);
    }

    private static boolean sample(String language, String scheme, int width) {
        return language.equals("fr") && scheme.equals("light") && width == 1280
                || language.equals("en") && scheme.equals("dark") && width == 320;
    }

    @ParameterizedTest
    @MethodSource
    void everyPageEveryWay(String page, String language, String scheme, int width) throws Exception {
        // One tab for all pages of a visitor, and no further one for axe: a tab costs the browser more than a page.
        Page tab = tabs.get(visitorKey(page, language, scheme, width));
        if (tab == null) {
            tab = open(page, language, scheme, width);
            tabs.put(visitorKey(page, language, scheme, width), tab);
        } else {
            tab.navigate(address(page));
        }
        AxeBuilder axes = new AxeBuilder(tab).setLegacyMode(true);
        AxeResults axe = (width == 1280 ? axes : axes.withRules(OF_LOOKS)).analyze();
        assertThat(axe.getViolations())
                .extracting(rule -> rule.getId() + ": " + rule.getNodes().get(0).getHtml())
                .isEmpty();
        assertThat(tab.evaluate("document.documentElement.scrollWidth"))
                .as("no sideways scrolling")
                .isEqualTo(width);
        assertThat(tab.evaluate("document.documentElement.lang")).isEqualTo(language);
        if (width == 1280) {
            assertThat(FigureLinks.missing(tab, page))
                    .as("figures that lead to no method")
                    .isEmpty();
        }
        // For eyes, when somebody asks for some pages only: both schemes and both widths, each once.
        if (!ONLY.isEmpty() && (language.equals("fr") || STATES.contains(page))) {
            tab.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of("target/screenshots", name(page, language, scheme, width))));
        }
    }

    private static String name(String page, String language, String scheme, int width) {
        return page.replaceAll("[^a-z0-9]+", "-") + "-" + language + "-" + scheme + "-" + width + ".png";
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aFirstViewIsSmall(String page) throws Exception {
        List<Response> responses = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        try (BrowserContext visitor = visitor(page, "fr", "light", 1280);
                Page tab = visitor.newPage()) {
            tab.onResponse(responses::add);
            tab.onConsoleMessage(message -> complaints.add(message.text()));
            tab.navigate(address(page));
            Object nodes = tab.evaluate("document.querySelectorAll('*:not(svg *)').length");
            assertThat((Integer) nodes).as("elements").isLessThanOrEqualTo(MOST_NODES);
            assertThat(responses).as("requests").hasSizeLessThanOrEqualTo(MOST_REQUESTS);
            long bytes = 0;
            for (Response response : List.copyOf(responses)) {
                assertThat(response.url()).startsWith(host(page).url());
                if (!response.url().endsWith("/live")) {
                    Sizes sizes = response.request().sizes();
                    bytes += sizes.responseBodySize + sizes.responseHeadersSize;
                }
            }
            assertThat(bytes).as("bytes").isLessThanOrEqualTo(MOST_BYTES);
            System.getLogger("pages")
                    .log(
                            System.Logger.Level.INFO,
                            page + ": " + nodes + " elements, " + responses.size() + " requests, " + bytes + " bytes");
            // A page that answers 4xx is reported by the browser itself.
            assertThat(complaints)
                    .filteredOn(text -> !text.contains("the server responded with a status of 4"))
                    .isEmpty();
        }
    }

    /** All pages; with the system property {@code socle.pages}, those whose address it is found in. */
    static List<String> pages() {
        return PAGES.stream().filter(page -> page.contains(ONLY)).toList();
    }

    @Test
    void everythingWorksWithoutScripts() throws Exception {
        try (BrowserContext visitor = browser.visitor(
                        new NewContextOptions().setJavaScriptEnabled(false).setLocale("fr-FR"));
                Page tab = visitor.newPage()) {
            tab.navigate(server.url() + server.signInLink());
            tab.click("main button");
            assertThat(tab.url()).endsWith("/today");
            tab.click("text=Parc");
            tab.fill("#q", "poste-07");
            tab.click("text=Chercher");
            tab.click("th a");
            assertThat(tab.url()).endsWith("/machines/" + rich);
            tab.click(".figures a");
            assertThat(tab.textContent("h1")).isEqualTo("Charge du processeur");
            tab.click("text=Année");
            assertThat(tab.isVisible("figure svg")).isTrue();
            tab.click("text=English");
            assertThat(tab.textContent("h1")).isEqualTo("Processor load");
            tab.click("text=Sign out");
            assertThat(tab.textContent("h1")).isEqualTo("Please sign in");
        }
    }

    @Test
    void thePageOfAMachineFollowsIt() throws Exception {
        try (Page tab = open("/machines/{plain}", "fr", "light", 1280)) {
            assertThat(tab.textContent(".figures b")).isEqualTo("12\u202f%");
            server.report(plain, 2, false, TestServer.number(Processor.LOAD, 97));
            tab.waitForSelector(".figures b.changed");
            assertThat(tab.textContent(".figures b")).isEqualTo("97\u202f%");
            assertThat(tab.evaluate("document.querySelectorAll('main').length")).isEqualTo(1);
        }
    }

    @Test
    void theKeyboardReachesEverythingAndShowsWhere() throws Exception {
        try (Page tab = open("/machines", "fr", "light", 1280)) {
            tab.keyboard().press("Tab");
            assertThat(tab.evaluate("document.activeElement.className")).isEqualTo("skip");
            tab.keyboard().press("Enter");
            assertThat(tab.evaluate("document.activeElement.id")).isEqualTo("main");
            tab.keyboard().press("Tab");
            assertThat(tab.evaluate("getComputedStyle(document.activeElement).outlineWidth"))
                    .isEqualTo("3px");
        }
    }

    private TestServer host(String page) {
        return page.startsWith("empty: ") ? empty : server;
    }

    private String address(String page) {
        String path = page.replaceAll("^[a-z ]+: ", "")
                .replace("{rich}", rich.toString())
                .replace(
                        "{yesterday}",
                        LocalDate.now(ZoneOffset.UTC).minusDays(1).toString())
                .replace("{plain}", plain.toString())
                .replace("{room}", Long.toString(room))
                .replace("{school}", Long.toString(school))
                .replace("{town}", Long.toString(town))
                .replace("{item}", Long.toString(item))
                .replace("{account}", Long.toString(account))
                .replace("{join}", join)
                .replace("{help}", help)
                .replace("{link}", link);
        return host(page).url() + path;
    }

    private static String visitorKey(String page, String language, String scheme, int width) {
        return (page.startsWith("empty") ? "empty" : page.startsWith("signed") ? "out" : "in")
                + language
                + scheme
                + width;
    }

    private Page open(String page, String language, String scheme, int width) throws Exception {
        String key = visitorKey(page, language, scheme, width);
        BrowserContext visitor = visitors.get(key);
        if (visitor == null) {
            visitor = visitor(page, language, scheme, width);
            visitors.put(key, visitor);
        }
        Page tab = visitor.newPage();
        tab.navigate(address(page));
        return tab;
    }

    private BrowserContext visitor(String page, String language, String scheme, int width) throws Exception {
        BrowserContext visitor = browser.visitor(new NewContextOptions()
                .setLocale(language.equals("fr") ? "fr-FR" : "en-GB")
                .setColorScheme(scheme.equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setViewportSize(width, 900));
        if (!page.startsWith("signed out")) {
            String[] cookie = host(page).signIn().split("=", 2);
            visitor.addCookies(
                    List.of(new Cookie(cookie[0], cookie[1]).setUrl(host(page).url())));
        }
        return visitor;
    }
}
