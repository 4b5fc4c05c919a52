package org.socle.fleet.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.DeviceState;
import org.socle.contract.DeviceState.Presence;
import org.socle.contract.Pack;
import org.socle.contract.Sample;
import org.socle.contract.Topics;
import org.socle.contract.Topics.Channel;
import org.socle.contract.UaiCode;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Temperature;
import org.socle.contract.senml.SenmlFormat;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.calendar.PublicHolidays;
import org.socle.fleet.calendar.Rules;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.calendar.Timetable;
import org.socle.fleet.calendar.Week;
import org.socle.fleet.energy.use.Accounting;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.incident.IncidentFilter;
import org.socle.fleet.incident.IncidentSweep;
import org.socle.fleet.incident.Incidents;
import org.socle.fleet.incident.Listed;
import org.socle.fleet.machine.MachineTable;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.reading.Snapshot;
import org.socle.fleet.store.Database;

/**
 * A Monday morning, class is from 8:30 on: ten schools with thirty machines each start between 8:20 and 8:40, their connections break
 * twice, the server is restarted at 8:30, and packs come five minutes late and out of order. Nobody is to be called.
 */
class MorningStormTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final SchoolCalendar CALENDAR = calendar();
    private static final int SCHOOLS = 10;
    private static final int MACHINES = 30;
    private static final Instant FRIDAY = paris("2026-11-20T16:40");
    private static final Instant RESTART = paris("2026-11-23T08:30");
    private static final Duration DOWN = Duration.ofSeconds(40);
    private static final Instant END = paris("2026-11-23T10:30");

    private final Random random = new Random(8_30);
    private final MachineTable machines = new MachineTable();
    private final Database database;
    private final List<List<UUID>> schools = new ArrayList<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private Intake intake;
    private IncidentSweep sweep;

    MorningStormTest(@TempDir Path directory) {
        database = Database.open(directory);
        start();
        Places places = new Places(database, Clock.systemUTC());
        Place town = places.create(TestServer.root(), null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Ville"));
        for (int school = 0; school < SCHOOLS; school++) {
            String number = "038%04d".formatted(school);
            String uai = number + UaiCode.letter(number);
            Place place = places.create(
                    TestServer.root(),
                    town.id(),
                    PlaceKind.SCHOOL,
                    new PlaceDetails("École " + school, uai, "", "", ""));
            Place room = places.create(TestServer.root(), place.id(), PlaceKind.ROOM, PlaceDetails.named("Salle 1"));
            schools.add(fill(place, room));
        }
    }

    private static SchoolCalendar calendar() {
        Timetable timetable = new Timetable(
                new Rules(PARIS, PublicHolidays.FRANCE, Week.DEFAULT, List.of(), List.of()), new PublicHolidays());
        return school -> timetable;
    }

    /** Machines that were switched off on Friday, in a school that has been heard of at 8:31 for weeks. */
    private List<UUID> fill(Place school, Place room) {
        List<UUID> devices = new ArrayList<>();
        database.writing(handle -> {
            for (int i = 0; i < MACHINES; i++) {
                UUID device = UUID.randomUUID();
                devices.add(device);
                var machine = machines.findOrAdd(handle, device, FRIDAY.minus(Duration.ofDays(30)));
                machines.place(handle, machine, room.id());
                machines.state(handle, machine, new DeviceState(Presence.OFFLINE, "0.1.0", null), FRIDAY);
            }
            for (int day = 1; day <= 20; day++) {
                handle.execute(
                        "INSERT INTO school_heard (school, day, minute) VALUES (?, ?, 511)",
                        school.id(),
                        FRIDAY.atZone(PARIS).toLocalDate().minusDays(day - 1L).toString());
            }
        });
        return devices;
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Instant paris(String text) {
        return LocalDateTime.parse(text).atZone(PARIS).toInstant();
    }

    private void start() {
        intake = new Intake(
                database,
                new IntakeMetrics(new PrometheusRegistry()),
                published -> {},
                place -> Limits.USUAL,
                Accounting.live(CALENDAR),
                Pulse.none());
        sweep = new IncidentSweep(database, CALENDAR, machine -> Snapshot.of(List.of()));
    }

    private Instant later(Instant from, int seconds) {
        return from.plusSeconds(random.nextInt(seconds));
    }

    private static boolean down(Instant at) {
        return !at.isBefore(RESTART) && at.isBefore(RESTART.plus(DOWN));
    }

    /** When what was to be said while the server is down is said. */
    private Instant back() {
        return later(RESTART.plus(DOWN), 240);
    }

    private void state(UUID device, Presence presence, Instant at) {
        boolean down = down(at);
        if (!down || presence == Presence.ONLINE) {
            arrivals.add(new Arrival(
                    Topics.of(device, Channel.STATE),
                    new DeviceState(presence, "0.1.0", null).encode(),
                    null,
                    down ? back() : at));
        }
    }

    private void pack(UUID device, long number, double celsius, Instant taken, Instant arrives) {
        Pack pack = new Pack(
                taken.getEpochSecond(),
                List.of(new Sample(Temperature.VALUE, 0, 0, celsius), new Sample(Agent.PACK, 0, 0, number)));
        arrivals.add(new Arrival(
                Topics.of(device, Channel.UP), pack.encode(SenmlFormat.CBOR), SenmlFormat.CBOR.contentType(), arrives));
    }

    /** One machine's morning: it reports until a moment. */
    private void morning(UUID device, Instant on, Instant until) {
        state(device, Presence.ONLINE, on);
        if (on.isBefore(RESTART)) {
            state(device, Presence.ONLINE, back());
        }
        Instant at = on.isBefore(RESTART) ? RESTART.plusSeconds(300) : on;
        for (int broken = 0; broken < 2; broken++) {
            Instant lost = later(at.plusSeconds(60), 600);
            at = later(lost.plusSeconds(30), 270);
            state(device, Presence.LOST, lost);
            state(device, Presence.ONLINE, at);
        }
        long number = 0;
        for (Instant taken = on.plusSeconds(2); taken.isBefore(until); taken = taken.plusSeconds(300)) {
            // Hot from starting, in the first pack only. Late by five minutes, so that one overtakes the other.
            Instant arrives = later(taken.plusSeconds(number % 2 == 0 ? 300 : 1), 60);
            pack(device, ++number, number == 1 ? 91 : 45, taken, down(arrives) ? back() : arrives);
        }
    }

    private List<Listed> storm(int failing) {
        for (int school = 0; school < SCHOOLS; school++) {
            Instant opened = later(paris("2026-11-23T08:20"), 600);
            boolean fails = school < failing;
            for (UUID device : schools.get(school)) {
                morning(device, later(opened, 600), fails ? paris("2026-11-23T09:10") : END);
                if (fails) {
                    state(device, Presence.LOST, later(paris("2026-11-23T09:20"), 60));
                }
            }
        }
        arrivals.sort(Comparator.comparing(arrival -> arrival.received));
        int next = 0;
        for (Instant minute = paris("2026-11-23T08:10"); minute.isBefore(END); minute = minute.plusSeconds(60)) {
            List<Arrival> batch = new ArrayList<>();
            while (next < arrivals.size() && !arrivals.get(next).received.isAfter(minute)) {
                batch.add(arrivals.get(next++));
            }
            intake.accept(batch);
            sweep.sweep(minute);
            if (minute.equals(RESTART)) {
                database.writing(handle -> machines.forgetPresence(handle, RESTART.plus(DOWN)));
                start();
            }
        }
        return new Incidents(database, Clock.fixed(END, ZoneOffset.UTC))
                .page(Scope.EVERYTHING, new IncidentFilter(null, "", null, true), 1, 100);
    }

    @Test
    void aStormOfStartsBreaksAndLatePacksIsNoIncident() {
        assertThat(storm(0)).isEmpty();
        int online = database.<Integer, RuntimeException>read(
                handle -> handle.createQuery("SELECT count(*) FROM machine WHERE presence = 'online'")
                        .mapTo(Integer.class)
                        .one());
        assertThat(online).isEqualTo(SCHOOLS * MACHINES);
    }

    @Test
    void inItTheLineOfOneSchoolIsOneIncident() {
        assertThat(storm(1))
                .extracting(each -> each.incident().cause(), Listed::machines)
                .containsExactly(tuple("school_silent", MACHINES));
    }
}
