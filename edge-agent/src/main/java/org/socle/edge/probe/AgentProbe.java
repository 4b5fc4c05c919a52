package org.socle.edge.probe;

import java.time.Duration;
import org.socle.contract.catalogue.Agent;
import org.socle.edge.source.OwnProcess;
import org.socle.edge.source.Version;

/**
 * The agent's version, and what it takes of the processor since it started: it is on the bill as well.
 *
 * <pre>
 * agent.version = 0.1.0
 * agent.processor_time = 12 s
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
        return Duration.ofMinutes(10);
    }

    @Override
    public void read(Readings out) {
        out.put(Agent.VERSION, Version.current());
        OwnProcess.processorTime().ifPresent(taken -> out.put(Agent.PROCESSOR_TIME, taken.toSeconds()));
    }
}
