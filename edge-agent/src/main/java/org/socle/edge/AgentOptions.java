package org.socle.edge;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.socle.contract.config.ConfigException;
import org.socle.contract.config.Settings;
import org.socle.edge.config.AgentConfig;
import org.socle.edge.config.MachineConfig;
import org.socle.edge.probe.Probe;
import org.socle.edge.probe.Probes;
import org.socle.edge.source.Notebook;
import org.socle.edge.source.Sources;
import picocli.CommandLine.Option;

/** The options all commands have; mixed into each of them. */
final class AgentOptions {

    @Option(names = "--config", paramLabel = "FILE", descriptionKey = "option.config")
    private @Nullable Path file;

    @Option(names = "--root", paramLabel = "DIR", descriptionKey = "option.root")
    private @Nullable Path root;

    /**
     * The settings, with what the command line says instead.
     *
     * @throws ConfigException when they cannot be used
     */
    AgentConfig config() {
        Settings settings = file == null
                ? Settings.load(AgentConfig.DEFAULT_FILE, false)
                : Settings.load(file.toAbsolutePath(), true);
        AgentConfig config = AgentConfig.of(settings, Probes.names(), Probes.onDemand(), System.getenv());
        if (root == null) {
            return config;
        }
        return new AgentConfig(
                config.server(),
                config.state(),
                config.rhythm(),
                config.outbox(),
                new MachineConfig(root.toAbsolutePath().normalize()),
                config.probes(),
                config.energy(),
                config.connectivity());
    }

    /** The probes that are wanted, over the machine to read. */
    static List<Probe> probes(AgentConfig config) {
        Path machine = config.machine().root();
        Sources sources = Sources.of(machine, Outside.net(config, () -> Outside.onDisk(config)))
                .with(Supply.facts(config.energy(), null));
        if (sources.files().live()) {
            sources = sources.with(Notebook.view(config.state().directory()));
        }
        if (!sources.files().exists("proc") || !sources.files().exists("sys")) {
            throw new ConfigException(machine + ": no machine: it has no proc and sys");
        }
        return Probes.wanted(config.probes().disabled(), config.probes().enabled(), sources);
    }
}
