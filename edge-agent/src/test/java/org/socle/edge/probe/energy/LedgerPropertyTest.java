package org.socle.edge.probe.energy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.socle.edge.source.Elapsed;

/** Whatever a machine and its meters do, no moment is settled twice and no total goes back. */
class LedgerPropertyTest {
    private static final PowerModel MODEL = new PowerModel(20, 80, 1, PowerModel.Basis.KIND, 0.75);

    /** The machine draws 50 W while awake; its meter says so when it looks, and is not there at times. */
    @Property
    void settlesEachMomentOnce(
            @ForAll @Size(max = 60) List<@IntRange(max = 6) Integer> events,
            @ForAll @IntRange(max = 600) int patience) {
        Ledger ledger = new Ledger();
        Map<String, String> page = new HashMap<>();
        String boot = "b";
        double now = 10;
        double awakeAll = 0;
        Elapsed look = null;
        double last = 0;
        ledger.settle(new Elapsed(boot, now, now), List.of(), 0, MODEL, 0.5);
        double awake = now;
        for (int event : events) {
            List<Offer> offers = new ArrayList<>();
            switch (event) {
                case 0, 1, 2 -> {
                    now += 60;
                    awake += 60;
                    awakeAll += 60;
                }
                case 3 -> now += 7_200;
                case 4 -> {
                    boot += "+";
                    now = 30;
                    awake = 30;
                    awakeAll += 30;
                    look = null;
                }
                case 5 -> {
                    Elapsed at = new Elapsed(boot, now, awake);
                    if (look != null && at.awakeSince(look) > 0) {
                        offers.add(new Offer(look, at, 50 * at.awakeSince(look) / 3600, true, 0.02, "meter", false));
                    }
                    look = at;
                }
                default -> {
                    ledger.save(page);
                    ledger = new Ledger(page);
                }
            }
            ledger.settle(new Elapsed(boot, now, awake), offers, patience, MODEL, 0.5);
            Account account = ledger.account();
            assertThat(account.consumed()).isGreaterThanOrEqualTo(last);
            assertThat(account.metered()).isLessThanOrEqualTo(account.consumed() + 1e-9);
            last = account.consumed();
        }
        // 50 W by model and meter alike; the time before a start's first look at rest; sleep at 1 W.
        double sleep = events.stream().filter(event -> event == 3).count() * 2.0;
        assertThat(last).isLessThanOrEqualTo(50 * awakeAll / 3600 + sleep + 1e-6);
    }

    @Property
    void anyNotebookGivesALedger(@ForAll String text) {
        Ledger ledger = new Ledger(Map.of("machine", text, "until", text));
        assertThat(ledger.account().consumed()).isNotNegative();
        assertThat(LineFit.load(Map.of("fit", text)).n()).isNotNegative();
        assertThat(Moments.loadLook(text).map(EnergyCounter.Look::value).orElse(0.0))
                .isNotNegative();
    }

    @Property
    void anyMessageOfAPlugIsAReadingOrNone(@ForAll String text) {
        for (org.socle.edge.source.Plug.Make make : org.socle.edge.source.Plug.Make.values()) {
            PlugReading.parse(make, text, 0)
                    .ifPresent(reading ->
                            assertThat(reading.wattHours()).isNotNegative().isFinite());
        }
    }
}
