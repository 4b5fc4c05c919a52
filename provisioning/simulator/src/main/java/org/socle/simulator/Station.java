package org.socle.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.socle.contract.DeviceState.Presence;
import org.socle.edge.config.RhythmConfig;
import org.socle.edge.probe.ProbeRunner;
import org.socle.edge.probe.Readings;
import org.socle.edge.publish.BootClock;
import org.socle.edge.publish.Reporter;
import org.socle.edge.tree.InstanceNumbers;
import org.socle.edge.tree.ObjectTree;

/** One machine through time: it starts, reads, reports, loses its link and ends, from one event to the next. Not thread-safe. */
final class Station {
    private static final Duration FIRST_SAMPLE = Duration.ofSeconds(20);

    /** So long before a machine goes off, it reports a last time. */
    private static final Duration LAST_SAMPLE = Duration.ofSeconds(30);

    private static final Instant NEVER = Instant.MAX;

    private final SimulatedMachine machine;
    private final Days days;
    private final Use use;
    private final MovingReadings moving;
    private final Speed speed;
    private final Chance chance;
    private final boolean old;
    private final List<Outage> outages;
    private final Outlet outlet;
    private final Rhythm rhythm;
    private final InstanceNumbers numbers = InstanceNumbers.inMemory();
    private final StationClock clock = new StationClock();

    private ObjectTree tree = new ObjectTree(numbers);
    private Session session;
    private boolean on;
    private boolean quiet;
    private boolean asleep;

    /** Which of the session's naps it is in or comes to next. */
    private int nap;

    private boolean linked = true;
    private int reconnections;
    private Instant sample = NEVER;
    private Instant lost = NEVER;
    private Instant moment;
    private @Nullable Reporter reporter;
    private @Nullable RhythmConfig pace;

    Station(
            SimulatedMachine machine,
            ClassHours hours,
            Chance chance,
            List<Fault> faults,
            Instant origin,
            Outlet outlet,
            Rhythm rhythm) {
        this.machine = machine;
        this.chance = chance;
        this.outlet = outlet;
        this.rhythm = rhythm;
        this.days = new Days(machine, hours, chance.of("days"), faults, origin);
        this.use = new Use(machine, hours, chance, faults);
        Condition condition = new Condition(machine, chance, faults, origin);
        this.moving = new MovingReadings(machine, condition, use);
        this.speed = new Speed(machine);
        this.old = condition.has(FaultKind.OLD_SYSTEM, origin);
        // Machines find back one after the other.
        long late = (long) chance.of("back").between(5, 90);
        this.outages = faults.stream()
                .filter(each -> each.kind().cutsOff())
                .map(each -> new Outage(
                        each.from(),
                        Objects.requireNonNull(each.to(), "lines come back").plusSeconds(late)))
                .sorted(Comparator.comparing(Outage::from))
                .toList();
        this.moment = origin;
        this.session = days.after(origin);
    }

    /** A time without a link, apart from the others. */
    private record Outage(Instant from, Instant back) {}

    private static final class StationClock implements BootClock {
        private Instant boot = Instant.EPOCH;
        private Instant now = Instant.EPOCH;
        private String id = "";

        @Override
        public String bootId() {
            return id;
        }

        @Override
        public Duration uptime() {
            return Duration.between(boot, now);
        }

        @Override
        public long wallMillis() {
            return now.toEpochMilli();
        }
    }

    SimulatedMachine machine() {
        return machine;
    }

    Truth truth() {
        return use.truth();
    }

    /** When something happens next. */
    Instant next() {
        Instant own = on ? earlier(earlier(sample, session.to()), turn()) : session.from();
        return earlier(earlier(own, lost), nextChange());
    }

    /** When it falls asleep or wakes next. */
    private Instant turn() {
        if (!on || nap >= session.naps().size()) {
            return NEVER;
        }
        Nap next = session.naps().get(nap);
        return asleep ? next.to() : next.from();
    }

    /** The next moment the link breaks or comes back. */
    private Instant nextChange() {
        for (Outage outage : outages) {
            if (linked && outage.from().isAfter(moment)) {
                return outage.from();
            }
            if (!linked && outage.back().isAfter(moment)) {
                return outage.back();
            }
        }
        return NEVER;
    }

    /** Lets the next event happen. */
    void step() {
        moment = next();
        if (moment.equals(lost)) {
            lost = NEVER;
            outlet.presence(Presence.LOST, clock.id, moment);
        } else if (moment.equals(nextChangeAt(moment))) {
            changeLink();
        } else if (!on) {
            start();
        } else if (moment.equals(session.to())) {
            end();
        } else if (moment.equals(turn())) {
            sleepOrWake();
        } else {
            read();
        }
    }

