package org.socle.edge.probe;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Power;
import org.socle.edge.probe.energy.Offer;
import org.socle.edge.probe.energy.PowerModel;
import org.socle.edge.probe.energy.PowerModel.Basis;
import org.socle.edge.probe.energy.Share;
import org.socle.edge.source.AccessDenied;
import org.socle.edge.source.Elapsed;
import org.socle.edge.source.Notebook;
import org.socle.edge.source.Numbers;
import org.socle.edge.source.PowerFacts;
import org.socle.edge.source.Sources;
import org.socle.edge.source.SysFs;
import org.socle.edge.source.Ticks;

/**
 * What the machine consumes: by the best meter there is, by a model otherwise, and always said which. In this order: the smart
 * plug, the ACPI power meter, a battery that feeds the machine, the platform's own counter (psys), an INA chip in a board's
 * supply; then models: the processor's counter with the rest at rest, and a straight line in load.
 *
 * <pre>
 * energy.consumed[machine] = 1234.5 Wh
 * energy.quality[machine] = 4
 * energy.level[machine] = 95 /100
 * energy.scope[machine] = machine
 * energy.source[machine] = plug
 * energy.metered[machine] = 1200.0 Wh
 * energy.uncertainty[machine] = 70.2 Wh
 * energy.consumed[package-0] = 310.2 Wh
 * energy.consumed[screens] = 210.0 Wh
 * power.value[machine] = 31.4 W
 * energy_model.idle = 20.7 W
 * </pre>
 */
public final class EnergyProbe implements Probe {
    private static final double SECONDS_PER_HOUR = 3600;

    /** A power is taken to have held between two looks that are no further apart than this, seconds. */
    private static final double HELD = 300;

    /** Totals are written at most this often, for the card's sake: seconds. */
    private static final double SAVE_EVERY = 280;

    private final SysFs files;
    private final Ticks ticks;
    private final Notebook notebook;
    private final PowerFacts facts;
    private final PlugMeter plug;
    private final PowerMeters meters;
    private final ProcessorMeter processor;
    private final PowerModels.@Nullable Default byKind;

    private @Nullable EnergyMemory memory;
    private @Nullable Elapsed lastSave;
    private @Nullable Elapsed lastRead;
    private PowerMeters.@Nullable Shown lastShown;
    private final Map<String, Double> watts = new TreeMap<>();

    EnergyProbe(Sources from) {
        this(from.files(), from.ticks(), from.notebook(), from.power(), InstantSource.system());
    }

    /**
     * Of a machine of which only this is known.
     *
     * @param clock the time on the wall, which runs on while the machine is off
     */
    public EnergyProbe(SysFs files, Ticks ticks, Notebook notebook, PowerFacts facts, InstantSource clock) {
        this.files = files;
        this.ticks = ticks;
        this.notebook = notebook;
        this.facts = facts;
        this.plug = new PlugMeter(facts, clock);
        this.meters = new PowerMeters(files);
        this.processor = new ProcessorMeter(new RaplZones(files));
        this.byKind = PowerModels.of(files).orElse(null);
    }

    @Override
    public String name() {
        return "energy";
    }

    @Override
    public boolean present() {
        return ticks.now().isPresent()
                && (byKind != null
                        || facts.idle() != null
                        || plug.present()
                        || processor.present()
                        || meters.read().isPresent());
    }

    @Override
    public void read(Readings out) throws IOException {
        Elapsed now = ticks.now().orElseThrow(() -> new IOException("/proc/uptime does not tell"));
        if (memory == null) {
            memory = new EnergyMemory(notebook);
            if (memory.lost) {
                out.miss(new IOException("the energy account is damaged: it begins anew"));
            }
        }
        EnergyMemory known = memory;
        watts.clear();
        Optional<PowerModel> model = model(known);
        Optional<PowerModel> lit = model.map(this::withBuiltInScreen);
        Optional<Double> load = load(known, now);

        List<Offer> offers = new ArrayList<>();
        plug.offer(known, now, lit.map(PowerModel::full).orElse(0.0)).ifPresent(offers::add);
        Double flows = plug.watts();
        if (flows != null) {
            watts.put(PlugMeter.SOURCE, flows);
        }
        shownOffer(now).ifPresent(offers::add);
        processor.offers(known, now, lit.orElse(null), load, watts).forEach(offers::add);
        Optional<Elapsed> before = known.ledger.until();
        known.ledger.settle(now, offers, patience(now), lit.orElse(null), load.orElse(0.0));
        learn(known, offers, before, load);
        screens(known, now);
        lastRead = now;

        boolean due =
                lastSave == null || !now.follows(lastSave) || now.sinceBoot() - lastSave.sinceBoot() >= SAVE_EVERY;
        if (due) {
            try {
                known.save();
                lastSave = now;
            } catch (IOException e) {
                // Nothing is told that is not kept: the totals stand still until the disk takes them again.
                out.miss(new IOException("the energy account could not be kept: " + e.getMessage(), e));
            }
        }
        new EnergyReport(known, watts, lastShown, plug.mark())
                .tell(model.orElse(null), lit.flatMap(drawn -> load.map(drawn::watts)), out);
        meters.doubted()
                .forEach((file, why) -> out.absent(Power.VALUE, "machine", why, why == Why.LOOKED ? file : "/" + file));
        processor.denied().stream().findFirst().ifPresent(path -> out.miss(new AccessDenied("/" + path)));
    }

