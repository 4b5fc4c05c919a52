package org.socle.edge.probe;

import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.socle.edge.probe.energy.Account;
import org.socle.edge.probe.energy.EnergyCounter.Look;
import org.socle.edge.probe.energy.Ledger;
import org.socle.edge.probe.energy.LineFit;
import org.socle.edge.probe.energy.Moments;
import org.socle.edge.source.Notebook;
import org.socle.edge.source.Numbers;

/**
 * All the energy probe knows between two looks, and keeps over restarts in its page of the notebook. What was said is on the
 * disk first: after a power cut no total is smaller than one that was reported.
 */
final class EnergyMemory {
    private static final String PAGE = "energy";
    private static final String LOOK = "look.";
    private static final String ZONE = "zone.";
    private static final String SCREENS = "screens";
    private static final String RAPL_IDLE = "rapl-idle";
    private static final String PLUG_COUNTER = "plug-counter";
    private static final String PLUG_READ = "plug-read";
    private static final String PROCESSOR = "processor";

    private final Notebook notebook;

    /** Whether an account that was kept can no longer be read, so that this one begins anew. */
    final boolean lost;

    final Ledger ledger;
    final Map<String, Look> looks = new HashMap<>();
    final Map<String, Account> zones = new TreeMap<>();
    Account screens;
    LineFit fit;

    /** What tells the plug's counter from another's. */
    String plugCounter;

    /** When its counter was read last, seconds since 1970 by the wall clock; 0 before. */
    long plugRead;

    /** Watts of the processor at rest, the least seen; null before. */
    @Nullable
    Double raplIdle;

    @Nullable
    ProcessorTime processor;

    /** What is on the disk, which is what may be told. */
    Account savedMachine;

    Account savedScreens;
    Map<String, Account> savedZones;

    EnergyMemory(Notebook notebook) {
        this.notebook = notebook;
        lost = notebook.lost(PAGE);
        Map<String, String> page = notebook.load(PAGE);
        ledger = new Ledger(page);
        screens = Account.load(SCREENS, page);
        fit = LineFit.load(page);
        plugCounter = page.getOrDefault(PLUG_COUNTER, "");
        plugRead = Numbers.whole(page.getOrDefault(PLUG_READ, "")).orElse(0L);
        raplIdle = positive(page.get(RAPL_IDLE)).orElse(null);
        processor = ProcessorTime.parse(page.getOrDefault(PROCESSOR, "")).orElse(null);
        page.forEach((key, value) -> {
            if (key.startsWith(LOOK)) {
                Moments.loadLook(value).ifPresent(look -> looks.put(key.substring(LOOK.length()), look));
            } else if (key.startsWith(ZONE)) {
                zones.put(key.substring(ZONE.length()), Account.load(key, page));
            }
        });
        savedMachine = ledger.account();
        savedScreens = screens;
        savedZones = Collections.unmodifiableMap(new TreeMap<>(zones));
    }

    void save() throws IOException {
        Map<String, String> page = new HashMap<>();
        ledger.save(page);
        screens.save(SCREENS, page);
        fit.save(page);
        page.put(PLUG_COUNTER, plugCounter);
        page.put(PLUG_READ, Long.toString(plugRead));
        if (raplIdle != null) {
            page.put(RAPL_IDLE, raplIdle.toString());
        }
        if (processor != null) {
            page.put(PROCESSOR, processor.text());
        }
        looks.forEach((name, look) -> page.put(LOOK + name, Moments.text(look)));
        zones.forEach((name, account) -> account.save(ZONE + name, page));
        notebook.save(PAGE, page);
        savedMachine = ledger.account();
        savedScreens = screens;
        savedZones = Collections.unmodifiableMap(new TreeMap<>(zones));
    }

    private static Optional<Double> positive(@Nullable String text) {
        return Optional.ofNullable(text).flatMap(Numbers::decimal).filter(value -> value > 0);
    }
}
