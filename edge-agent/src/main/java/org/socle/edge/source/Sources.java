package org.socle.edge.source;

import java.nio.file.Path;

/**
 * Everything a probe may read from, over one machine.
 *
 * @param files the machine's files
 * @param commands its programs
 * @param volumes sizes of its file systems
 */
public record Sources(SysFs files, Commands commands, Volumes volumes) {

    /** The machine the agent runs on for {@code /}, a captured machine for any other root. */
    public static Sources of(Path root) {
        SysFs files = new SysFs(root);
        return files.live()
                ? new Sources(files, new PrivilegedCommands(files.privileged(), new Command()), new MountedVolumes())
                : new Sources(files, new RecordedCommands(root.resolve("commands")), new RecordedVolumes(files));
    }

    /** OSHI over the same machine. */
    public Oshi oshi() {
        return Oshi.open(files);
    }
}
