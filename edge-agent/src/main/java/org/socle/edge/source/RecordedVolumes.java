package org.socle.edge.source;

import java.util.Optional;

/** Sizes of a captured machine: a file {@code volumes} with lines {@code mount-point total free available}, in bytes. */
public final class RecordedVolumes implements Volumes {
    private final SysFs machine;

    public RecordedVolumes(SysFs machine) {
        this.machine = machine;
    }

    @Override
    public Optional<Space> space(String mountPoint) {
        return machine.lines("volumes").stream()
                .map(line -> line.trim().split("\\s+", -1))
                .filter(fields -> fields.length == 4 && fields[0].equals(mountPoint))
                .map(fields ->
                        new Space(Long.parseLong(fields[1]), Long.parseLong(fields[2]), Long.parseLong(fields[3])))
                .findFirst();
    }
}
