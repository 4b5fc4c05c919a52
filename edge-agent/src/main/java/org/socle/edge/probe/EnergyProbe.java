package org.socle.edge.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Energy;
import org.socle.contract.catalogue.EnergyModel;
import org.socle.contract.catalogue.Power;
import org.socle.edge.probe.energy.Account;
import org.socle.edge.probe.energy.EnergyCounter;
import org.socle.edge.probe.energy.EnergyCounter.Look;
import org.socle.edge.probe.energy.Offer;
import org.socle.edge.probe.energy.PlugReading;
import org.socle.edge.probe.energy.PowerModel;
import org.socle.edge.probe.energy.PowerModel.Basis;
import org.socle.edge.probe.energy.Share;
import org.socle.edge.source.AccessDenied;
import org.socle.edge.source.Elapsed;
import org.socle.edge.source.Notebook;
import org.socle.edge.source.Numbers;
import org.socle.edge.source.Plug;
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
    private static final String MACHINE = "machine";
    private static final String SCREENS = "screens";
    private static final String PLUG = "plug";
    private static final long METERED = 4;
    private static final long MODELLED = 16;
    private static final double SECONDS_PER_HOUR = 3600;

    /** A power is taken to have held between two looks that are no further apart than this, seconds. */
    private static final double HELD = 300;

    /** A plug tells its counter every five minutes by default; three times that it is waited for, seconds. */
    private static final double PLUG_PATIENCE = 900;

    /** The privileged reader looks each minute. */
    private static final double RAPL_PATIENCE = 180;

    /** Totals are written at most this often, for the card's sake: seconds. */
    private static final double SAVE_EVERY = 280;

    /** A package's counter says little of the rest of the machine: our assumption. */
    private static final double UNCERTAINTY_BY_PROCESSOR = 0.25;

    private static final double UNCERTAINTY_OF_PLUG = 0.02;
    private static final double UNCERTAINTY_OF_PSYS = 0.10;
    private static final double UNCERTAINTY_OF_SCREENS = 0.50;

    /** Of a power supply between socket and processor: our assumption, 80 PLUS bronze at a fifth of its load. */
    private static final double EFFICIENCY = 0.82;

    private final SysFs files;
    private final Ticks ticks;
    private final Notebook notebook;
    private final Plug plug;
    private final PowerFacts facts;
    private final PowerMeters meters;
    private final RaplZones zones;
    private final PowerModels.@Nullable Default byKind;

    private @Nullable EnergyMemory memory;
    private @Nullable Elapsed lastSave;
    private @Nullable Elapsed lastRead;
    private PowerMeters.@Nullable Shown lastShown;
    private final Map<String, Double> watts = new TreeMap<>();

    EnergyProbe(Sources from) {
        this(from.files(), from.ticks(), from.notebook(), from.power());
    }

    EnergyProbe(SysFs files, Ticks ticks, Notebook notebook, PowerFacts facts) {
        this.files = files;
        this.ticks = ticks;
        this.notebook = notebook;
        this.facts = facts;
        this.plug = facts.plug();
        this.meters = new PowerMeters(files);
        this.zones = new RaplZones(files);
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
                        || zones.present()
                        || meters.read().isPresent());
    }

    @Override
    public void read(Readings out) throws IOException {
        Elapsed now = ticks.now().orElseThrow(() -> new IOException("/proc/uptime does not tell"));
        EnergyMemory known = memory == null ? new EnergyMemory(notebook) : memory;
        memory = known;
        watts.clear();
        Optional<PowerModel> model = model(known);
        Optional<PowerModel> lit = model.map(this::withBuiltInScreen);
        Optional<Double> load = load(known, now);

        List<Offer> offers = new ArrayList<>();
        plugOffer(known).ifPresent(offers::add);
        shownOffer(now).ifPresent(offers::add);
        raplOffers(known, now, lit.orElse(null), load).forEach(offers::add);
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
        tell(known, model.orElse(null), lit.flatMap(drawn -> load.map(drawn::watts)), out);
        zones.denied().stream().findFirst().ifPresent(path -> out.miss(new AccessDenied("/" + path)));
    }

    /** The settings', a meter's that was here, other machines' of the kind, or the kind's. */
    private Optional<PowerModel> model(EnergyMemory known) {
        PowerModel base = byKind == null ? null : byKind.model();
        if (facts.idle() != null) {
            double idle = facts.idle();
            double full = facts.full() != null ? facts.full() : idle + (base == null ? 0 : base.full() - base.idle());
            return Optional.of(new PowerModel(idle, full, base == null ? 0 : base.sleep(), Basis.SETTING));
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
        return model.with(model.idle() + byKind.screen(), model.full() + byKind.screen(), model.basis());
    }

    private Optional<PowerModel> sibling(PowerModel base) {
        Map<String, String> page = notebook.load(Notebook.POWER_MODEL);
        return number(page, "idle")
                .flatMap(idle -> number(page, "full")
                        .filter(full -> full >= idle)
                        .map(full -> base.with(idle, full, Basis.SIBLING)));
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

    private Optional<Offer> plugOffer(EnergyMemory known) {
        Optional<Plug.Message> message = plug.last();
        Plug.Make make = facts.make();
        if (message.isEmpty() || make == null) {
            return Optional.empty();
        }
        Optional<PlugReading> parsed = PlugReading.parse(make, message.get().text(), facts.channel());
        if (parsed.isEmpty()) {
            return Optional.empty();
        }
        PlugReading reading = parsed.get();
        Double flows = reading.watts();
        if (flows != null) {
            watts.put(PLUG, flows);
        }
        Look now = new Look(message.get().at(), reading.wattHours());
        Look before = known.looks.get(PLUG);
        if (before != null && before.at().equals(now.at())) {
            return Optional.empty();
        }
        known.looks.put(PLUG, now);
        boolean same = known.plugBegan.equals(reading.began());
        known.plugBegan = reading.began();
        return before == null || !same
                ? Optional.empty()
                : EnergyCounter.plug(before, now)
                        .map(gained -> new Offer(before.at(), now.at(), gained, true, UNCERTAINTY_OF_PLUG, PLUG, true));
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

    /** Follows every zone; offers the platform's, or what the processor's lets guess of the machine. */
    private List<Offer> raplOffers(EnergyMemory known, Elapsed now, @Nullable PowerModel model, Optional<Double> load) {
        List<Offer> offers = new ArrayList<>();
        double parts = 0;
        Elapsed from = null;
        Elapsed until = null;
        for (RaplZones.Zone zone : zones.read(now)) {
            Look look = new Look(zone.at(), zone.microjoules());
            Look before = known.looks.get(zone.name());
            boolean newer = before == null
                    || !look.at().follows(before.at())
                    || look.at().sinceBoot() - before.at().sinceBoot() >= 1;
            if (!newer) {
                continue;
            }
            known.looks.put(zone.name(), look);
            Optional<Double> gained =
                    before == null ? Optional.empty() : EnergyCounter.rapl(before, look, zone.range());
            Account account = known.zones.getOrDefault(zone.name(), Account.EMPTY);
            known.zones.put(
                    zone.name(),
                    gained.map(wattHours -> account.plus(new Share(wattHours, true, 0.05, "rapl")))
                            .orElse(account));
            if (before == null || gained.isEmpty()) {
                continue;
            }
            double seconds = look.at().awakeSince(before.at());
            if (seconds > 0) {
                watts.put(zone.name(), gained.get() * SECONDS_PER_HOUR / seconds);
            }
            if (zone.platform()) {
                offers.add(
                        0, new Offer(before.at(), look.at(), gained.get(), true, UNCERTAINTY_OF_PSYS, "psys", false));
            } else {
                parts += gained.get();
                from = before.at();
                until = look.at();
            }
        }
        if (offers.isEmpty() && from != null && until != null && model != null) {
            byProcessor(known, parts, from, until, model, load).ifPresent(offers::add);
        }
        return offers;
    }

    /** The machine at rest, and what its processor draws beyond its own rest, through the power supply. */
    private Optional<Offer> byProcessor(
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
                UNCERTAINTY_BY_PROCESSOR,
                "processor_counter",
                false));
    }

    private double patience(Elapsed now) {
        if (plug.present()
                && plug.last()
                        .map(said -> now.follows(said.at())
                                && now.sinceBoot() - said.at().sinceBoot() < PLUG_PATIENCE)
                        .orElse(true)) {
            return PLUG_PATIENCE;
        }
        boolean left = zones.read(now).stream().anyMatch(zone -> zone.at().sinceBoot() < now.sinceBoot());
        return left ? RAPL_PATIENCE : 0;
    }

    /** What a meter of the whole machine shows teaches the model, for when the meter is gone. */
    private void learn(EnergyMemory known, List<Offer> offers, Optional<Elapsed> before, Optional<Double> load) {
        if (load.isEmpty() || before.isEmpty()) {
            return;
        }
        boolean screensInIt = facts.plugFeedsScreens() && lit() > 0;
        Double flows = watts.get(PLUG);
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
        if (MonitorProbe.onDesk(files).isEmpty()) {
            return;
        }
        long lit = lit();
        watts.put(SCREENS, lit * facts.screen());
        if (lit > 0 && since != null && now.follows(since) && now.awakeSince(since) <= HELD) {
            double wattHours = lit * facts.screen() * now.awakeSince(since) / SECONDS_PER_HOUR;
            known.screens = known.screens.plus(new Share(wattHours, false, UNCERTAINTY_OF_SCREENS, "model"));
        }
    }

    private long lit() {
        return MonitorProbe.onDesk(files).stream()
                .filter(screen -> screen.lit(files))
                .count();
    }

    private void tell(EnergyMemory known, @Nullable PowerModel model, Optional<Double> modelled, Readings out) {
        Optional<Share> last = known.ledger.last();
        if (last.isPresent() || model != null || known.savedMachine.consumed() > 0) {
            Share share = last.orElseGet(() -> nothingYet(model));
            account(MACHINE, known.savedMachine, share, MACHINE, out);
            now(modelled, share).ifPresent(value -> out.put(Power.VALUE, MACHINE, tenths(value)));
        }
        known.savedZones.forEach((zone, account) -> {
            account(zone, account, new Share(0, true, 0.05, "rapl"), scope(zone), out);
            out.putIf(Power.VALUE, zone, Optional.ofNullable(watts.get(zone)).map(EnergyProbe::tenths));
        });
        Double lit = watts.get(SCREENS);
        if (lit != null || known.savedScreens.consumed() > 0) {
            account(SCREENS, known.savedScreens, new Share(0, false, UNCERTAINTY_OF_SCREENS, "model"), SCREENS, out);
            out.putIf(Power.VALUE, SCREENS, Optional.ofNullable(lit));
        }
        if (model != null) {
            out.put(EnergyModel.IDLE, tenths(model.idle()));
            out.put(EnergyModel.FULL, tenths(model.full()));
            out.put(EnergyModel.SLEEP, tenths(model.sleep()));
            out.put(EnergyModel.BASIS, model.basis().word());
            out.put(EnergyModel.UNCERTAINTY, Math.round(model.basis().uncertainty() * 100));
        }
    }

    /** Before the first interval is settled: by what it will be. */
    private Share nothingYet(@Nullable PowerModel model) {
        PowerMeters.Shown shown = lastShown;
        if (shown != null) {
            return new Share(0, true, shown.uncertainty(), shown.source());
        }
        return new Share(0, false, model == null ? 1 : model.basis().uncertainty(), "model");
    }

    private static String scope(String zone) {
        if (zone.equals("psys")) {
            return MACHINE;
        }
        return zone.startsWith("dram") ? "memory" : "processor";
    }

    private static void account(String name, Account account, Share by, String scope, Readings out) {
        out.put(Energy.CONSUMED, name, tenths(account.consumed()));
        out.put(Energy.QUALITY, name, by.metered() ? METERED : MODELLED);
        out.put(Energy.LEVEL, name, Math.round(100 * (1 - by.uncertainty())));
        out.put(Energy.SCOPE, name, scope);
        out.put(Energy.SOURCE, name, by.source());
        out.put(Energy.METERED, name, tenths(account.metered()));
        out.put(Energy.UNCERTAINTY, name, tenths(account.uncertainty()));
    }

    /** Watts of the machine now, by what settled the last interval. */
    private Optional<Double> now(Optional<Double> modelled, Share by) {
        Optional<Double> shown = Optional.ofNullable(watts.get(by.source()));
        return shown.isPresent() || by.metered() ? shown : modelled;
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    @Override
    public List<Obstacle> obstacles() {
        return zones.denied().stream()
                .limit(1)
                .map(path -> new Obstacle(Obstacle.Kind.DENIED, "/" + path, Obstacle.Remedy.START_READER))
                .toList();
    }
}
