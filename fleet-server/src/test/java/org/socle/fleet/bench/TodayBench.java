package org.socle.fleet.bench;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.DeviceState;
import org.socle.contract.DeviceState.Presence;
import org.socle.contract.UaiCode;
import org.socle.contract.catalogue.Battery;
import org.socle.contract.catalogue.Connectivity;
import org.socle.contract.catalogue.Device;
import org.socle.contract.catalogue.FileSystem;
import org.socle.contract.catalogue.Storage;
import org.socle.contract.catalogue.Temperature;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.FindingTable;
import org.socle.fleet.incident.IncidentSweep;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachineTable;
import org.socle.fleet.machine.Status;
import org.socle.fleet.place.ImportFile;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.reading.Reading;
import org.socle.fleet.reading.Snapshot;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Browser;

/** {@code /today} of a technician with 40 schools and 1,200 machines, as a picture, and what a look at 10,000 machines costs. */
@Tag("bench")
class TodayBench {
    private static final List<Finding> TROUBLES = List.of(
            new Finding("disk_failing", Status.DOWN, Storage.PENDING_SECTORS, 0, "sda", "8"),
            new Finding("filesystem_full", Status.DOWN, FileSystem.FILL, 0, "/", "99"),
            new Finding("filesystem_filling", Status.WATCH, FileSystem.FILL, 0, "/", "93"),
            new Finding("hot", Status.WATCH, Temperature.VALUE, 0, "cpu", "88.0"),
            new Finding("battery_worn", Status.WATCH, Battery.HEALTH, 0, "BAT0", "52"),
            new Finding("captive_portal", Status.WATCH, Connectivity.PATH, 0, "", "portal"));

    private final Random random = new Random(2020);

    @Test
    void picture(@TempDir Path directory) throws Exception {
        fill(directory, 40, 30, 60);
        try (Database database = Database.open(directory)) {
            // Before the server starts, which takes every machine for lost at first.
            new IncidentSweep(
                            database,
                            new StoredCalendar(database, Clock.systemUTC()),
                            machine -> Snapshot.of(List.of()))
                    .sweep(Instant.now());
        }
        try (TestServer server = new TestServer(directory);
                Browser browser = new Browser()) {
            long start = System.nanoTime();
            String cookie = server.signIn();
            say("/today answered after %d ms".formatted(time(server, cookie, start)));
            for (int width : List.of(1280, 320)) {
                try (BrowserContext visitor = browser.visitor(
                                new NewContextOptions().setLocale("fr-FR").setViewportSize(width, 900));
                        Page tab = visitor.newPage()) {
                    String[] pair = cookie.split("=", 2);
                    visitor.addCookies(List.of(new Cookie(pair[0], pair[1]).setUrl(server.url())));
                    tab.navigate(server.url() + "/today");
                    tab.screenshot(new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setPath(Path.of("target/today-" + width + ".png")));
                }
            }
        }
    }

    private static long time(TestServer server, String cookie, long start) throws Exception {
        server.get("/today", cookie);
        return (System.nanoTime() - start) / 1_000_000;
    }

    @Test
    void sweepOfTenThousand(@TempDir Path directory) throws Exception {
        fill(directory, 500, 20, 1_000);
        try (Database database = Database.open(directory)) {
            IncidentSweep sweep = new IncidentSweep(
                    database, new StoredCalendar(database, Clock.systemUTC()), machine -> Snapshot.of(List.of()));
            for (int i = 0; i < 12; i++) {
                long start = System.nanoTime();
                sweep.sweep(Instant.now());
                say("sweep %d over 10,000 machines: %.1f ms".formatted(i, (System.nanoTime() - start) / 1e6));
            }
        }
    }

    private static void say(String line) {
        System.getLogger("bench").log(System.Logger.Level.INFO, line);
    }

    private void fill(Path directory, int schools, int machines, int troubles) {
        Instant now = Instant.now();
        try (Database database = Database.open(directory)) {
            List<Long> rooms = rooms(new Places(database, Clock.systemUTC()), schools);
            List<Machine> all = new ArrayList<>();
            database.writing(handle -> {
                for (int i = 0; i < schools * machines; i++) {
                    all.add(add(handle, i, now, rooms.get(i / machines)));
                }
            });
            database.writing(handle -> {
                for (int i = 0; i < troubles; i++) {
                    Finding trouble = TROUBLES.get(random.nextInt(TROUBLES.size()));
                    Instant since = now.minus(Duration.ofHours(2 + random.nextInt(400)));
                    int machine = random.nextInt(all.size());
                    // A portal concerns a whole school.
                    int first = trouble.rule().equals("captive_portal") ? machine / machines * machines : machine;
                    int last = trouble.rule().equals("captive_portal") ? first + machines : machine + 1;
                    for (Machine each : all.subList(first, last)) {
                        new FindingTable().replace(handle, each.id(), List.of(), List.of(trouble), since);
                        new MachineTable().health(handle, each, trouble.severity(), since);
                    }
                }
            });
        }
    }

    private static Machine add(Handle handle, int number, Instant now, long room) {
        MachineTable table = new MachineTable();
        Machine machine = table.findOrAdd(handle, UUID.randomUUID(), now.minus(Duration.ofDays(30)));
        table.describe(
                handle,
                machine,
                Snapshot.of(List.of(
                        new Reading(org.socle.contract.catalogue.Machine.HOST_NAME, 0, "salle1-pc" + number, now),
                        new Reading(Device.TYPE, 0, "desktop", now))));
        table.state(handle, machine, new DeviceState(Presence.ONLINE, "0.1.0", null), now.minus(Duration.ofDays(20)));
        table.seen(handle, machine, now);
        table.place(handle, machine, room);
        return machine;
    }

    private static List<Long> rooms(Places places, int schools) {
        StringBuilder list = new StringBuilder("collectivite;uai;ecole;salle\n");
        for (int i = 0; i < schools; i++) {
            String digits = "%07d".formatted(380_000 + i);
            list.append(
                    "Collectivité fictive;%s;École n° %d;Salle 1%n".formatted(digits + UaiCode.letter(digits), i + 1));
        }
        ImportFile file = ImportFile.parse(list.toString());
        places.apply(
                TestServer.root(), file, places.plan(Scope.EVERYTHING, file).fingerprint());
        return places.after(Scope.EVERYTHING, Set.of(PlaceKind.ROOM), "", 0, schools).stream()
                .map(listed -> listed.place().id())
                .toList();
    }
}
