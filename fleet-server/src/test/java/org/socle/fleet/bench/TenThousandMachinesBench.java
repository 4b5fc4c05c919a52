package org.socle.fleet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.Pack;
import org.socle.contract.Sample;
import org.socle.contract.UaiCode;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Energy;
import org.socle.contract.catalogue.Processor;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Use;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.RichMachine;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.finding.FindingTable;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.Rules;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.intake.TestDevice;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachineTable;
import org.socle.fleet.machine.Status;
import org.socle.fleet.place.ImportFile;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.reading.Reading;
import org.socle.fleet.reading.ReadingTable;
import org.socle.fleet.reading.Snapshot;
import org.socle.fleet.store.Database;

/** How long pages take, and how many packs go in a second, with the fleet of a large département. */
@Tag("bench")
class TenThousandMachinesBench {
    private static final int MACHINES = 10_000;
    private static final int SCHOOLS = 500;
    private static final int DAYS = 30;
    private static final int REPEATS = 60;
    private static final int PACKS = 5_000;
    private static final Pattern STORED = Pattern.compile("socle_intake_packs_total ([0-9.E]+)");

    @Test
    void measure(@TempDir Path directory) throws Exception {
        UUID one = fill(directory);
        try (TestServer server = new TestServer(directory)) {
            String cookie = server.signIn();
            for (String path : List.of(
                    "/today",
                    "/machines",
                    "/machines?page=200",
                    "/machines?q=salle7",
                    "/machines?status=down",
                    "/machines/" + one,
                    "/machines/" + one + "/history?key=processor.load&range=month",
                    "/about/data",
                    "/energy",
                    "/lifecycle",
                    "/lifecycle/refurbished",
                    "/lifecycle/footprint")) {
                report(path, times(server, path, cookie));
            }
            scoped(server, one);
            packs(server, false);
            packs(server, true);
        }
    }

    /** The same for a technician with forty schools, and for an officer with twenty collectivités: every place there is. */
    private static void scoped(TestServer server, UUID one) throws Exception {
        List<Place> schools = new ArrayList<>();
        server.places()
                .after(Scope.EVERYTHING, Set.of(PlaceKind.SCHOOL), "", 0, 40)
                .forEach(listed -> schools.add(listed.place()));
        List<Place> all = new ArrayList<>();
        server.places()
                .after(Scope.EVERYTHING, Set.of(PlaceKind.COLLECTIVITE), "", 0, 40)
                .forEach(listed -> all.add(listed.place()));
        for (Map.Entry<String, String> viewer : Map.of(
                        "40 schools",
                        server.session(server.account("tech", Role.TECHNICIAN, schools.toArray(Place[]::new))),
                        "20 collectivités",
                        server.session(server.account("officer", Role.OFFICER, all.toArray(Place[]::new))))
                .entrySet()) {
            for (String path : List.of(
                    "/today",
                    "/machines",
                    "/machines?q=salle7",
                    "/places",
                    "/places/" + all.get(0).id(),
                    "/schools/" + schools.get(0).uai(),
                    "/audit")) {
                if (viewer.getKey().equals("40 schools") && path.startsWith("/places/")) {
                    continue;
                }
                report(viewer.getKey() + " " + path, times(server, path, viewer.getValue()));
            }
        }
        report("/machines/" + one, times(server, "/machines/" + one, server.signIn()));
    }

    private static long[] times(TestServer server, String path, String cookie) throws Exception {
        long[] micros = new long[REPEATS];
        for (int i = -20; i < REPEATS; i++) {
            long start = System.nanoTime();
            assertThat(server.get(path, cookie).statusCode()).isEqualTo(200);
            if (i >= 0) {
                micros[i] = (System.nanoTime() - start) / 1000;
            }
        }
        Arrays.sort(micros);
        return micros;
    }

    private static void report(String what, long[] micros) {
        say("%-80s median %6.1f ms, p95 %6.1f ms"
                .formatted(what, micros[REPEATS / 2] / 1e3, micros[REPEATS * 95 / 100] / 1e3));
    }

    private static void say(String line) {
        System.getLogger("bench").log(System.Logger.Level.INFO, line);
    }

    /** One device after the other, as fast as the broker acknowledges. */
    private static void packs(TestServer server, boolean energy) throws Exception {
        long before = stored(server);
        Instant start = Instant.now();
        UUID id = UUID.randomUUID();
        try (TestDevice device = new TestDevice(server.mqttPort(), id)) {
            for (int i = 0; i < PACKS; i++) {
                double at = start.getEpochSecond() + i / 1000.0;
                device.pack(energy ? consumed(at, i + 1) : TestDevice.load(at, i + 1, i % 100));
            }
        }
        double acknowledged = Duration.between(start, Instant.now()).toMillis() / 1e3;
        while (stored(server) < before + PACKS) {
            Thread.onSpinWait();
        }
        double stored = Duration.between(start, Instant.now()).toMillis() / 1e3;
        say("%d packs%s one after the other: %.0f/s acknowledged, %.0f/s stored"
                .formatted(PACKS, energy ? " with energy" : "", PACKS / acknowledged, PACKS / stored));
    }

