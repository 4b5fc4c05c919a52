package org.socle.fleet.demo;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.socle.fleet.calendar.Holidays;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.energy.use.AccountSweep;
import org.socle.fleet.intake.HistoryIntake;
import org.socle.fleet.place.Places;
import org.socle.fleet.reading.Retention;
import org.socle.fleet.store.DataDirectory;
import org.socle.fleet.store.Database;
import org.socle.simulator.Fleet;
import org.socle.simulator.Rhythm;
import org.socle.simulator.Simulation;

/** Makes the demo's past, or what is missing of it since it ran last. Not while a server runs on its directory. */
public final class DemoBuilder {
    /** The year of the États généraux du numérique pour l'éducation. */
    private static final long SEED = 2020;

    private static final Period AGE = Period.ofMonths(13);
    private static final int SET_UP_HOUR = 9;

    /** By then each machine was on once. */
    private static final Duration SET_UP = Duration.ofHours(1);

    /** Told how far it has come. */
    @FunctionalInterface
    public interface Progress {
        void reached(Instant simulated, int percent);
    }

    private final Path data;
    private final Clock clock;
    private final Sweep.Over over;
    private final Progress progress;
    private Consumer<Simulation> end = simulation -> {};

    /**
     * Prepares the work.
     *
     * @param data the server's directory, which is the demo's alone
     * @param over what is driven along the past
     */
    public DemoBuilder(Path data, Clock clock, Sweep.Over over, Progress progress) {
        this.data = data;
        this.clock = clock;
        this.over = over;
        this.progress = progress;
    }

    /** Has somebody look at the simulation when all of it is taken in: tests, which compare. */
    DemoBuilder atTheEnd(Consumer<Simulation> look) {
        end = look;
        return this;
    }

    /**
     * Has the demo's past reach the present.
     *
     * @return whether it was made anew; false when it was there and went on
     * @throws org.socle.contract.config.ConfigException when the directory holds real data or a server runs on it
     */
    public boolean run() throws IOException, InterruptedException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant origin = now.atZone(ZoneOffset.UTC)
                .minus(AGE)
                .truncatedTo(ChronoUnit.DAYS)
                .plusHours(SET_UP_HOUR)
                .toInstant();
        return run(new DemoMark(SEED, DemoFleet.SCHOOLS, origin, now, null));
    }

    /** The same for another fleet or another past. */
    boolean run(DemoMark wanted) throws IOException, InterruptedException {
        DataDirectory.requireKind(data, true);
        Optional<DemoMark> mark = DemoMark.of(data);
        Instant reached = mark.map(DemoMark::reached).orElse(null);
        if (mark.isPresent() && reached != null) {
            goOn(mark.get(), reached);
            return false;
        }
        if (mark.isPresent()) {
            // Somebody ended it halfway.
            DataDirectory.deleteDemo(data);
        }
        make(wanted);
        return true;
    }

    private void make(DemoMark mark) throws IOException, InterruptedException {
        DataDirectory.prepare(data);
        mark.write(data);
        try (Closeable lock = DataDirectory.lock(data);
                Database database = Database.openToFill(data, lock)) {
            Clock then = Clock.fixed(mark.origin(), ZoneOffset.UTC);
            StoredCalendar calendar = new StoredCalendar(database, then);
            new Holidays(database, then, calendar).takeShipped();
            Fleet fleet = DemoFleet.of(mark);
            DemoPlaces places = new DemoPlaces(database, then, calendar);
            places.make(fleet);
            Instant setUp = mark.origin().plus(SET_UP);
            take(database, mark, mark.origin(), mark.made(), simulation -> {}, () -> places.furnish(fleet), setUp);
            StoredCalendar known = new StoredCalendar(database, Clock.fixed(mark.made(), ZoneOffset.UTC));
            new DemoSobriety(database, DemoPlaces.MAKER, mark.seed(), mark.made()).enter(fleet);
            DemoSobriety.look(database, known, Clock.fixed(mark.made(), ZoneOffset.UTC));
            new DemoTickets(database, known, DemoPlaces.MAKER, mark.seed(), mark.origin(), mark.made()).make();
        }
        mark.reached(mark.made()).write(data);
    }

    private void goOn(DemoMark mark, Instant reached) throws IOException, InterruptedException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        if (!now.isAfter(reached)) {
            return;
        }
        try (Closeable lock = DataDirectory.lock(data);
                Database database = Database.open(data, lock)) {
            take(database, mark, reached, now, simulation -> simulation.resume(reached), () -> {}, Instant.MAX);
            DemoSobriety.look(database, new StoredCalendar(database, clock), clock);
        }
        mark.reached(now).write(data);
    }

    /**
     * Takes a stretch of the past in.
     *
     * @param begin brings the simulation to its beginning
     * @param furnish done once everything up to {@code setUp} is in
     */
    private void take(
            Database database,
            DemoMark mark,
            Instant from,
            Instant to,
            Consumer<Simulation> begin,
            Runnable furnish,
            Instant setUp)
            throws InterruptedException {
        StoredCalendar calendar = new StoredCalendar(database, clock);
        StoredClassHours hours = DemoPlaces.hours(DemoFleet.of(mark), new Places(database, clock), calendar);
        Stretch.Basket basket = new Stretch.Basket();
        HistoryIntake intake = new HistoryIntake(database, to.minus(Retention.PACKS), calendar);
        Sweep sweep = over.over(database, intake);
        double length = Math.max(1, Duration.between(from, to).toSeconds());
        try (Simulation simulation = DemoFleet.simulation(mark, hours, Rhythm.past(to), basket)) {
            AtomicBoolean furnished = new AtomicBoolean();
            Stretch.run(simulation, basket, () -> begin.accept(simulation), from, to, stretch -> {
                intake.accept(stretch.messages());
                if (!stretch.end().isBefore(setUp) && furnished.compareAndSet(false, true)) {
                    // What machines did before they are put somewhere has to be there to be taken along.
                    intake.flush();
                    furnish.run();
                }
                sweep.sweep(stretch.end());
                progress.reached(stretch.end(), (int)
                        (100 * Duration.between(from, stretch.end()).toSeconds() / length));
            });
            end.accept(simulation);
        }
        intake.flush();
        new AccountSweep(database, calendar, clock).addUp();
    }
}
