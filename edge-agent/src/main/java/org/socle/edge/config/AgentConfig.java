package org.socle.edge.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.socle.contract.config.ConfigException;
import org.socle.contract.config.Settings;

/**
 * All settings of the agent.
 *
 * @param server the fleet server to report to
 * @param state where the agent keeps what must survive a restart
 * @param rhythm how often it reads and sends
 * @param outbox how much it may keep while it cannot send
 * @param machine the machine to read
 * @param probes which probes are wanted
 * @param energy what is known of its power
 * @param connectivity what else it should reach
 */
public record AgentConfig(
        ServerConfig server,
        StateConfig state,
        RhythmConfig rhythm,
        OutboxConfig outbox,
        MachineConfig machine,
        ProbesConfig probes,
        EnergyConfig energy,
        ConnectivityConfig connectivity) {

    /** Where the settings are unless {@code --config} says otherwise. */
    public static final Path DEFAULT_FILE = Path.of("/etc/socle/agent.toml");

    /**
     * Takes all settings.
     *
     * @param probeNames the probes there are
     * @param onDemand those that run only where they are enabled
     * @param environment variables; those of a proxy are used
     * @throws ConfigException when a value is out of its range or a key is unknown
     */
    public static AgentConfig of(
            Settings settings, List<String> probeNames, List<String> onDemand, Map<String, String> environment) {
        AgentConfig config = new AgentConfig(
                ServerConfig.of(settings, environment),
                StateConfig.of(settings),
                RhythmConfig.of(settings),
                OutboxConfig.of(settings),
                MachineConfig.of(settings),
                ProbesConfig.of(settings, probeNames, onDemand),
                EnergyConfig.of(settings),
                ConnectivityConfig.of(settings));
        settings.finish();
        return config;
    }
}
