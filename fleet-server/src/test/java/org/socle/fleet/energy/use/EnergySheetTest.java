package org.socle.fleet.energy.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.socle.contract.catalogue.Device;
import org.socle.contract.catalogue.Energy;
import org.socle.contract.catalogue.EnergyModel;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Use;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.energy.use.Sums.Measure;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachineTable;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.reading.Reading;
import org.socle.fleet.reading.Snapshot;
import org.socle.fleet.store.Database;

/** Totals of accounts, in a real store, against a sheet that was reckoned by hand. */
class EnergySheetTest {
    private static final Map<String, Resource> RESOURCES = Map.ofEntries(
            Map.entry("boot", org.socle.contract.catalogue.Machine.BOOT_TIME),
            Map.entry("consumed", Energy.CONSUMED),
            Map.entry("metered", Energy.METERED),
            Map.entry("uncertainty", Energy.UNCERTAINTY),
            Map.entry("source", Energy.SOURCE),
            Map.entry("plug", Energy.PLUG),
            Map.entry("screens", Energy.CONSUMED),
            Map.entry("screens_uncertainty", Energy.UNCERTAINTY),
            Map.entry("on", Use.ON),
            Map.entry("active", Use.ACTIVE),
            Map.entry("asleep", Use.ASLEEP),
            Map.entry("type", Device.TYPE),
            Map.entry("idle", EnergyModel.IDLE),
            Map.entry("sleep", EnergyModel.SLEEP));

    private final MachineTable machines = new MachineTable();
    private Database database;
    private StoredCalendar calendar;
    private Accounting accounting;
    private AccountSweep sweep;
    private Map<String, Place> schools;

    @TempDir
    private Path hardware;

    /** A machine of a scenario and what is known of it. */
    private static final class Followed {
        private final Machine machine;
        private Snapshot known = Snapshot.EMPTY;
        private @Nullable SheetAgent agent;

        Followed(Machine machine) {
            this.machine = machine;
        }
    }