    private static long stored(TestServer server) throws Exception {
        Matcher count = STORED.matcher(server.get("/metrics", "").body());
        return count.find() ? (long) Double.parseDouble(count.group(1)) : 0;
    }

    /** What a machine with a power model reports each time. */
    private static Pack consumed(double at, long number) {
        return new Pack(
                at,
                List.of(
                        new Sample(Agent.PACK, 0, 0, number),
                        new Sample(Energy.METER, 0, 0, "machine"),
                        new Sample(Energy.CONSUMED, 0, 0, number / 10.0),
                        new Sample(Energy.METERED, 0, 0, 0.0),
                        new Sample(Energy.UNCERTAINTY, 0, 0, number / 20.0),
                        new Sample(Use.ON, 0, 0, number / 10),
                        new Sample(Use.ACTIVE, 0, 0, number / 20),
                        new Sample(Processor.LOAD, 0, 0, number % 100)));
    }

    private static UUID fill(Path directory) {
        List<UUID> ids = new ArrayList<>();
        Instant now = Instant.now();
        try (Database database = Database.open(directory)) {
            List<Long> rooms = rooms(new Places(database, Clock.systemUTC()));
            for (int batch = 0; batch < MACHINES; batch += 500) {
                int from = batch;
                database.writing(handle -> {
                    for (int i = from; i < from + 500; i++) {
                        ids.add(add(handle, i, now, rooms.get(i % rooms.size())));
                        facts(handle, i);
                    }
                });
            }
        }
        return ids.get(MACHINES / 2);
    }

    /** Twenty collectivités with 25 schools of five rooms each. */
    private static List<Long> rooms(Places places) {
        StringBuilder list = new StringBuilder("collectivite;uai;ecole;salle\n");
        for (int i = 0; i < SCHOOLS * 5; i++) {
            int school = i / 5;
            String digits = "%07d".formatted(100_000 + school);
            list.append("Collectivité %d;%s;École %d;Salle %d%n"
                    .formatted(school % 20, digits + UaiCode.letter(digits), school, i % 5));
        }
        ImportFile file = ImportFile.parse(list.toString());
        Instant start = Instant.now();
        places.apply(
                TestServer.root(), file, places.plan(Scope.EVERYTHING, file).fingerprint());
        say("%d lines imported in %d ms"
                .formatted(
                        file.lines().size(),
                        Duration.between(start, Instant.now()).toMillis()));
        return places.after(Scope.EVERYTHING, Set.of(PlaceKind.ROOM), "", 0, SCHOOLS * 5).stream()
                .map(listed -> listed.place().id())
                .toList();
    }

    private static UUID add(Handle handle, int number, Instant now, long room) {
        UUID id = UUID.randomUUID();
        MachineTable machines = new MachineTable();
        ReadingTable readings = new ReadingTable();
        Machine machine = machines.findOrAdd(handle, id, now);
        machines.place(handle, machine, room);
        List<Sample> samples = new ArrayList<>(List.of(
                new Sample(Agent.PACK, 0, 0, (long) number),
                new Sample(
                        org.socle.contract.catalogue.Machine.HOST_NAME,
                        0,
                        0,
                        "salle" + number % 900 + "-pc" + number)));
        // One machine in ten has every trouble there is.
        samples.addAll(Arrays.stream(RichMachine.samples())
                .filter(sample -> number % 10 == 0 || isQuiet(sample.resource()))
                .toList());
        List<Reading> latest = Snapshot.readingsOf(new Pack(now.getEpochSecond(), samples), now);
        Snapshot snapshot = Snapshot.of(latest);
        readings.latest(handle, machine.id(), snapshot);
        machines.describe(handle, machine, snapshot);
        var found = Rules.check(Situation.of(snapshot, snapshot, now, Limits.USUAL, List.of()));
        new FindingTable().replace(handle, machine.id(), List.of(), found, now);
        machines.health(handle, machine, found.isEmpty() ? Status.OK : Status.DOWN, now);
        for (int day = 0; day < DAYS; day++) {
            Instant at = now.minus(Duration.ofDays(day));
            readings.rollUp(
                    handle,
                    machine.id(),
                    List.of(
                            new Reading(org.socle.contract.catalogue.Machine.UPTIME, 0, 600L, at),
                            new Reading(Processor.LOAD, 0, 20L + day, at)));
        }
        return id;
    }

    /** How it came, of four machines in five. */
    private static void facts(Handle handle, int number) {
        if (number % 5 > 0) {
            handle.execute(
                    "INSERT INTO equipment (machine, category, acquired, how, price, made)"
                            + " SELECT max(id), 'desktop', 18000 + ?, ?, 20000, 2015 FROM machine",
                    number % 2_500,
                    number % 2 == 0 ? "reuse" : "new");
        }
    }

    private static boolean isQuiet(Resource resource) {
        return List.of("device", "machine", "processor", "network")
                .contains(resource.family().name());
    }
}
