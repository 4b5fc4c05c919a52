package org.socle.simulator;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.socle.simulator.SimulatedMachine.Habit;

/** When one machine is on, day by day. A function of machine and day; immutable. */
final class Days {
    private static final Duration INSTALLATION = Duration.ofMinutes(20);
    private static final Duration FOR_EVER = Duration.ofDays(36_500);
    private static final int NOON = 12 * 60 + 30;

    /** So long at least it is on before and after a nap. */
    private static final Duration AWAKE = Duration.ofMinutes(5);

    /** Minutes between lessons, from which on a machine falls asleep over them. */
    private static final int LUNCH = 80;

    private final SimulatedMachine machine;
    private final ClassHours hours;
    private final Chance chance;
    private final List<Fault> faults;
    private final Instant origin;
    private final ZoneId zone;

    /**
     * Of a machine.
     *
     * @param faults its own
     * @param origin when it is set up; nothing is on before
     */
    Days(SimulatedMachine machine, ClassHours hours, Chance chance, List<Fault> faults, Instant origin) {
        this.machine = machine;
        this.hours = hours;
        this.chance = chance;
        this.faults = faults;
        this.origin = origin;
        this.zone = hours.zone(machine.school().uai());
    }

    /** The first session that ends after a moment. */
    Session after(Instant moment) {
        LocalDate date = moment.atZone(zone).toLocalDate().minusDays(1);
        while (true) {
            for (Session session : on(date)) {
                if (session.to().isAfter(moment)) {
                    return session;
                }
            }
            if (date.isAfter(moment.atZone(zone).toLocalDate().plusDays(400))) {
                Instant never = moment.plus(FOR_EVER);
                return new Session(never, never.plus(INSTALLATION), false);
            }
            date = date.plusDays(1);
        }
    }

    /** The sessions that begin on a day, in order. */
    List<Session> on(LocalDate date) {
        if (date.equals(origin.atZone(zone).toLocalDate())) {
            boolean always = faults.stream().anyMatch(each -> each.kind().alwaysOn());
            Instant from = origin.plusSeconds(machine.number());
            return List.of(new Session(from, from.plus(always ? FOR_EVER : INSTALLATION), false));
        }
        List<Session> sessions = new ArrayList<>();
        for (Session session : usual(date)) {
            if (session.from().isBefore(origin)) {
                continue;
            }
            Instant silent = faults.stream()
                    .filter(each -> each.kind() == FaultKind.SILENT)
                    .map(Fault::from)
                    .findFirst()
                    .orElse(Instant.MAX);
            if (session.to().isBefore(silent)) {
                sessions.add(session);
            } else if (session.from().isBefore(silent)) {
                sessions.add(new Session(session.from(), silent, true));
            }
        }
        return withoutAbsences(sessions);
    }

    /** What is taken away in the middle ends without a word, and begins anew when it comes back. */
    private List<Session> withoutAbsences(List<Session> sessions) {
        List<Session> left = new ArrayList<>(sessions);
        for (Fault fault : faults) {
            Instant to = fault.to();
            if (!fault.kind().takesAway() || to == null) {
                continue;
            }
            for (int i = 0; i < left.size(); i++) {
                Session whole = left.get(i);
                if (whole.from().isBefore(fault.from()) && whole.to().isAfter(fault.from())) {
                    left.set(i, new Session(whole.from(), fault.from(), true));
                    if (whole.to().isAfter(to)) {
                        left.add(i + 1, new Session(to, whole.to(), whole.cut()));
                    }
                    break;
                }
            }
        }
        return left;
    }

