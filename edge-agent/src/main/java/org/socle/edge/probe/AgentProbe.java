package org.socle.edge.probe;

import java.time.Duration;
import org.socle.contract.catalogue.Agent;
import org.socle.edge.source.Version;

/**
 * The agent's version.
 *
 * <pre>
 * agent.version = 0.1.0
 * </pre>
 */
final class AgentProbe implements Probe {

    @Override
    public String name() {
        return "agent";
    }

    @Override
    public boolean present() {
        return true;
    }

    @Override
    public Duration period() {
        return Duration.ofHours(1);
    }

    @Override
    public void read(Readings out) {
        out.put(Agent.VERSION, Version.current());
    }
}
