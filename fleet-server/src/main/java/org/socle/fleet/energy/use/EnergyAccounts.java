package org.socle.fleet.energy.use;

import java.time.LocalDate;
import java.util.List;
import org.socle.fleet.access.Scope;
import org.socle.fleet.calendar.SchoolCalendar;
import org.socle.fleet.energy.use.AccountListTable.Kept;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.store.Database;

/** Accounts for pages, API and other slices; of what is not seen, nothing. Thread-safe. */
public final class EnergyAccounts {
    private final Database database;
    private final AccountListTable table = new AccountListTable();

    public EnergyAccounts(Database database) {
        this.database = database;
    }

    /**
     * Months of places, as far as they have figures.
     *
     * @param first the first day of a month
     * @param end the first day of the month after the last
     */
    public List<PlaceMonth> months(Scope scope, LocalDate first, LocalDate end) {
        return database.<List<PlaceMonth>, RuntimeException>read(
                handle -> table.months(handle, scope, first, end, true));
    }

    /** The same for one day: the months of the answer are that day. */
    public List<PlaceMonth> day(Scope scope, LocalDate day) {
        return database.<List<PlaceMonth>, RuntimeException>read(
                handle -> table.months(handle, scope, day, day.plusDays(1), false));
    }

    /** Months of one machine, by the places it was in then, as far as these are seen. */
    public List<PlaceMonth> months(Scope scope, Machine machine, LocalDate first, LocalDate end) {
        return database.<List<PlaceMonth>, RuntimeException>read(
                handle -> table.monthsOf(handle, scope, machine.id(), first, end, true));
    }

    /** The same for one day: the months of the answer are that day. */
    public List<PlaceMonth> day(Scope scope, Machine machine, LocalDate day) {
        return database.<List<PlaceMonth>, RuntimeException>read(
                handle -> table.monthsOf(handle, scope, machine.id(), day, day.plusDays(1), false));
    }

    /** Days of one machine, in order; those of which nothing is known are missing. */
    public List<Dated> days(Scope scope, Machine machine, LocalDate first, LocalDate end) {
        return database.<List<Dated>, RuntimeException>read(
                handle -> table.daysOf(handle, scope, machine.id(), first, end));
    }

    /**
     * The hours of a day, over all machines of a school or room.
     *
     * @param scope that place: all machines in it are read
     * @param school number of the place's school, by whose clock the hours are
     */
    public Hourly hours(Scope scope, SchoolCalendar calendar, long school, LocalDate day) {
        return Hourly.of(
                day,
                school,
                database.<List<Kept>, RuntimeException>read(handle -> table.kept(handle, scope, day)),
                calendar);
    }

    /** The hours of a day of one machine, as far as the places it was in then are seen. */
    public Hourly hours(Scope scope, Machine machine, SchoolCalendar calendar, long school, LocalDate day) {
        return Hourly.of(
                day,
                school,
                database.<List<Kept>, RuntimeException>read(handle -> table.keptOf(handle, scope, machine.id(), day)),
                calendar);
    }

    /** Where machines were moved away from in these months, as far as it is a school or in one. */
    public List<Left> left(Scope scope, LocalDate first, LocalDate end) {
        return database.<List<Left>, RuntimeException>read(handle -> table.left(handle, scope, first, end));
    }

    /** Days over all that is seen, in order; those of which nothing is known are missing. */
    public List<Dated> days(Scope scope, LocalDate first, LocalDate end) {
        return database.<List<Dated>, RuntimeException>read(handle -> table.days(handle, scope, first, end));
    }
}