    /** The settings', a meter's that was here, other machines' of the kind, or the kind's. */
    private Optional<PowerModel> model(EnergyMemory known) {
        PowerModel base = byKind == null ? null : byKind.model();
        if (facts.idle() != null) {
            double idle = facts.idle();
            double full = facts.full() != null ? facts.full() : idle + (base == null ? 0 : base.full() - base.idle());
            return Optional.of(PowerModel.known(idle, full, base == null ? 0 : base.sleep(), Basis.SETTING));
        }
        if (base == null) {
            return Optional.empty();
        }
        return known.fit.model(base).or(() -> sibling(base)).or(() -> Optional.of(base));
    }

    /** What the kind alone tells leaves the screen out; what was measured has it in. */
    private PowerModel withBuiltInScreen(PowerModel model) {
        boolean measured = model.basis() != Basis.KIND && model.basis() != Basis.PROCESSOR;
        boolean shows = MonitorProbe.screens(files).stream().anyMatch(screen -> screen.builtIn() && screen.lit(files));
        if (measured || byKind == null || !shows) {
            return model;
        }
        return model.plus(byKind.screen());
    }

    private Optional<PowerModel> sibling(PowerModel base) {
        Map<String, String> page = notebook.load(Notebook.POWER_MODEL);
        return number(page, "idle")
                .flatMap(idle -> number(page, "full")
                        .filter(full -> full >= idle)
                        .map(full -> PowerModel.known(idle, full, base.sleep(), Basis.SIBLING)));
    }

    private static Optional<Double> number(Map<String, String> page, String key) {
        return Optional.ofNullable(page.get(key)).flatMap(Numbers::decimal).filter(value -> value > 0);
    }

    /** Mean load since all was settled last; the counters of ticks begin anew with the machine. */
    private Optional<Double> load(EnergyMemory known, Elapsed now) {
        Optional<ProcessorTime> time = ProcessorTime.read(files);
        ProcessorTime before = known.processor;
        boolean sameStart =
                known.ledger.until().filter(until -> now.follows(until)).isPresent();
        known.processor = time.orElse(null);
        return before == null || !sameStart ? Optional.empty() : time.flatMap(latest -> latest.loadSince(before));
    }

    private Optional<Offer> shownOffer(Elapsed now) {
        Optional<PowerMeters.Shown> shown = meters.read();
        PowerMeters.Shown previous = lastShown;
        Elapsed since = lastRead;
        lastShown = shown.orElse(null);
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        PowerMeters.Shown meter = shown.get();
        watts.put(meter.source(), meter.watts());
        if (previous == null
                || since == null
                || !previous.source().equals(meter.source())
                || !now.follows(since)
                || now.awakeSince(since) > HELD) {
            return Optional.empty();
        }
        double wattHours = (previous.watts() + meter.watts()) / 2 * now.awakeSince(since) / SECONDS_PER_HOUR;
        return Optional.of(new Offer(since, now, wattHours, true, meter.uncertainty(), meter.source(), false));
    }

    private double patience(Elapsed now) {
        if (plug.awaited(now)) {
            return PlugMeter.PATIENCE;
        }
        return processor.awaited(now) ? ProcessorMeter.PATIENCE : 0;
    }

    /** What a meter of the whole machine shows teaches the model, for when the meter is gone. */
    private void learn(EnergyMemory known, List<Offer> offers, Optional<Elapsed> before, Optional<Double> load) {
        if (load.isEmpty() || before.isEmpty()) {
            return;
        }
        boolean screensInIt = facts.plugFeedsScreens() && lit() > 0;
        Double flows = watts.get(PlugMeter.SOURCE);
        if (flows != null && !screensInIt) {
            known.fit = known.fit.with(load.get(), flows);
            return;
        }
        offers.stream()
                .filter(offer ->
                        offer.metered() && !offer.always() && offer.until().follows(offer.from()))
                .filter(offer -> offer.until().awakeSince(offer.from()) >= 20)
                .findFirst()
                .ifPresent(offer -> known.fit = known.fit.with(
                        load.get(),
                        offer.wattHours() * SECONDS_PER_HOUR / offer.until().awakeSince(offer.from())));
    }

    /** Screens on the desk, which no meter of the machine sees; a plug may. */
    private void screens(EnergyMemory known, Elapsed now) {
        if (facts.screen() <= 0 || (facts.make() != null && facts.plugFeedsScreens())) {
            return;
        }
        Elapsed since = lastRead;
        if (MonitorProbe.onDesk(files).stream().noneMatch(screen -> screen.tells(files))) {
            return;
        }
        long lit = lit();
        watts.put(EnergyReport.SCREENS, lit * facts.screen());
        if (lit > 0 && since != null && now.follows(since) && now.awakeSince(since) <= HELD) {
            double wattHours = lit * facts.screen() * now.awakeSince(since) / SECONDS_PER_HOUR;
            known.screens =
                    known.screens.plus(new Share(wattHours, false, EnergyReport.UNCERTAINTY_OF_SCREENS, "model"));
        }
    }

    private long lit() {
        return MonitorProbe.onDesk(files).stream()
                .filter(screen -> screen.lit(files))
                .count();
    }

    @Override
    public List<Obstacle> obstacles() {
        Stream<Obstacle> closed = processor.denied().stream()
                .limit(1)
                .map(path -> new Obstacle(Obstacle.Kind.DENIED, "/" + path, Obstacle.Remedy.START_READER));
        return Stream.concat(plug.obstacle().stream(), closed).toList();
    }
}