    /** A scenario of the sheet. */
    record Scenario(String name, List<String> lines) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> sheet() throws IOException {
        List<Scenario> all = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(EnergySheetTest.class.getResourceAsStream("/energy/sheet.txt")),
                StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("scenario ")) {
                    all.add(new Scenario(line.substring(9), new ArrayList<>()));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    all.get(all.size() - 1).lines.add(line);
                }
            }
        }
        return all.stream().map(Arguments::of);
    }

    @BeforeEach
    void open(@TempDir Path directory) {
        database = Database.open(directory);
        calendar = new StoredCalendar(database, Clock.systemUTC());
        accounting = Accounting.live(calendar);
        sweep = new AccountSweep(database, calendar, Clock.systemUTC());
        Places places = new Places(database, Clock.systemUTC());
        Place town = places.create(TestServer.root(), null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Ville"));
        schools = Map.of(
                "A",
                places.create(
                        TestServer.root(),
                        town.id(),
                        PlaceKind.SCHOOL,
                        new PlaceDetails("École A", "0381778B", "", "", "")),
                "B",
                places.create(
                        TestServer.root(),
                        town.id(),
                        PlaceKind.SCHOOL,
                        new PlaceDetails("École B", "0381780D", "", "", "")));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @MethodSource
    void sheet(Scenario scenario) throws IOException {
        Map<String, Followed> all = new LinkedHashMap<>();
        Followed one = all.computeIfAbsent("", name -> new Followed(machine()));
        for (String line : scenario.lines) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "machine" -> one = all.computeIfAbsent(words[1], name -> new Followed(machine()));
                case "agent" ->
                    one.agent =
                            new SheetAgent(hardware, words[1], values(words, 2).get("plug"));
                case "look" -> look(one, time(words[1]), values(words, 2));
                case "pack" -> one.known = take(one.machine, one.known, time(words[1]), values(words, 2));
                case "hourly" -> one.known = hourly(one.machine, one.known, words);
                case "move" -> move(one.machine, time(words[1]), Objects.requireNonNull(schools.get(words[2])));
                case "sum" -> check(words);
                case "own" -> own(Objects.requireNonNull(all.get(words[1])).machine, words);
                default -> throw new IllegalArgumentException(line);
            }
        }
    }

    private Machine machine() {
        return database.<Machine, RuntimeException>write(handle -> {
            Machine machine = machines.findOrAdd(handle, UUID.randomUUID(), Instant.EPOCH);
            machines.place(
                    handle, machine, Objects.requireNonNull(schools.get("A")).id());
            return machine;
        });
    }

    /** Some watt-hours more every hour. */
    private Snapshot hourly(Machine machine, Snapshot known, String[] words) {
        Snapshot latest = known;
        double consumed = known.number(Energy.CONSUMED, 0).orElseThrow();
        for (int hour = 0; hour < Integer.parseInt(words[2]); hour++) {
            consumed += Double.parseDouble(words[3]);
            latest = take(
                    machine,
                    latest,
                    time(words[1]).plusSeconds(hour * 3600L),
                    Map.of("consumed", Double.toString(consumed)));
        }
        return latest;
    }

    private void move(Machine machine, Instant at, Place to) {
        database.writing(handle -> {
            machines.place(handle, machine, to.id());
            // It is moved now; the sheet says when.
            handle.execute(
                    "UPDATE machine_move SET at = ? WHERE machine = ? AND origin IS NOT NULL",
                    at.toEpochMilli(),
                    machine.id());
        });
    }

    /** What its hardware shows goes through its agent. */
    private void look(Followed one, Instant at, Map<String, String> shown) throws IOException {
        SheetAgent agent = Objects.requireNonNull(one.agent, "an agent is named first");
        Snapshot before = one.known;
        Snapshot now = before.with(agent.looks(at, shown), false);
        database.writing(handle -> accounting.take(handle, one.machine, before, now));
        one.known = now;
    }

    static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static Map<String, String> values(String[] words, int from) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = from; i < words.length; i++) {
            String[] pair = words[i].split("=", 2);
            values.put(pair[0], pair.length == 2 ? pair[1] : "");
        }
        return values;
    }

    private Snapshot take(Machine machine, Snapshot known, Instant at, Map<String, String> values) {
        List<Reading> readings = new ArrayList<>();
        readings.add(new Reading(Energy.METER, 0, "machine", at));
        values.forEach((name, value) -> {
            int instance = name.startsWith("screens") ? 1 : 0;
            if (instance == 1) {
                readings.add(new Reading(Energy.METER, 1, "screens", at));
            }
            readings.add(new Reading(Objects.requireNonNull(RESOURCES.get(name)), instance, value(name, value), at));
        });
        Snapshot now = known.with(readings, false);
        database.writing(handle -> accounting.take(handle, machine, known, now));
        return now;
    }

    private static Object value(String name, String value) {
        return switch (name) {
            case "boot" -> time(value).getEpochSecond();
            case "source", "plug", "type" -> value;
            default -> Double.valueOf(value);
        };
    }

    private void check(String[] words) {
        sweep.addUp();
        boolean month = words[2].length() == 7;
        LocalDate day = LocalDate.parse(month ? words[2] + "-01" : words[2]);
        @Nullable Sums sums = sums(Objects.requireNonNull(schools.get(words[1])).id(), day, month);
        Map<String, String> values = values(words, 3);
        if (values.containsKey("none")) {
            assertThat(sums).isNull();
            return;
        }
        assertThat(sums).as("%s %s", words[1], words[2]).isNotNull();
        hold(words, values, sums, month);
    }

    /** A machine's own day. */
    private void own(Machine machine, String[] words) {
        Sums sums = database.<Sums, RuntimeException>read(handle -> handle.createQuery(
                        "SELECT " + AccountTable.COLUMNS + " FROM energy_day WHERE machine = :machine AND day = :day")
                .bind("machine", machine.id())
                .bind("day", LocalDate.parse(words[2]).toEpochDay())
                .map((row, context) -> AccountTable.sums(row))
                .one());
        hold(words, values(words, 3), sums, false);
    }

    private static void hold(String[] words, Map<String, String> values, Sums sums, boolean month) {
        values.forEach((name, value) -> assertThat(
                        name.equals("total") ? sums.total() : sums.get(Measure.valueOf(name.toUpperCase(Locale.ROOT))))
                .as("%s of %s %s in %s", name, words[1], words[2], sums)
                .isCloseTo(Double.parseDouble(value.replace("s", "")), within(value.endsWith("s") ? 1.5 : 0.0025)));
        // What the sheet does not name is nothing, of the parts of the total.
        Measure.PARTS.stream()
                .filter(part -> !month && !values.containsKey(part.name().toLowerCase(Locale.ROOT)))
                .forEach(part ->
                        assertThat(sums.get(part)).as("%s in %s", part, sums).isZero());
    }

    private @Nullable Sums sums(long place, LocalDate day, boolean month) {
        return database.<Sums, RuntimeException>read(handle -> handle.createQuery("SELECT " + AccountTable.COLUMNS
                        + " FROM energy_place WHERE place = :place AND day = :day AND month = :month")
                .bind("place", place)
                .bind("day", day.toEpochDay())
                .bind("month", month)
                .map((row, context) -> AccountTable.sums(row))
                .findOne()
                .orElse(null));
    }
}
