package org.socle.edge.source;

import java.nio.file.Path;

/**
 * Everything a probe may read from, over one machine.
 *
 * @param files the machine's files
 * @param commands its programs
 * @param volumes sizes of its file systems
 * @param net what it reaches
 */
public record Sources(SysFs files, Commands commands, Volumes volumes, Net net) {

    /**
     * The machine the agent runs on for {@code /}, a captured machine for any other root.
     *
     * @param live the net of this very machine
     */
    public static Sources of(Path root, Net live) {
        SysFs files = new SysFs(root);
        return files.live()
                ? new Sources(files, new Command(), new MountedVolumes(), live)
                : new Sources(
                        files,
                        new RecordedCommands(root.resolve("commands")),
                        new RecordedVolumes(files),
                        new RecordedNet(files));
    }

    /** OSHI over the same machine. */
    public Oshi oshi() {
        return Oshi.open(files);
    }
}
