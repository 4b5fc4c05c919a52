package org.socle.edge.source;

import java.nio.file.Path;

/**
 * Everything a probe may read from, over one machine.
 *
 * @param files the machine's files
 * @param commands its programs
 * @param volumes sizes of its file systems
 * @param net what it reaches
 * @param ticks its own time
 * @param notebook what probes remember over restarts
 * @param power what somebody says of its power
 */
public record Sources(
        SysFs files, Commands commands, Volumes volumes, Net net, Ticks ticks, Notebook notebook, PowerFacts power) {

    /**
     * The machine the agent runs on for {@code /}, a captured machine for any other root.
     *
     * @param live the net of this very machine
     */
    public static Sources of(Path root, Net live) {
        SysFs files = new SysFs(root);
        Commands commands = files.live()
                ? new PrivilegedCommands(files.privileged(), new Command())
                : new RecordedCommands(root.resolve("commands"));
        Volumes volumes = files.live() ? new MountedVolumes() : new RecordedVolumes(files);
        Net net = files.live() ? live : new RecordedNet(files);
        return new Sources(files, commands, volumes, net, Ticks.of(files), Notebook.none(), PowerFacts.NONE);
    }

    /** The same machine, with what its probes remember. */
    public Sources with(Notebook itsNotebook) {
        return new Sources(files, commands, volumes, net, ticks, itsNotebook, power);
    }

    /** The same machine, of whose power somebody knows more. */
    public Sources with(PowerFacts itsPower) {
        return new Sources(files, commands, volumes, net, ticks, notebook, itsPower);
    }

    /** OSHI over the same machine. */
    public Oshi oshi() {
        return Oshi.open(files);
    }
}
