package org.socle.edge;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.socle.contract.config.ConfigException;
import org.socle.contract.config.Settings;
import org.socle.edge.config.AgentConfig;
import org.socle.edge.config.MachineConfig;
import org.socle.edge.probe.Probe;
import org.socle.edge.probe.Probes;
import org.socle.edge.source.Notebook;
import org.socle.edge.source.PlugFeed;
import org.socle.edge.source.Sources;
import org.socle.edge.source.Ticks;
import picocli.CommandLine.Option;

/** The options all commands have; mixed into each of them. */
final class AgentOptions {
    /** For a plug whose messages are retained; others speak too seldom to wait for. */
    private static final Duration PLUG_PATIENCE = Duration.ofSeconds(3);

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
        Sources sources = Sources.of(machine, Outside.net(config, () -> Outside.onDisk(config)));
        boolean live = sources.files().live();
        sources = sources.with(Supply.facts(config.energy(), live ? plug(config, sources.ticks()) : null));
        if (live) {
            sources = sources.with(Notebook.view(config.state().directory()));
        }
        if (!sources.files().exists("proc") || !sources.files().exists("sys")) {
            throw new ConfigException(machine + ": no machine: it has no proc and sys");
        }
        return Probes.wanted(config.probes().disabled(), config.probes().enabled(), sources);
    }

    /** The plug's word of now, where there is one: listens until this program ends. */
    private static @Nullable PlugFeed plug(AgentConfig config, Ticks ticks) {
        PlugFeed feed = Supply.feed(config.energy(), ticks);
        if (feed != null) {
            feed.start();
            try {
                feed.await(PLUG_PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return feed;
    }
}
