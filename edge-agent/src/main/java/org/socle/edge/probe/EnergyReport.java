package org.socle.edge.probe;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Energy;
import org.socle.contract.catalogue.EnergyModel;
import org.socle.contract.catalogue.Power;
import org.socle.edge.probe.energy.Account;
import org.socle.edge.probe.energy.PowerModel;
import org.socle.edge.probe.energy.Share;

/** What is told of the account: totals that are on the disk, and powers of now. */
record EnergyReport(
        EnergyMemory known, Map<String, Double> watts, PowerMeters.@Nullable Shown lastShown, Optional<String> plug) {
    static final String SCREENS = "screens";
    static final double UNCERTAINTY_OF_SCREENS = 0.50;
    private static final String MACHINE = "machine";
    private static final long METERED = 4;
    private static final long MODELLED = 16;

    /**
     * Writes everything.
     *
     * @param model of the machine; null when there is none
     * @param modelled watts of the machine now by that model
     */
    void tell(@Nullable PowerModel model, Optional<Double> modelled, Readings out) {
        Optional<Share> last = known.ledger.last();
        if (last.isPresent()
                || model != null
                || known.savedMachine.consumed() > 0
                || watts.containsKey(PlugMeter.SOURCE)) {
            Share share = last.orElseGet(() -> nothingYet(model));
            account(MACHINE, known.savedMachine, share, MACHINE, out);
            out.putIf(Energy.PLUG, MACHINE, plug);
            now(modelled, share).ifPresent(value -> out.put(Power.VALUE, MACHINE, tenths(value)));
        }
        known.savedZones.forEach((zone, account) -> {
            account(zone, account, new Share(0, true, 0.05, "rapl"), scope(zone), out);
            out.putIf(Power.VALUE, zone, Optional.ofNullable(watts.get(zone)).map(EnergyReport::tenths));
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
            out.put(EnergyModel.UNCERTAINTY, Math.round(model.uncertainty() * 100));
        }
    }

    /** Before the first interval is settled: by what it will be. */
    private Share nothingYet(@Nullable PowerModel model) {
        if (watts.containsKey(PlugMeter.SOURCE)) {
            return new Share(0, true, PlugMeter.UNCERTAINTY, PlugMeter.SOURCE);
        }
        PowerMeters.Shown shown = lastShown;
        if (shown != null) {
            return new Share(0, true, shown.uncertainty(), shown.source());
        }
        return new Share(0, false, model == null ? 1 : model.uncertainty(), "model");
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
        out.put(Energy.LEVEL, name, Math.round(100 * Math.max(0, 1 - by.uncertainty())));
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
}