    private List<Session> usual(LocalDate date) {
        Chance day = chance.of(date.toEpochDay());
        List<ClassHours.Span> spans = hours.on(machine.school().uai(), date);
        if (spans.isEmpty()) {
            boolean weekend = date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
            return machine.habit() == Habit.OFFICE && !weekend && day.unit() < 0.12
                    ? List.of(session(date, 9 * 60 + day.between(1, 0, 30), 11 * 60 + day.between(2, 0, 45), false))
                    : List.of();
        }
        double first = spans.get(0).from();
        double last = spans.get(spans.size() - 1).to();
        boolean needed = !faults.isEmpty();
        double personal = chance.of("habit").unit();
        return switch (machine.habit()) {
            case TOTEM ->
                List.of(session(date, 7 * 60 + day.between(1, 0, 8), 18 * 60 + 30 + day.between(2, 0, 10), false));
            case ROOM ->
                day.unit() < 0.97 || needed
                        ? List.of(session(
                                date,
                                first - 25 + personal * 20 + day.between(1, 0, 8),
                                last + 5 + personal * 25 + day.between(2, 0, 12),
                                machine.wallSwitch() && day.unit(3) < 0.5))
                        : List.of();
            case OFFICE ->
                day.unit() < 0.97 || needed
                        ? List.of(withNaps(
                                session(
                                        date,
                                        first - 25 + personal * 20 + day.between(1, 0, 8),
                                        last + 5 + personal * 25 + day.between(2, 0, 12),
                                        false),
                                overLunch(date, day, spans)))
                        : List.of();
            case TEACHER -> teacher(date, day, spans, needed || day.unit() < 0.78 + 0.2 * personal);
        };
    }

    private List<Session> teacher(LocalDate date, Chance day, List<ClassHours.Span> spans, boolean comes) {
        if (!comes) {
            return List.of();
        }
        double first = spans.get(0).from();
        double last = spans.get(spans.size() - 1).to();
        double from = first - 15 + day.between(1, 0, 20);
        double to = last - 10 + day.between(2, 0, 45);
        if (day.unit(3) < 0.12 && last > NOON) {
            // Closed at noon, opened again after it.
            return List.of(
                    session(date, from, NOON - 40 + day.between(4, 0, 30), false),
                    session(date, NOON + 50 + day.between(5, 0, 20), Math.max(to, NOON + 90), false));
        }
        if (!machine.kind().portable()) {
            return List.of(session(date, from, to, false));
        }
        // Its lid is shut on most days over lunch, and on some for the last lesson.
        List<Nap> naps = new ArrayList<>(day.unit(6) < 0.6 ? overLunch(date, day, spans) : List.of());
        if (day.unit(7) < 0.1) {
            naps.add(new Nap(moment(date, last - 85 + day.between(8, 0, 8)), moment(date, last - 12)));
        }
        return List.of(withNaps(session(date, from, to, false), naps));
    }

    /** Between the lessons of the morning and those of the afternoon; none where the break is short. */
    private List<Nap> overLunch(LocalDate date, Chance day, List<ClassHours.Span> spans) {
        for (int i = 1; i < spans.size(); i++) {
            int from = spans.get(i - 1).to();
            int to = spans.get(i).from();
            if (to - from >= LUNCH) {
                return List.of(new Nap(
                        moment(date, from + day.between(9, 9, 25)), moment(date, to + day.between(10, -12, 12))));
            }
        }
        return List.of();
    }

    /** Machines with faults stay awake, so that what they show is their fault's. */
    private Session withNaps(Session session, List<Nap> naps) {
        List<Nap> fitting = naps.stream()
                .filter(nap -> nap.from().isAfter(session.from().plus(AWAKE))
                        && nap.to().plus(AWAKE).isBefore(session.to())
                        && !nap.from()
                                .truncatedTo(ChronoUnit.HOURS)
                                .equals(nap.to().truncatedTo(ChronoUnit.HOURS)))
                .toList();
        return faults.isEmpty() ? new Session(session.from(), session.to(), session.cut(), fitting) : session;
    }

    private Session session(LocalDate date, double fromMinute, double toMinute, boolean cut) {
        return new Session(moment(date, fromMinute), moment(date, toMinute), cut);
    }

    private Instant moment(LocalDate date, double minute) {
        return date.atTime(LocalTime.ofSecondOfDay(Math.round(minute * 60)))
                .atZone(zone)
                .toInstant();
    }
}