    private Instant nextChangeAt(Instant at) {
        return outages.stream()
                .map(each -> linked ? each.from() : each.back())
                .filter(at::equals)
                .findFirst()
                .orElse(NEVER);
    }

    private void changeLink() {
        linked = !linked;
        outlet.link(linked, moment);
        if (!on || quiet || asleep) {
            return;
        }
        if (linked) {
            reconnections++;
            lost = NEVER;
            outlet.presence(Presence.ONLINE, clock.id, moment);
        } else {
            // The broker waits one and a half times the five minutes between two signs of life.
            lost = moment.plusSeconds((long) chance.of("keep alive").between(moment.getEpochSecond(), 160, 450));
        }
    }

    private void start() {
        on = true;
        lost = NEVER;
        reconnections = 0;
        clock.boot = session.from();
        clock.now = moment;
        clock.id = chance.of("boot").of(session.from().getEpochSecond()).uuid().toString();
        use.start(session);
        nap = 0;
        asleep = false;
        tree = new ObjectTree(numbers);
        if (quiet) {
            return;
        }
        if (linked) {
            outlet.presence(Presence.ONLINE, clock.id, moment);
        }
        begin();
    }

    private void begin() {
        RhythmConfig now = rhythm.at(moment);
        pace = now;
        reporter = outlet.reporter(tree, clock, now);
        sample = earlier(moment.plus(FIRST_SAMPLE), session.to());
        give("agent", FixedReadings.agent(use.agentSeconds()));
        give("identity", FixedReadings.identity(machine, chance, old));
    }

    private void read() {
        RhythmConfig now = rhythm.at(moment);
        if (!now.equals(pace)) {
            clock.now = moment;
            begin();
        }
        Reporter present = Objects.requireNonNull(reporter, "a machine that reads has begun");
        clock.now = moment;
        use.advance(moment);
        moving.at(moment, clock.boot, reconnections).forEach(this::give);
        speed.at(moment).ifPresent(readings -> give("speed", readings));
        boolean sleepsNext = nap < session.naps().size();
        Instant last = (sleepsNext ? turn() : session.to()).minus(LAST_SAMPLE);
        if (!moment.isBefore(last) && (sleepsNext || !session.cut())) {
            present.hurry();
        }
        give(ProbeRunner.HEALTH, new Readings());
        Duration every = present.liveLeft().isZero() ? now.sample() : now.liveEvery();
        Instant following = moment.plus(every);
        sample = moment.isBefore(last) ? earlier(following, last) : NEVER;
    }

    /** Asleep it says nothing, and the broker misses it; awake it connects anew and says what was. */
    private void sleepOrWake() {
        clock.now = moment;
        asleep = !asleep;
        if (asleep) {
            sample = NEVER;
            if (!quiet && linked) {
                lost = moment.plusSeconds((long) chance.of("sleep").between(moment.getEpochSecond(), 160, 450));
            }
            return;
        }
        nap++;
        if (quiet) {
            return;
        }
        if (linked) {
            reconnections++;
            lost = NEVER;
            outlet.presence(Presence.ONLINE, clock.id, moment);
        }
        if (reporter == null) {
            begin();
        } else {
            reporter.hurry();
            sample = moment.plus(FIRST_SAMPLE);
        }
    }

    private void give(String probe, Readings readings) {
        if (reporter != null) {
            reporter.read(probe, readings, moment);
        }
    }

    private void end() {
        use.advance(moment);
        on = false;
        sample = NEVER;
        reporter = null;
        if (!quiet && linked) {
            if (session.cut()) {
                lost = moment.plusSeconds((long) chance.of("cut").between(moment.getEpochSecond(), 160, 450));
            } else {
                outlet.presence(Presence.OFFLINE, clock.id, moment);
            }
        }
        session = days.after(moment);
    }

    /** Lives up to a moment without a word, as if what it had to say had been said before. */
    void skip(Instant to) {
        quiet = true;
        while (!next().isAfter(to)) {
            step();
        }
        quiet = false;
        moment = to;
        if (on) {
            use.advance(to);
        }
    }

    /** The agent of a machine that is on connects anew, as it does when the server was away. */
    void reconnect(Instant at) {
        if (on && linked && !asleep) {
            moment = at;
            clock.now = at;
            outlet.presence(Presence.ONLINE, clock.id, at);
            begin();
        }
    }

    /** Somebody looks at the machine: a pack every few seconds for a while. */
    void live(Instant at, Duration length) {
        Reporter present = reporter;
        if (present != null && !asleep) {
            clock.now = at;
            present.live(length);
            sample = earlier(sample, at.plusSeconds(1));
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
