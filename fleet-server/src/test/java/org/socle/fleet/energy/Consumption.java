package org.socle.fleet.energy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.socle.contract.catalogue.Device;
import org.socle.contract.catalogue.Energy;
import org.socle.contract.catalogue.Machine;
import org.socle.contract.catalogue.Use;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.energy.factor.FactorEditions;
import org.socle.fleet.energy.use.AccountSweep;
import org.socle.fleet.energy.use.Accounting;
import org.socle.fleet.energy.waste.WasteSweep;
import org.socle.fleet.machine.MachineTable;
import org.socle.fleet.reading.Reading;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.reading.Snapshot;
import org.socle.fleet.store.Database;

/** Gives machines of a test a past in which they took electricity, through the server's own accounts. */
public final class Consumption {
    private final Database database;
    private final Clock clock = Clock.systemUTC();
    private final StoredCalendar calendar;

    public Consumption(Database database) {
        this.database = database;
        this.calendar = new StoredCalendar(database, clock);
    }

    /** A desktop that is on all the time, read every hour, of which a meter counts a quarter. */
    public void of(UUID device, Instant from, Instant to, double watts) {
        Accounting accounting = Accounting.live(calendar);
        database.writing(handle -> {
            var machine = new MachineTable().findOrAdd(handle, device, from);
            Snapshot before = Snapshot.EMPTY;
            for (Instant at = from; !at.isAfter(to); at = at.plus(Duration.ofHours(1))) {
                Snapshot now = before.with(readings(from, at, watts), false);
                accounting.take(handle, machine, before, now);
                before = now;
            }
        });
    }

    private static List<Reading> readings(Instant from, Instant at, double watts) {
        double wattHours = watts * Duration.between(from, at).toHours();
        return List.of(
                new Reading(Energy.METER, 0, "machine", at),
                new Reading(Device.TYPE, 0, "desktop", at),
                new Reading(Machine.BOOT_TIME, 0, from.getEpochSecond(), at),
                new Reading(Use.ACTIVE, 0, Duration.between(from, at).toMinutes() / 3, at),
                new Reading(Energy.CONSUMED, 0, wattHours, at),
                new Reading(Energy.METERED, 0, wattHours / 4, at),
                new Reading(Energy.UNCERTAINTY, 0, wattHours / 5, at));
    }

    /** Adds up, and looks for waste. */
    public void close() {
        new AccountSweep(database, calendar, clock).addUp();
        new WasteSweep(database, calendar, new FactorEditions(database, clock), new Readings(database), clock).look();
    }
}
