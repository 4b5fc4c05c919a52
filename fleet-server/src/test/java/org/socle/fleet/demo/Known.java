package org.socle.fleet.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Device;
import org.socle.contract.catalogue.Energy;
import org.socle.contract.catalogue.EnergyModel;
import org.socle.contract.catalogue.Machine;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Use;
import org.socle.edge.probe.energy.PowerFigures;
import org.socle.edge.probe.energy.PowerModel;
import org.socle.fleet.reading.Reading;
import org.socle.simulator.Diary;
import org.socle.simulator.Kind;
import org.socle.simulator.SimulatedMachine;

/**
 * What an agent says of its machine's energy: by what it knows it, by how much that may be off, and in steps of 2 Wh of each counter, as
 * agents tell it.
 */
final class Known {
    private static final double STEP = 2;

    /** Watts of a machine behind a plug that is off: what a plug counts then. */
    static final double PLUGGED_OFF = 0.5;

    static final double OF_SCREENS = 0.5;
    private static final double SECONDS_PER_HOUR = 3600;

    /** By what a machine's energy is known. */
    enum By {
        KIND,
        SETTING,
        /** Of the whole machine while it is on. */
        METER,
        /** Of the whole machine at all times. */
        PLUG
    }

    final By by;
    final String type;

    /** Share of the machine's energy, 0 to 1. */
    final double uncertainty;

    private final SimulatedMachine machine;
    private final Map<String, Object> told = new HashMap<>();
    private Diary.@Nullable Entry first;
    private Diary.@Nullable Entry last;
    private double offHours;

    Known(SimulatedMachine machine) {
        this.machine = machine;
        this.type = switch (machine.kind()) {
            case LAPTOP -> "laptop";
            case TOTEM -> "board";
            case OLD_DESKTOP, NVME_PC, WORKSTATION -> "desktop";
        };
        boolean counted = machine.kind() == Kind.NVME_PC;
        boolean hangs = machine.kind() == Kind.OLD_DESKTOP && machine.number() % 7 == 0;
        boolean typed = machine.kind() != Kind.TOTEM && machine.number() % 5 == 1;
        this.by = counted ? By.METER : hangs ? By.PLUG : typed ? By.SETTING : By.KIND;
        this.uncertainty = switch (by) {
            case METER -> 0.05;
            case PLUG -> 0.02;
            case SETTING -> PowerModel.known(1, 1, 1, PowerModel.Basis.SETTING).uncertainty();
            case KIND ->
                PowerFigures.machine(type)
                        .map(PowerFigures.Machine::uncertainty)
                        .orElseGet(() -> PowerFigures.boards().get(0).uncertainty());
        };
    }

    /** What it says at a moment; nothing twice. */
    List<Reading> says(Diary.Entry entry) {
        Diary.Entry before = last;
        boolean started = before == null || !before.boot().equals(entry.boot());
        if (before != null && started) {
            offHours += hours(before.at(), entry.boot());
        }
        if (first == null) {
            first = entry;
        }
        last = entry;
        if (started) {
            told.clear();
        }
        Instant at = entry.at();
        List<Reading> says = new ArrayList<>();
        tell(says, Machine.BOOT_TIME, 0, entry.boot().getEpochSecond(), at);
        tell(says, Device.TYPE, 0, type, at);
        tell(says, EnergyModel.IDLE, 0, entry.watts(), at);
        tell(says, EnergyModel.SLEEP, 0, entry.wattsAsleep(), at);
        tell(says, Use.ON, 0, entry.minutesOn(), at);
        tell(says, Use.SCREEN_ON, 0, entry.minutesLit(), at);
        if (machine.kind() != Kind.TOTEM) {
            tell(says, Use.ACTIVE, 0, entry.minutesActive(), at);
        }
        boolean slept = tell(says, Use.ASLEEP, 0, entry.minutesAsleep(), at);
        meter(says, 0, "machine", consumed(), metered(), uncertainMachine(), slept, at);
        if (entry.wattHoursOfScreens() > 0) {
            meter(
                    says,
                    1,
                    "screens",
                    entry.wattHoursOfScreens(),
                    0,
                    entry.wattHoursOfScreens() * OF_SCREENS,
                    slept,
                    at);
        }
        return says;
    }

    private void meter(
            List<Reading> says,
            int instance,
            String name,
            double consumed,
            double metered,
            double uncertainty,
            boolean slept,
            Instant at) {
        tell(says, Energy.METER, instance, name, at);
        tell(says, Energy.SOURCE, instance, by == By.PLUG && instance == 0 ? "plug" : "model", at);
        if (slept) {
            told.remove(Energy.CONSUMED.key() + instance);
        }
        tell(says, Energy.CONSUMED, instance, consumed, at);
        tell(says, Energy.METERED, instance, metered, at);
        tell(says, Energy.UNCERTAINTY, instance, uncertainty, at);
    }

    /** Tells what is new, or a counter that has grown by a step. */
    private boolean tell(List<Reading> says, Resource resource, int instance, Object value, Instant at) {
        String key = resource.key() + instance;
        Object old = told.get(key);
        boolean small = resource.family().equals(Energy.CONSUMED.family())
                && old instanceof Double earlier
                && value instanceof Double later
                && later - earlier < STEP;
        if (small || value.equals(old)) {
            return false;
        }
        told.put(key, value);
        says.add(new Reading(resource, instance, value, at));
        return true;
    }

    private Diary.Entry latest() {
        return Objects.requireNonNull(last, "it has said something");
    }

    private static double hours(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds() / SECONDS_PER_HOUR;
    }

    /** Watt-hours of the machine by its latest word. */
    double consumed() {
        return latest().wattHours() + (by == By.PLUG ? PLUGGED_OFF * offHours : 0);
    }

    double metered() {
        return by == By.METER || by == By.PLUG ? consumed() : 0;
    }

    private double uncertainMachine() {
        return consumed() * uncertainty;
    }

    double screens() {
        return latest().wattHoursOfScreens();
    }

    /** By how much all of it may be off, in watt-hours. */
    double uncertain() {
        return uncertainMachine() + screens() * OF_SCREENS;
    }

    /** When it spoke first. */
    Instant from() {
        return Objects.requireNonNull(first, "it has said something").at();
    }

    /** When it spoke last. */
    Instant to() {
        return latest().at();
    }
}
