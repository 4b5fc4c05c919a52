package org.socle.fleet.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.calendar.Timetable;
import org.socle.fleet.incident.Incident;
import org.socle.fleet.incident.IncidentFilter;
import org.socle.fleet.incident.Incidents;
import org.socle.fleet.incident.Listed;
import org.socle.fleet.machine.Filter;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.machine.Status;
import org.socle.fleet.place.Places;
import org.socle.fleet.store.Database;
import org.socle.fleet.ticket.Complaint;
import org.socle.fleet.ticket.Interventions;
import org.socle.fleet.ticket.NewIntervention;
import org.socle.fleet.ticket.NewTicket;
import org.socle.fleet.ticket.Origin;
import org.socle.fleet.ticket.Part;
import org.socle.fleet.ticket.Priority;
import org.socle.fleet.ticket.Tickets;
import org.socle.fleet.ticket.Work;

/**
 * What people of the demo did about trouble: a ticket for what the server found, and what breaks in schools without a rule that
 * finds it, such as keyboards. By the services, each step at its own time; the same seed and the same past give the same.
 */
final class DemoTickets {
    /** Machines for each of which somebody reports something in a year and a month. */
    private static final int MACHINES_A_REPORT = 4;

    private static final int FEWEST_MINUTES = 10;
    private static final Duration SETTLED = Duration.ofDays(7);

    /** What breaks, and what helps; a price in cents, 0 when nothing is needed. */
    private record Everyday(Complaint complaint, String said, String done, int minutes, String part, long price) {}

    private static final List<Everyday> EVERYDAY = List.of(
            new Everyday(
                    Complaint.SCREEN_OR_KEYS,
                    "Touches du clavier bloquées",
                    "Clavier changé",
                    10,
                    "Clavier USB",
                    1_290),
            new Everyday(Complaint.SCREEN_OR_KEYS, "Souris morte", "Souris changée", 5, "Souris USB", 750),
            new Everyday(
                    Complaint.SCREEN_OR_KEYS, "Écran noir, voyant orange", "Câble vidéo changé", 15, "Câble HDMI", 990),
            new Everyday(
                    Complaint.NO_START, "Ne s’allume plus", "Alimentation changée", 45, "Alimentation 300 W", 3_490),
            new Everyday(Complaint.NO_START, "Rien ne se passe", "Câble rebranché", 10, "", 0),
            new Everyday(Complaint.NO_INTERNET, "Plus de réseau", "Cordon réseau changé", 20, "Cordon RJ45 3 m", 420),
            new Everyday(Complaint.NO_INTERNET, "Wi-Fi demandé sans cesse", "Profil Wi-Fi refait", 25, "", 0),
            new Everyday(Complaint.OTHER, "Très lent depuis la rentrée", "Disque SSD posé", 90, "SSD 240 Go", 3_990),
            new Everyday(Complaint.OTHER, "Pas de son dans les enceintes", "Sortie son choisie", 10, "", 0));

    private final Database database;
    private final StoredCalendar calendar;
    private final Viewer maker;
    private final Instant origin;
    private final Instant made;
    private final Random random;

    /**
     * Prepares the work.
     *
     * @param maker who does it, in all logs
     * @param made nothing is done after it
     */
    DemoTickets(Database database, StoredCalendar calendar, Viewer maker, long seed, Instant origin, Instant made) {
        this.database = database;
        this.calendar = calendar;
        this.maker = maker;
        this.origin = origin;
        this.made = made;
        this.random = new Random(seed);
    }

    /** A ticket and what becomes of it; {@code over} is null while nothing did. */
    private record Plan(
            Instant opened,
            NewTicket ticket,
            @Nullable Everyday everyday,
            @Nullable Instant over) {}

    /** Makes them, by the time at which they were opened. */
    void make() {
        List<Plan> plans = new ArrayList<>();
        plans.addAll(ofIncidents());
        plans.addAll(ofEveryDay());
        plans.stream().sorted(Comparator.comparing(Plan::opened)).forEach(this::carryOut);
    }

    private List<Plan> ofIncidents() {
        List<Plan> plans = new ArrayList<>();
        Incidents incidents = new Incidents(database, Clock.fixed(made, ZoneOffset.UTC));
        for (Listed listed : incidents.page(Scope.EVERYTHING, new IncidentFilter(null, "", null, true), 1, 100)) {
            Incident incident = listed.incident();
            Timetable timetable = timetable(listed.where());
            Instant seen = inClass(timetable, incident.opened().plus(Duration.ofMinutes(30)), 60);
            Instant resolved = incident.resolved();
            // What still stands is left to whoever tries the demo.
            if (resolved != null && seen.isBefore(resolved)) {
                boolean down = incident.severity() == Status.DOWN;
                plans.add(new Plan(
                        seen,
                        NewTicket.ofIncident(
                                incident.id(), incident.cause(), incident.machine(), incident.place(), down),
                        null,
                        resolved));
            }
        }
        return plans;
    }

