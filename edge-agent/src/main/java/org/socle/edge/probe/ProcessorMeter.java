package org.socle.edge.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.socle.edge.probe.energy.Account;
import org.socle.edge.probe.energy.EnergyCounter;
import org.socle.edge.probe.energy.EnergyCounter.Look;
import org.socle.edge.probe.energy.Offer;
import org.socle.edge.probe.energy.PowerModel;
import org.socle.edge.probe.energy.PowerModel.Basis;
import org.socle.edge.probe.energy.Share;
import org.socle.edge.source.Elapsed;

/**
 * What the processor's counters (RAPL) say: of the whole platform where there is such a zone and it makes sense, else of the
 * packages, from which the rest of the machine is guessed.
 */
final class ProcessorMeter {
    /** The privileged reader looks each minute: three times that it is waited for, seconds. */
    static final double PATIENCE = 180;

    /** A package's counter says little of the rest of the machine: our assumption, where the machine at rest is known as well. */
    private static final double LEAST_UNCERTAINTY_BY_PROCESSOR = 0.25;

    private static final double UNCERTAINTY_OF_PSYS = 0.10;
    private static final double UNCERTAINTY_OF_ZONE = 0.05;

    /** Of a power supply between socket and processor: our assumption, 80 PLUS bronze at a fifth of its load. */
    private static final double EFFICIENCY = 0.82;

    /** Counters are read a moment apart: the platform may seem this much below its parts and be right. */
    private static final double APART = 0.95;

    private static final double SECONDS_PER_HOUR = 3600;

    /** What is on draws something in this time, seconds. */
    private static final double STANDS_STILL = 170;

    private final RaplZones zones;

    /** Some firmware fills the platform's counter with something else: once it was below its parts it is not asked again. */
    private boolean platformDoubted;

    ProcessorMeter(RaplZones zones) {
        this.zones = zones;
    }

    /** One zone's gain between two looks. */
    private record Gain(RaplZones.Zone zone, Elapsed from, Elapsed until, double wattHours) {
        double watts() {
            double seconds = until.awakeSince(from);
            return seconds > 0 ? wattHours * SECONDS_PER_HOUR / seconds : 0;
        }
    }

    /**
     * Follows every zone.
     *
     * @param model of the machine; null when there is none
     * @param watts takes what each zone draws
     */
    List<Offer> offers(
            EnergyMemory known,
            Elapsed now,
            @Nullable PowerModel model,
            Optional<Double> load,
            Map<String, Double> watts) {
        Map<String, Gain> gains = gains(known, now);
        Gain platform = gains.remove("psys");
        double parts = gains.values().stream().mapToDouble(Gain::wattHours).sum();
        platformDoubted |= platform != null && platform.wattHours < APART * parts;
        List<Offer> offers = new ArrayList<>();
        if (platform != null && !platformDoubted) {
            count(known, platform, watts);
            offers.add(new Offer(
                    platform.from, platform.until, platform.wattHours, true, UNCERTAINTY_OF_PSYS, "psys", false));
        }
        gains.values().forEach(gain -> count(known, gain, watts));
        if (offers.isEmpty() && !gains.isEmpty() && model != null) {
            Gain any = gains.values().iterator().next();
            byProcessor(known, parts, any.from, any.until, model, load).ifPresent(offers::add);
        }
        return offers;
    }

    private Map<String, Gain> gains(EnergyMemory known, Elapsed now) {
        Map<String, Gain> gains = new TreeMap<>();
        for (RaplZones.Zone zone : zones.read(now)) {
            Look look = new Look(zone.at(), zone.microjoules());
            Look before = known.looks.get(zone.name());
            boolean newer = before == null
                    || !look.at().follows(before.at())
                    || look.at().sinceBoot() - before.at().sinceBoot() >= 1;
            if (newer) {
                follow(known, zone.name(), before, look);
            }
            if (newer && before != null) {
                EnergyCounter.rapl(before, look, zone.range())
                        .ifPresent(gained -> gains.put(zone.name(), new Gain(zone, before.at(), look.at(), gained)));
            }
        }
        return gains;
    }

    /** A counter is told of from its first look on, and no longer once it has stood still for a while. */
    private static void follow(EnergyMemory known, String zone, @Nullable Look before, Look look) {
        boolean still = before != null && look.at().follows(before.at()) && look.value() == before.value();
        if (!still) {
            known.looks.put(zone, look);
        }
        if (still && before != null && look.at().awakeSince(before.at()) >= STANDS_STILL) {
            known.zones.remove(zone, Account.EMPTY);
        } else if (look.value() > 0) {
            known.zones.putIfAbsent(zone, Account.EMPTY);
        }
    }

    private static void count(EnergyMemory known, Gain gain, Map<String, Double> watts) {
        Account account = known.zones.getOrDefault(gain.zone.name(), Account.EMPTY);
        known.zones.put(gain.zone.name(), account.plus(new Share(gain.wattHours, true, UNCERTAINTY_OF_ZONE, "rapl")));
        watts.put(gain.zone.name(), gain.watts());
    }

    /** The machine at rest, and what its processor draws beyond its own rest, through the power supply. */
    private static Optional<Offer> byProcessor(
            EnergyMemory known,
            double wattHours,
            Elapsed from,
            Elapsed until,
            PowerModel model,
            Optional<Double> load) {
        double seconds = until.awakeSince(from);
        if (seconds < 1 || model.basis() == Basis.CALIBRATED) {
            return Optional.empty();
        }
        double draws = wattHours * SECONDS_PER_HOUR / seconds;
        Double rest = known.raplIdle;
        if (seconds >= 20 && load.filter(l -> l < 0.05).isPresent() && (rest == null || draws < rest)) {
            known.raplIdle = draws;
            rest = draws;
        }
        if (rest == null) {
            return Optional.empty();
        }
        double whole = model.idle() + Math.max(0, draws - rest) / EFFICIENCY;
        return Optional.of(new Offer(
                from,
                until,
                whole * seconds / SECONDS_PER_HOUR,
                false,
                // Most of it is the machine at rest, by the model: no surer than that.
                Math.max(LEAST_UNCERTAINTY_BY_PROCESSOR, model.uncertainty()),
                "processor_counter",
                false));
    }

    boolean present() {
        return zones.present();
    }

    /** Whether its counters were left by somebody who will leave newer ones. */
    boolean awaited(Elapsed now) {
        return zones.read(now).stream().anyMatch(zone -> zone.at().sinceBoot() < now.sinceBoot());
    }

    /** Counters that are there and closed to this user, with nobody who reads them instead. */
    List<String> denied() {
        return zones.denied();
    }
}
