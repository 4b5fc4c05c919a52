package org.socle.simulator;

import java.time.Instant;
import org.socle.contract.DeviceState.Presence;
import org.socle.edge.config.RhythmConfig;
import org.socle.edge.publish.BootClock;
import org.socle.edge.publish.Reporter;
import org.socle.edge.tree.ObjectTree;

/** The way out of one machine. */
interface Outlet {

    /** A reporter of the agent, as one is made at each start of it. */
    Reporter reporter(ObjectTree tree, BootClock clock, RhythmConfig rhythm);

    /** What the machine, or the broker in its name, says of its presence. */
    void presence(Presence presence, String boot, Instant at);

    /** The way to the server is cut, or there again. */
    void link(boolean there, Instant at);
}