    private List<Plan> ofEveryDay() {
        List<Plan> plans = new ArrayList<>();
        List<Machine> machines = new Machines(database, Clock.fixed(made, ZoneOffset.UTC))
                .after(Scope.EVERYTHING, Filter.NONE, 0, 1_000);
        long length = Duration.between(origin.plus(SETTLED), made).toMinutes();
        for (int i = 0; i < machines.size() / MACHINES_A_REPORT && length > 0; i++) {
            // A few machines come back again and again: those are the ones to replace.
            Machine machine = machines.get(i % 6 == 0 ? i / 30 * 7 % machines.size() : random.nextInt(machines.size()));
            Timetable timetable = timetable(machine.place());
            Instant opened = inClass(
                    timetable,
                    origin.plus(SETTLED).plus(Duration.ofMinutes((long) (random.nextDouble() * length))),
                    120);
            Everyday what = EVERYDAY.get(random.nextInt(EVERYDAY.size()));
            Instant over = inClass(timetable, opened.plus(Duration.ofHours(2 + random.nextInt(150))), 150);
            if (opened.isBefore(made)) {
                plans.add(new Plan(
                        opened,
                        new NewTicket(
                                what.complaint().word(),
                                what.said(),
                                machine.id(),
                                null,
                                null,
                                random.nextInt(3) == 0 ? Origin.HELP : Origin.PERSON,
                                Priority.NORMAL),
                        what,
                        over.isBefore(made) ? over : null));
            }
        }
        return plans;
    }

    private void carryOut(Plan plan) {
        long number = tickets(plan.opened()).open(maker, plan.ticket()).number();
        Instant over = plan.over();
        Everyday everyday = plan.everyday();
        if (over != null) {
            interventions(over).note(maker, number, everyday == null ? mended(over) : done(over, everyday));
            work(over).solve(maker, number, "");
            Instant closed = over.plus(SETTLED);
            if (closed.isBefore(made)) {
                work(closed).close(maker, number, "");
            }
        } else if (everyday == null) {
            goOn(plan, number);
        }
    }

    /** What the server found and is still there: some of it waits for a part, some has a day. */
    private void goOn(Plan plan, long number) {
        Instant looked = plan.opened().plus(Duration.ofMinutes(20));
        if (looked.isAfter(made)) {
            return;
        }
        switch (plan.ticket().cause()) {
            case "disk_failing", "disk_wearing" -> {
                interventions(looked)
                        .note(
                                maker,
                                number,
                                new NewIntervention(
                                        looked,
                                        20,
                                        25,
                                        0,
                                        "Disque contrôlé, données copiées",
                                        false,
                                        "disque à commander",
                                        "",
                                        List.of()));
                work(looked).hold(maker, number, "Disque commandé");
            }
            case "battery_worn" -> work(looked).hold(maker, number, "Batterie commandée");
            case "overheating", "fan_stopped" ->
                work(looked).plan(maker, number, inClass(timetable(null), made.plus(Duration.ofDays(1)), 60));
            default -> {}
        }
    }

    private static NewIntervention mended(Instant at) {
        return new NewIntervention(
                at,
                60,
                30,
                0,
                "Cause supprimée, vérifié sur place",
                true,
                "",
                "direction",
                List.of(new Part("Matériel réseau", "", 1, 8_900)));
    }

    private NewIntervention done(Instant at, Everyday what) {
        int travel = FEWEST_MINUTES + random.nextInt(6) * 5;
        return new NewIntervention(
                at,
                what.minutes() + random.nextInt(4) * 5,
                travel,
                0,
                what.done(),
                true,
                "",
                random.nextBoolean() ? "enseignant" : "",
                what.price() == 0 ? List.of() : List.of(new Part(what.part(), "", 1, what.price())));
    }

    private Timetable timetable(@Nullable Long place) {
        return calendar.timetable(new Places(database, Clock.fixed(made, ZoneOffset.UTC))
                .located(Scope.EVERYTHING, place)
                .map(located -> located.school().id())
                .orElse(0L));
    }

    /** A moment of class, some minutes after it begins. */
    private Instant inClass(Timetable timetable, Instant from, int most) {
        Optional<Instant> begin = timetable.nextSchoolTime(from);
        return begin.orElse(from).plus(Duration.ofMinutes(random.nextInt(most)));
    }

    private Tickets tickets(Instant at) {
        return new Tickets(database, Clock.fixed(at, ZoneOffset.UTC), calendar);
    }

    private Work work(Instant at) {
        return new Work(database, Clock.fixed(at, ZoneOffset.UTC), tickets(at));
    }

    private Interventions interventions(Instant at) {
        return new Interventions(database, Clock.fixed(at, ZoneOffset.UTC), tickets(at));
    }
}
