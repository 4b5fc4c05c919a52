package org.socle.edge.probe;

import java.util.List;
import org.socle.edge.source.Oshi;
import org.socle.edge.source.Sources;

/** THE list of probes, in the order they are read. */
public final class Probes {
    private Probes() {}

    /** Every probe over one machine. */
    public static List<Probe> all(Sources sources) {
        Oshi oshi = sources.oshi();
        return List.of(new ProcessorProbe(sources.files(), oshi), new MemoryProbe(oshi));
    }

    /** The names of {@link #all}, for settings. */
    public static List<String> names() {
        return List.of("processor", "memory");
    }
}
