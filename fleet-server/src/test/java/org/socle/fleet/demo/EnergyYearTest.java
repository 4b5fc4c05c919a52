package org.socle.fleet.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.catalogue.Device;
import org.socle.contract.catalogue.Energy;
import org.socle.contract.catalogue.EnergyModel;
import org.socle.contract.catalogue.Use;
import org.socle.fleet.calendar.Holidays;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.device.Machine;
import org.socle.fleet.device.MachineTable;
import org.socle.fleet.reading.Reading;
import org.socle.fleet.reading.Snapshot;
import org.socle.fleet.school.Places;
import org.socle.fleet.scope.Scope;
import org.socle.fleet.sobriety.account.AccountSweep;
import org.socle.fleet.sobriety.account.Accounting;
import org.socle.fleet.sobriety.account.EnergyAccounts;
import org.socle.fleet.sobriety.account.Sums;
import org.socle.fleet.sobriety.account.Sums.Measure;
import org.socle.fleet.sobriety.account.TraceBuffer;
import org.socle.fleet.store.Database;
import org.socle.simulator.Diary;
import org.socle.simulator.Fault;
import org.socle.simulator.Faults;
import org.socle.simulator.Fleet;
import org.socle.simulator.SimulatedMachine;
import org.socle.simulator.Truth;

/**
 * A school year of 300 machines whose counters are read every quarter of an hour, which no bell rings by: what the accounts say of each
 * school against what its machines really did.
 */
@Tag("process")
class EnergyYearTest {
    private static final Instant BEGIN = Instant.parse("2025-09-01T07:00:00Z");
    private static final Instant END = Instant.parse("2026-07-03T14:30:00Z");
    private static final Clock THEN = Clock.fixed(END, ZoneOffset.UTC);
    private static final Duration EVERY = Duration.ofMinutes(15);
    private static final long SEED = 2020;

    @Test
    void accountsSayWhatMachinesDid(@TempDir Path directory) throws Exception {
        try (Database database = Database.openToFill(directory)) {
            StoredCalendar calendar = new StoredCalendar(database, THEN);
            new Holidays(database, THEN, calendar).takeShipped();
            Fleet fleet = Fleet.of(SEED, DemoFleet.SCHOOLS);
            new DemoPlaces(database, THEN, calendar).make(fleet);
            StoredClassHours hours = DemoPlaces.hours(fleet, new Places(database, THEN), calendar);
            List<Fault> faults = Faults.planted(fleet, hours, BEGIN, END);
            TraceBuffer buffer = new TraceBuffer();
            Accounting accounting = new Accounting(buffer, calendar);
            Map<String, List<Truth>> truths = new HashMap<>();
            for (SimulatedMachine machine : fleet.machines()) {
                Diary diary = new Diary(machine, SEED, hours, faults, BEGIN.plusSeconds(machine.number()));
                long school = new Places(database, THEN)
                        .named(Scope.EVERYTHING, machine.school().uai())
                        .orElseThrow()
                        .id();
                database.writing(handle -> {
                    MachineTable machines = new MachineTable();
                    Machine known = machines.findOrAdd(handle, machine.device(), BEGIN);
                    machines.place(handle, known, school);
                    Snapshot[] latest = {Snapshot.EMPTY};
                    Truth truth = diary.until(END, EVERY, entry -> {
                        Snapshot now = latest[0].with(readings(entry), false);
                        accounting.take(handle, known, latest[0], now);
                        latest[0] = now;
                    });
                    buffer.flush(handle);
                    truths.computeIfAbsent(machine.school().uai(), uai -> new ArrayList<>())
                            .add(truth);
                });
            }
            new AccountSweep(database, calendar, THEN).addUp();
            compare(database, truths);
        }
    }

    private static List<Reading> readings(Diary.Entry entry) {
        Instant at = entry.at();
        return List.of(
                new Reading(Energy.METER, 0, "machine", at),
                new Reading(Device.TYPE, 0, "desktop", at),
                new Reading(
                        org.socle.contract.catalogue.Machine.BOOT_TIME,
                        0,
                        entry.boot().getEpochSecond(),
                        at),
                new Reading(EnergyModel.IDLE, 0, entry.watts(), at),
                new Reading(Use.ON, 0, entry.minutesOn(), at),
                new Reading(Use.ACTIVE, 0, entry.minutesActive(), at),
                new Reading(Use.SCREEN_ON, 0, entry.minutesLit(), at),
                new Reading(Energy.CONSUMED, 0, entry.wattHours(), at));
    }

    private static void compare(Database database, Map<String, List<Truth>> truths) {
        Map<String, Sums> accounts = new HashMap<>();
        new EnergyAccounts(database)
                .months(Scope.EVERYTHING, LocalDate.of(2025, 9, 1), LocalDate.of(2026, 8, 1))
                .forEach(month -> accounts.merge(month.uai(), month.sums(), Sums::plus));
        assertThat(accounts.keySet()).containsExactlyInAnyOrderElementsOf(truths.keySet());
        String all = truths.keySet().stream()
                .map(uai -> uai + " " + accounts.get(uai))
                .collect(Collectors.joining("\n"));
        truths.forEach((uai, machines) -> {
            Sums sums = accounts.get(uai);
            double on = machines.stream().mapToDouble(Truth::wattHours).sum();
            double inClass =
                    machines.stream().mapToDouble(Truth::wattHoursInClass).sum();
            double hoursOn = machines.stream().mapToDouble(truth -> truth.on().hours()).sum();
            double counted = sums.total() - sums.get(Measure.OFF);
            assertThat(counted).as("%s in%n%s", uai, all).isCloseTo(on, withinPercentage(0.5));
            assertThat(100 * sums.get(Measure.OUTSIDE) / counted)
                    .as("share outside class of %s in%n%s", uai, all)
                    .isCloseTo(100 * (1 - inClass / on), within(2.0));
            assertThat((sums.get(Measure.ON_SCHOOL) + sums.get(Measure.ON_OUTSIDE)) / 3600)
                    .as("hours on of %s", uai)
                    .isCloseTo(hoursOn, withinPercentage(2));
        });
    }
}
