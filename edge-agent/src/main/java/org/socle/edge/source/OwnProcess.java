package org.socle.edge.source;

import java.time.Duration;
import java.util.Optional;

/** The process the agent runs in. */
public final class OwnProcess {
    private OwnProcess() {}

    /** What it took of the processor since it started, over all its threads; empty where the system does not tell. */
    public static Optional<Duration> processorTime() {
        return ProcessHandle.current().info().totalCpuDuration();
    }
}
