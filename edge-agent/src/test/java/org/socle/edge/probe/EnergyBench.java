package org.socle.edge.probe;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socle.edge.source.Elapsed;
import org.socle.edge.source.Notebook;
import org.socle.edge.source.Plug;
import org.socle.edge.source.PowerFacts;

/** A machine whose time and meters a test moves, with the agent's energy probe on it. */
final class EnergyBench {
    final FakeMachine machine;
    final Map<String, Map<String, String>> pages = new HashMap<>();
    boolean diskFull;

    private String boot = "first";
    private double sinceBoot = 100;
    private double awake = 100;
    private long busy = 1_000;
    private long total = 10_000;
    private Instant wall = Instant.parse("2026-03-02T08:00:00Z");
    private String topic = "shellies/plug-1";
    private Plug.@Nullable Message said;
    private PowerFacts facts = PowerFacts.NONE;
    private EnergyProbe probe;
    private Map<String, Object> told = Map.of();

    EnergyBench(Path root) {
        machine = new FakeMachine(root);
        load();
        restartAgent();
    }

    private final Notebook notebook = new Notebook() {
        @Override
        public Map<String, String> load(String page) {
            return new HashMap<>(pages.getOrDefault(page, Map.of()));
        }

        @Override
        public void save(String page, Map<String, String> content) throws IOException {
            if (diskFull) {
                throw new IOException("No space left on device");
            }
            pages.put(page, new HashMap<>(content));
        }
    };

    EnergyBench desktop() {
        machine.with("sys/class/dmi/id/sys_vendor", "Dell Inc.").with("sys/class/dmi/id/chassis_type", "6");
        return restartAgent();
    }

    EnergyBench laptop() {
        machine.with("sys/class/dmi/id/sys_vendor", "Dell Inc.").with("sys/class/dmi/id/chassis_type", "9");
        return restartAgent();
    }

    EnergyBench board(String model) {
        machine.with("proc/device-tree/model", model);
        return restartAgent();
    }

    EnergyBench known(PowerFacts itsFacts) {
        facts = itsFacts;
        return restartAgent();
    }

    EnergyBench plugged(Plug.Make make, int channel, boolean withScreens) {
        Plug plug = () -> Optional.ofNullable(said);
        return known(new PowerFacts(null, null, 16, plug, make, topic, channel, withScreens));
    }

    /** The plug says something now. */
    EnergyBench says(String message) {
        said = new Plug.Message(topic, message, now());
        return this;
    }

    /** Another plug, which speaks from another topic. */
    EnergyBench from(String itsTopic) {
        topic = itsTopic;
        return this;
    }

    private Elapsed now() {
        return new Elapsed(boot, sinceBoot, awake);
    }

    /** A new process of the agent, which knows what the notebook says. */
    EnergyBench restartAgent() {
        probe = new EnergyProbe(machine.files(), () -> Optional.of(now()), notebook, facts, () -> wall);
        return this;
    }

    /** Time passes at a load, 0 to 1, and the agent does not look. */
    EnergyBench passes(double seconds, double load) {
        sinceBoot += seconds;
        awake += seconds;
        wall = wall.plusSeconds(Math.round(seconds));
        busy += Math.round(seconds * 100 * load);
        total += Math.round(seconds * 100);
        load();
        return this;
    }

    EnergyBench sleeps(double seconds) {
        sinceBoot += seconds;
        wall = wall.plusSeconds(Math.round(seconds));
        return this;
    }

    /** Somebody sets the wall clock. */
    EnergyBench sets(Instant clock) {
        wall = clock;
        return this;
    }

    /** Off for ten hours and on again; the agent is asked for the first time after so many seconds. */
    EnergyBench reboots(double seconds) {
        wall = wall.plusSeconds(36_000 + Math.round(seconds));
        boot = boot + "+";
        sinceBoot = seconds;
        awake = seconds;
        busy = 0;
        total = Math.round(seconds * 100);
        said = null;
        load();
        return restartAgent();
    }

    private void load() {
        long idle = total - busy;
        machine.with("proc/stat", "cpu  " + busy + " 0 0 " + idle + " 0 0 0 0 0 0");
    }

    EnergyBench counter(String zone, String name, long microjoules, long range) {
        String path = "sys/class/powercap/" + zone + "/";
        machine.with(path + "name", name)
                .with(path + "energy_uj", microjoules)
                .with(path + "max_energy_range_uj", range);
        return this;
    }

    /** The agent looks. It tells totals as they were when it last kept them: at a first look, and some five minutes later. */
    EnergyBench looks() throws IOException {
        told = FakeMachine.read(probe);
        return this;
    }

    double number(String key) {
        return ((Number) told.get(key)).doubleValue();
    }

    Object value(String key) {
        return told.get(key);
    }

    Map<String, Object> told() {
        return told;
    }
}
