package org.socle.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a machine is: what wears out, fills up or breaks, at any moment. Healthy machines stay well below what a rule of the server
 * looks for. Immutable.
 */
final class Condition {
    private static final double SECONDS_A_YEAR = 365.25 * 86_400;
    private static final int NOISE_SECONDS = 600;

    private final SimulatedMachine machine;
    private final Chance chance;
    private final List<Fault> faults;
    private final Instant origin;

    Condition(SimulatedMachine machine, Chance chance, List<Fault> faults, Instant origin) {
        this.machine = machine;
        this.chance = chance;
        this.faults = faults;
        this.origin = origin;
    }

    /** Whether a fault is there. */
    boolean has(FaultKind kind, Instant at) {
        return days(kind, at).isPresent();
    }

    /** For how many days a fault has been there. */
    private Optional<Double> days(FaultKind kind, Instant at) {
        for (Fault fault : faults) {
            if (fault.kind() == kind && fault.at(at)) {
                return Optional.of(fault.days(at));
            }
        }
        return Optional.empty();
    }

    /** Years since the machine was set up. */
    private double years(Instant at) {
        return Duration.between(origin, at).toSeconds() / SECONDS_A_YEAR;
    }

    /** What is different each ten minutes, within ± {@code width}. */
    double noise(String of, Instant at, double width) {
        return chance.of(of).between(at.getEpochSecond() / NOISE_SECONDS, -width, width);
    }

    /** A constant of this machine. */
    double own(String of, double from, double to) {
        return chance.of(of).between(from, to);
    }

    /** How full its volume is, in percent. */
    double fill(Instant at) {
        double healthy = Math.min(80, own("fill", 22, 55) + own("fills", 1, 9) * years(at));
        double full =
                days(FaultKind.FULL_VOLUME, at).map(days -> 72 + 0.25 * days).orElse(healthy);
        return Math.min(
                99.3,
                days(FaultKind.FILLING_VOLUME, at).map(days -> 70 + 0.22 * days).orElse(full));
    }

    /** What of the rated life of its flash disk is used up, in percent. */
    double percentageUsed(Instant at) {
        double healthy = Math.min(70, own("worn", 3, 35) + own("wears", 1, 5) * years(at));
        return days(FaultKind.WEARING_DISK, at).map(days -> 62 + 0.11 * days).orElse(healthy);
    }

    /** What is left of its battery, in percent. */
    double batteryHealth(Instant at) {
        double healthy = Math.max(65, own("battery", 74, 97) - own("ages", 2, 6) * years(at));
        return days(FaultKind.WORN_BATTERY, at).map(days -> 72 - 0.05 * days).orElse(healthy);
    }

    /** Sectors that cannot be read. */
    long pendingSectors(Instant at) {
        return days(FaultKind.FAILING_DISK, at)
                .map(days -> Math.round(1 + days * days / 3))
                .orElse(0L);
    }

    long reallocatedSectors(Instant at) {
        // Few enough for the unreadable ones to be what tells.
        return days(FaultKind.FAILING_DISK, at)
                .map(days -> Math.min(4, Math.round(days / 3)))
                .orElse((long) own("sectors", 0, 3));
    }

    /** Temperature of the processor under a load, in °C. */
    double temperature(double load, Instant at) {
        double noise = noise("temperature", at, 2);
        if (has(FaultKind.OVERHEATING, at)) {
            return 95.5 + 0.05 * load + noise / 4;
        }
        if (has(FaultKind.STOPPED_FAN, at)) {
            return 78 + 0.04 * load + noise;
        }
        return (machine.kind() == Kind.TOTEM ? 46 : 36) + own("warm", 0, 5) + 0.3 * load + noise;
    }

    /** Turns of its fan a minute. */
    double fan(double load, Instant at) {
        return has(FaultKind.STOPPED_FAN, at) ? 0 : Math.rint(900 + 8 * load + noise("fan", at, 40));
    }

    /** Signal of its Wi-Fi in dBm. */
    double signal(Instant at) {
        double healthy = own("signal", -62, -45);
        return (has(FaultKind.WEAK_WIFI, at) ? -82 : healthy) + noise("signal now", at, 3);
    }

    long correctedErrors(Instant at) {
        return days(FaultKind.MEMORY_ERRORS, at)
                .map(days -> Math.round(40 + 18 * days))
                .orElse(0L);
    }

    /** Memory in use, in percent. */
    double memoryUsed(Instant at) {
        return own("memory", 28, 58) + noise("memory now", at, 8);
    }
}
