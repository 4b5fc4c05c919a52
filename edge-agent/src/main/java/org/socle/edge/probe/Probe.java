package org.socle.edge.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.socle.edge.source.AccessDenied;
import org.socle.edge.source.MissingTool;

/** Reads one aspect of the machine. Called by one thread at a time. */
public interface Probe {

    /** Lower-case name, the same over versions: it is reported, configured and logged. */
    String name();

    /** Whether there is anything to read here. Cheap: asked before each read. A machine without is not a fault. */
    boolean present();

    /** Least time between two reads; {@link Duration#ZERO} to be read at every sample. */
    default Duration period() {
        return Duration.ZERO;
    }

    /** Whether a read asks the network or a package manager, for seconds: the first report does not wait for it. */
    default boolean slow() {
        return false;
    }

    /** How long a read may take before it is given up. */
    default Duration timeout() {
        return Duration.ofSeconds(20);
    }

    /**
     * Reads.
     *
     * @throws AccessDenied when a right is missing for the whole of it
     * @throws MissingTool when a program is missing for the whole of it
     * @throws IOException when reading failed
     */
    void read(Readings out) throws IOException;

    /** Under which name the messages say why there is nothing to read here: by what the machine lacks, where that differs. */
    default String absentAs() {
        return name();
    }

    /** What keeps this probe from reading all it could, as its last read found, for {@code doctor}; empty when nothing does. */
    default List<Obstacle> obstacles() {
        return List.of();
    }
}
